"""From an assessment to a result: sums with their arithmetic, what decides the rest, one reason for each no."""

from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

from policy_kb.assess import assess, settling
from policy_kb.basis import basis_line
from policy_kb.explain import sum_in_words
from policy_kb.fact_words import profile_lines
from policy_kb.facts import CHOICES
from policy_kb.interview import as_resident
from policy_kb.kb import KnowledgeBase
from policy_kb.result.again import again
from policy_kb.result.arithmetic import how
from policy_kb.result.model import Gain, Open, Part, Refused, Result
from policy_kb.yuan import yuan

_DEFAULT_OFFICE = "残联"
_TWO_WAYS = "这句话有两种理解"
_CITED = ("eligible", "undetermined", "ineligible")


def result_of(
    kb: KnowledgeBase,
    profile: dict[str, Any],
    on: date,
    who: str,
    promulgated: date | None = None,
    about: str | None = None,
) -> Result:
    """The whole result for one person, as a resident: what goes without saying is neither shown nor a reason.

    Args:
        profile: the facts known; absent is not known.
        who: the person as the asker is addressed (您, 您母亲).
        about: a benefit's id, when only that one was asked after.

    Raises:
        ProfileError: the profile is refused.
    """
    stated = {key: value for key, value in profile.items() if value is not None}
    profile = as_resident(kb, stated)
    found = assess(kb, profile, on, promulgated=promulgated)
    refused_as_stated = {b["id"] for b in assess(kb, stated, on)["benefits"] if b["status"] == "ineligible"}
    listed = [
        b
        for b in found["benefits"]
        if about in (None, b["id"]) and (b["status"] != "ineligible" or b["id"] in refused_as_stated)
    ]
    by_status = {status: [b for b in listed if b["status"] == status] for status in _CITED}
    total, exact = _total(by_status["eligible"])
    return Result(
        who=who,
        on=found["on"],
        validity=found["validity"],
        facts=tuple(profile_lines(kb.facts, stated)),
        total=total,
        total_exact=exact,
        apart=any(b["amount"] and b["amount"]["period"] != "year" for b in by_status["eligible"]),
        gains=_gains(kb, by_status["eligible"], profile, on),
        open=_open(kb, by_status["undetermined"], profile, on),
        refused=_refused(kb, by_status["ineligible"], profile, on),
        basis=basis_line(_clauses(by_status)),
    )


def sum_words(amount: dict[str, Any] | None) -> str:
    """The sum of a benefit in words; empty where the policy names none."""
    return sum_in_words(amount) if amount else ""


def _total(eligible: list[dict[str, Any]]) -> tuple[str, bool]:
    """The certain yearly sum in yuan (empty: none), and whether it is exact. Other periods never count."""
    yearly = [b["amount"] for b in eligible if b["amount"] and b["amount"]["period"] == "year"]
    least = sum(amount["min"] for amount in yearly)
    return (yuan(least) if least else "", all(a["min"] == a["max"] for a in yearly))


def _gains(
    kb: KnowledgeBase, eligible: list[dict[str, Any]], profile: dict[str, Any], on: date
) -> tuple[Gain, ...]:
    """What is paid in money comes first, then what the person has said to need, then what all get."""
    gains = [_gain(kb, benefit, profile, on) for benefit in eligible]
    return tuple(sorted(gains, key=lambda gain: 0 if gain.amount else 3 - _own(kb, gain.id, profile)))


def _own(kb: KnowledgeBase, benefit: str, profile: dict[str, Any]) -> int:
    """How much a benefit is this person's own: by the last of the choices it rests on (needs before standing)."""
    said = [
        kb.facts[leaf.fact]
        for leaf in kb.benefits[benefit].leaves()
        if profile.get(leaf.fact) not in (None, kb.facts[leaf.fact].absent)
    ]
    return max((CHOICES.index(fact.group) + 1 for fact in said if fact.group), default=0)


