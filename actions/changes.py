"""What another set of facts would change: benefit by benefit, money first."""

from dataclasses import dataclass
from typing import Any

from actions.next_step import assessed
from actions.turn import today
from policy_kb.basis import basis_line
from policy_kb.kb import KnowledgeBase
from policy_kb.result.build import decided_by, reason, sum_words

_SHOWN = 6


@dataclass(frozen=True)
class Changes:
    """Lines that say what changes, how many were left out, and the basis of those said."""

    lines: list[str]
    more: int
    basis: str


def changes(kb: KnowledgeBase, before: dict[str, Any], after: dict[str, Any]) -> Changes:
    """Compare the assessments of two profiles of one person."""
    was, would = (assessed(kb, profile, today())["benefits"] for profile in (before, after))
    found = []
    for old, new in zip(was, would, strict=True):
        line = _line(kb, old, new, after)
        if line:
            benefit = kb.benefits[new["id"]]
            found.append((benefit.amount is None, benefit.clause, f"{benefit.title}：{line}"))
    found.sort(key=lambda one: one[0])
    shown = found[:_SHOWN]
    return Changes(
        [line for _, _, line in shown],
        len(found) - len(shown),
        basis_line(clause for _, clause, _ in shown),
    )


def _other_sum(was: str, now: str, status: str) -> str:
    """Another sum: of what one gets, or of what one would get if the rest fits too."""
    though = "" if status == "eligible" else "能不能领还要看别的；真能领，"
    return f"{though}从{was or '没有定数'}变成{now or '没有定数'}。"


def _line(kb: KnowledgeBase, old: dict[str, Any], new: dict[str, Any], after: dict[str, Any]) -> str:
    """One benefit's change in words; empty when it stays as it is."""
    was, now = sum_words(old["amount"]), sum_words(new["amount"])
    if new["status"] == old["status"]:
        return "" if was == now or new["status"] == "ineligible" else _other_sum(was, now, new["status"])
    if new["status"] == "eligible":
        return f"能领，{now}。" if now else "能享受。"
    if new["status"] == "ineligible":
        lost = "就不能领了" if old["status"] == "eligible" else "就不合了"
        return f"{lost}（{reason(new['because'])}）。"
    words, by_office = decided_by(kb, after, new, today())
    open_now = "就说不准了" if old["status"] == "eligible" else "有可能能领"
    return f"{open_now}，{'' if by_office else '要看：'}{words}"
