"""One line of a result for each benefit: the sum in words, the office, what is open, the reason."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from policy_kb.kb import KnowledgeBase
from policy_kb.yuan import yuan

_PERIODS = {
    "year": "每年",
    "occasion": "每次",
    "stay": "每次住院",
    "household": "每户",
    "project": "每个项目",
}


@dataclass(frozen=True)
class BenefitLine:
    """What a result says of one benefit."""

    title: str
    clause: str
    office: str
    sum: str
    split: str
    missing: str
    reason: str
    review: bool

    @property
    def has_sum(self) -> bool:
        """Whether the policy names a sum for it."""
        return bool(self.sum)


def lines_for(kb: KnowledgeBase, listed: list[dict[str, Any]], status: str, on: date) -> list[BenefitLine]:
    """The benefits of that status, in the fixed order of the assessment."""
    return [_line(kb, benefit, on) for benefit in listed if benefit["status"] == status]


def yearly_total(listed: list[dict[str, Any]]) -> str:
    """The sum of what is certain and yearly, in yuan; empty when there is nothing exact to add up."""
    sums = [
        b["amount"]["min"]
        for b in listed
        if b["status"] == "eligible"
        and b["amount"]
        and b["amount"]["period"] == "year"
        and b["amount"]["min"] == b["amount"]["max"]
    ]
    return yuan(sum(sums)) if sums else ""


def _line(kb: KnowledgeBase, benefit: dict[str, Any], on: date) -> BenefitLine:
    return BenefitLine(
        title=kb.benefits[benefit["id"]].title,
        clause=str(benefit["clause"]),
        office="、".join(benefit["lead"]) or "残联",
        sum=_sum(benefit["amount"]),
        split=_split(kb, benefit),
        missing=_missing(kb, benefit),
        reason=_reason(benefit["because"]),
        review=bool(benefit["review"]),
    )


def _sum(amount: dict[str, Any] | None) -> str:
    """An interval in words: exactly, from … to …, at least, or at most."""
    if not amount:
        return ""
    period = _PERIODS[amount["period"]]
    least, most = amount["min"], amount["max"]
    if most is None:
        return f"{period}不低于{yuan(least)}元" if least else f"{period}的数目还定不下来"
    if least == most:
        return f"{period}{yuan(least)}元"
    return f"{period}{yuan(least)}元到{yuan(most)}元" if least else f"{period}最多{yuan(most)}元"


def _missing(kb: KnowledgeBase, benefit: dict[str, Any]) -> str:
    """What is still to be told; what only an office can decide, once nothing else is open."""
    told = [kb.facts[key].title for key in benefit["missing"] if not kb.facts[key].office]
    decided = [
        f"{kb.facts[key].title}（由{benefit['lead'][0]}认定）"
        for key in benefit["missing"]
        if kb.facts[key].office
    ]
    return "、".join(told or decided)


def _split(kb: KnowledgeBase, benefit: dict[str, Any]) -> str:
    """That the words can be read in two ways, and who decides."""
    if not benefit["open_readings"] or not benefit["amount"]:
        return ""
    amount = benefit["amount"]
    return f"原文有两种读法，一种{yuan(amount['min'])}元，一种{yuan(amount['max'])}元，由{benefit['lead'][0]}定。"


def _reason(because: list[str]) -> str:
    """The first reason, without the quotation that follows it."""
    return because[0].split("（")[0].rstrip("。") if because else "条件不合"
