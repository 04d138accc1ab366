"""Which office answers a matter: the lead of its clause, as the policy names it."""

from policy_kb.current import current

#: Clauses 16-18 and the general parts name no office; the federation knows whom to ask.
DEFAULT = "残联"


def office_for(clause: str | int | None) -> str:
    """The lead office of a clause (`"1"`, `"2"` …); several are joined by 、."""
    lead = _leads().get(str(clause), ())
    return "、".join(lead) or DEFAULT


def all_offices() -> tuple[str, ...]:
    """Every office that leads a clause, each once, in the order of the policy."""
    leads = [office for lead in _leads().values() for office in lead]
    return tuple(dict.fromkeys([*leads, DEFAULT]))


def shared_by(office: str) -> tuple[str, ...]:
    """The offices of call-backs that this one answers: itself, and those it leads together with others."""
    joint = {"、".join(lead) for lead in _leads().values() if office in lead}
    return tuple(sorted({office, *joint}))


def _leads() -> dict[str, tuple[str, ...]]:
    return {key: part.lead for key, part in current().clauses.items()}
