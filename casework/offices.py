"""Which office answers a matter: the lead of its clause, as the policy names it."""

from functools import lru_cache

from policy_kb.clauses import by_id, cut
from policy_kb.kb import ROOT, SOURCE

#: Clauses 16-18 and the general parts name no office; the federation knows whom to ask.
DEFAULT = "残联"


def office_for(clause: str | int | None) -> str:
    """The lead office of a clause (`"1"`…`"18"`); several are joined by 、."""
    lead = _leads().get(str(clause), ())
    return "、".join(lead) or DEFAULT


@lru_cache(maxsize=1)
def all_offices() -> tuple[str, ...]:
    """Every office that leads a clause, each once, in the order of the policy."""
    leads = [office for lead in _leads().values() for office in lead]
    return tuple(dict.fromkeys([*leads, DEFAULT]))


@lru_cache(maxsize=64)
def shared_by(office: str) -> tuple[str, ...]:
    """The offices of call-backs that this one answers: itself, and those it leads together with others."""
    joint = {"、".join(lead) for lead in _leads().values() if office in lead}
    return tuple(sorted({office, *joint}))


@lru_cache(maxsize=1)
def _leads() -> dict[str, tuple[str, ...]]:
    parts = by_id(cut((ROOT / SOURCE).read_text(encoding="utf-8")))
    return {key: part.lead for key, part in parts.items()}
