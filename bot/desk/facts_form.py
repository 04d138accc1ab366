"""A fact that became clear on the phone: the fields to enter it, and what they mean."""

from typing import Any

from bot.desk.visit import Visit
from casework.errors import InvalidStep
from policy_kb.fact_words import CATEGORY_WORDS, GRADE_WORDS
from policy_kb.facts import Fact

ROWS = 3  # categories on one certificate; more than three are not seen


def options(fact: Fact) -> list[tuple[str, Any]]:
    """What a fact that is chosen from a list can be: (title, value) pairs; empty for all others."""
    if fact.kind == "choice":
        return [(title, key) for key, title in fact.values.items()]
    if fact.kind == "bool":
        named = {value: title for title, value in fact.buttons if isinstance(value, bool)}
        return [(named.get(True, "是"), True), (named.get(False, "不是"), False)]
    return []


def value_of(fact: Fact, visit: Visit) -> Any:
    """The value that was entered.

    Raises:
        InvalidStep: nothing, or nothing that can be read.
    """
    if fact.kind in ("bool", "choice"):
        chosen = visit.text("value", 4)
        listed = options(fact)
        if not chosen.isascii() or not chosen.isdecimal() or int(chosen) >= len(listed):
            raise InvalidStep("请选一个。")
        return listed[int(chosen)][1]
    if fact.kind == "disabilities":
        return _disabilities(visit)
    if fact.kind == "stay":
        if visit.text("none", 4):
            return False
        return {"reimbursable": _number(visit, "reimbursable"), "reimbursed": _number(visit, "reimbursed")}
    return _number(visit, "value")


def _disabilities(visit: Visit) -> list[dict[str, Any]]:
    listed = []
    for number in range(ROWS):
        category, grade = visit.text(f"category{number}", 20), visit.text(f"grade{number}", 4)
        if category in CATEGORY_WORDS:
            listed.append(
                {"category": category, "grade": int(grade) if grade in map(str, GRADE_WORDS) else None}
            )
    if not listed:
        raise InvalidStep("请至少选一类残疾。")
    return listed


def _number(visit: Visit, name: str) -> int | float:
    given = visit.text(name, 12)
    try:
        number = float(given)
    except ValueError as refused:
        raise InvalidStep("请填一个数。") from refused
    return int(number) if number.is_integer() else number
