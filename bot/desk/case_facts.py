"""What is known of a person, the assessment as they saw it, and as it stands with what was settled since."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from policy_kb.answers import validity_warning
from policy_kb.assess import assess
from policy_kb.current import current
from policy_kb.explain import sum_in_words
from policy_kb.fact_words import fact_words, profile_lines
from policy_kb.interview import as_resident
from policy_kb.kb import KnowledgeBase
from policy_kb.profile import ProfileError
from policy_kb.validity import promulgated


@dataclass(frozen=True)
class Line:
    """One benefit: its sum in words, why, what is still missing, and whether it changed since."""

    title: str
    clause: str
    status: str
    sum: str
    offices: str
    because: tuple[str, ...]
    missing: tuple[str, ...]
    changed: bool


@dataclass(frozen=True)
class Facts:
    """All of it for one page. `now` is empty while nothing was settled and the policy is the same.

    `in_force` warns before the policy's first day and after its last, and is empty between them.
    """

    stated: tuple[str, ...]
    settled: tuple[tuple[str, str], ...]
    then: tuple[Line, ...]
    now: tuple[Line, ...]
    policy_changed: bool
    unreadable: bool
    open_facts: tuple[tuple[str, str], ...]
    in_force: str


@dataclass(frozen=True)
class Known:
    """What a call-back or an application holds of a person: `assessment` as it was made with `kb_version`."""

    profile: dict[str, Any]
    settled: dict[str, Any]
    assessment: dict[str, Any] | None
    kb_version: str


def facts_of(held: Known, today: date) -> Facts:
    """What the page of a case shows of the person's facts."""
    kb = current()
    known = {key: value for key, value in held.profile.items() if key in kb.facts}
    merged = {**known, **{key: value for key, value in held.settled.items() if key in kb.facts}}
    told = (held.assessment or {}).get("benefits", [])
    policy_changed = bool(told) and held.kb_version != kb.version
    warning = validity_warning(kb, today, promulgated()).strip()
    try:
        fresh = assess(kb, as_resident(kb, merged), today)["benefits"]
        stated = tuple(profile_lines(kb.facts, known))
    except (ProfileError, KeyError):  # kept under an older policy, whose facts meant something else
        return Facts((), (), _lines(kb, told, []), (), policy_changed, True, _askable(kb, told), warning)
    new = _lines(kb, fresh, told) if held.settled or policy_changed or not told else ()
    settled = tuple((key, fact_words(kb.facts[key], v)) for key, v in held.settled.items() if key in kb.facts)
    return Facts(
        stated, settled, _lines(kb, told, []), new, policy_changed, False, _askable(kb, fresh), warning
    )


def _lines(kb: KnowledgeBase, found: list[dict[str, Any]], before: list[dict[str, Any]]) -> tuple[Line, ...]:
    old = {one["id"]: (one["status"], one["amount"]) for one in before}
    order = {"eligible": 0, "undetermined": 1, "ineligible": 2}
    listed = sorted(found, key=lambda one: order[one["status"]])
    return tuple(
        Line(
            title=kb.benefits[one["id"]].title if one["id"] in kb.benefits else one["id"],
            clause=str(one["clause"]),
            status=one["status"],
            sum=sum_in_words(one["amount"]) if one["amount"] else "",
            offices="、".join(one["lead"]),
            because=tuple(one["because"]),
            missing=tuple(kb.facts[key].title for key in one["missing"] if key in kb.facts),
            changed=one["id"] in old and old[one["id"]] != (one["status"], one["amount"]),
        )
        for one in listed
    )


def _askable(kb: KnowledgeBase, found: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    """Facts to settle, (key, title): those that something still hangs on come first."""
    wanted = {key: None for one in found for key in one["missing"] if key in kb.facts}
    return tuple((key, kb.facts[key].title) for key in [*wanted, *(k for k in kb.facts if k not in wanted)])