def _gain(kb: KnowledgeBase, found: dict[str, Any], profile: dict[str, Any], on: date) -> Gain:
    benefit = kb.benefits[found["id"]]
    two_ways = next((line for line in found["because"] if line.startswith(_TWO_WAYS)), "")
    worked = how(
        kb, benefit, profile, lambda name: kb.parameters.value(name, on), partial(_one, kb, benefit.id, on)
    )
    return Gain(
        id=benefit.id,
        title=benefit.title,
        clause=benefit.clause,
        office=_office(found),
        amount=sum_words(found["amount"]),
        how=worked if found["amount"] else "",
        two_ways=f"{two_ways}。" if two_ways and found["amount"] else "",
        office_decides=bool(found["review"]),
    )


def _open(
    kb: KnowledgeBase, undetermined: list[dict[str, Any]], profile: dict[str, Any], on: date
) -> tuple[Open, ...]:
    """Grouped by the one thing that decides next; groups with money in them first."""
    scores = settling(kb, profile, on)
    groups: dict[tuple[str, bool], list[Part]] = {}
    for benefit in undetermined:
        decides = _decides(kb, dict(scores.get(benefit["id"], ())), _office(benefit))
        groups.setdefault(decides, []).append(_part(kb, benefit))
    made = [Open(words, tuple(parts), by_office) for (words, by_office), parts in groups.items()]
    return tuple(sorted(made, key=lambda group: not _paid(group.parts)))


def decided_by(
    kb: KnowledgeBase, profile: dict[str, Any], found: dict[str, Any], on: date
) -> tuple[str, bool]:
    """What decides one open benefit next: the question for a fact, or (True) words that name the office."""
    scores = settling(kb, as_resident(kb, profile), on)
    return _decides(kb, dict(scores.get(found["id"], ())), _office(found))


def _decides(kb: KnowledgeBase, scores: dict[str, float], office: str) -> tuple[str, bool]:
    """The question for the fact that settles most; the office, where nothing is left but what it decides."""
    told = {name: score for name, score in scores.items() if not kb.facts[name].office}
    if not told:
        what = "、".join(kb.facts[name].title for name in scores)
        return f"由{office}认定{f'：{what}' if what else ''}", True
    best = max(told, key=lambda name: told[name])
    while kb.facts[best].after in told:
        best = str(kb.facts[best].after)
    return kb.facts[best].question, False


def _refused(
    kb: KnowledgeBase, ineligible: list[dict[str, Any]], profile: dict[str, Any], on: date
) -> tuple[Refused, ...]:
    """Grouped by the one reason; those that time will change first, then those with money in them."""
    groups: dict[tuple[str, str], list[Part]] = {}
    for found in ineligible:
        benefit = kb.benefits[found["id"]]
        later = again(
            kb,
            benefit,
            profile,
            on,
            lambda name: Fraction(str(kb.parameters.value(name, on))),
            partial(_one, kb, benefit.id, on),
        )
        groups.setdefault((reason(found["because"]), later), []).append(_part(kb, found))
    made = [Refused(why, tuple(parts), later) for (why, later), parts in groups.items()]
    return tuple(sorted(made, key=lambda group: (not group.again, not _paid(group.parts))))


def _one(kb: KnowledgeBase, benefit: str, on: date, profile: dict[str, Any]) -> dict[str, Any]:
    return next(b for b in assess(kb, profile, on)["benefits"] if b["id"] == benefit)


def _part(kb: KnowledgeBase, found: dict[str, Any]) -> Part:
    amount = "" if found["status"] == "ineligible" else sum_words(found["amount"])
    benefit = kb.benefits[found["id"]]
    return Part(benefit.title, benefit.clause, benefit.amount is not None, amount)


def _paid(parts: tuple[Part, ...]) -> bool:
    return any(part.paid for part in parts)


def _office(found: dict[str, Any]) -> str:
    return "、".join(found["lead"]) or _DEFAULT_OFFICE


def reason(because: list[str]) -> str:
    """The first reason, without the quotation that follows it."""
    return because[0].split("（原文")[0].rstrip("。") if because else "条件不合"


def _clauses(by_status: dict[str, list[dict[str, Any]]]) -> set[str]:
    """The clauses of what the person gets; of what is open, else of what does not apply."""
    for status in _CITED:
        if by_status[status]:
            return {str(benefit["clause"]) for benefit in by_status[status]}
    return {"scope"}
