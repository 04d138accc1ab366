"""Refuse a profile that is not one: every key, type and range of the eligibility contract."""

import json
import math
from typing import Any

from policy_kb.facts import CATEGORIES, GRADES, Fact
from policy_kb.kb import KnowledgeBase

_LONGEST_NAME = 60  # characters shown of a key or value that nobody knows
_STAY_PARTS = ("reimbursable", "reimbursed")


class ProfileError(ValueError):
    """A profile is refused; `key` names what is wrong with it, the message says what is allowed."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key
        self.message = message


def validate(kb: KnowledgeBase, profile: Any) -> None:
    """Check a profile against the facts of the knowledge base; null and absent are always allowed.

    Raises:
        ProfileError: an unknown key, a wrong type, a number out of range, an impossible list.
    """
    if not isinstance(profile, dict):
        raise ProfileError("profile", f"profile 要是一个 JSON 对象，不能是{shown(profile)}")
    for key, value in profile.items():
        fact = kb.facts.get(key) if isinstance(key, str) else None
        if fact is None:
            name = shown(key)
            raise ProfileError(name, f"不认识的键 {name}，可以用的有：{'、'.join(kb.facts)}")
        if value is not None:
            _CHECKS[fact.kind](fact, value)


def shown(value: Any) -> str:
    """A value as it can be printed anywhere: one line, short, without half characters."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=repr)
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    text = "".join(c if c.isprintable() else "?" for c in text)
    return text if len(text) <= _LONGEST_NAME else text[:_LONGEST_NAME] + "…"


def is_number(value: Any) -> bool:
    """True for finite numbers; true and false are not numbers."""
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))


def _refuse(key: str, allowed: str, value: Any) -> ProfileError:
    return ProfileError(key, f"{key} {allowed}，不能是 {shown(value)}；不知道就写 null 或不写")


def _bool(fact: Fact, value: Any) -> None:
    if not isinstance(value, bool):
        raise _refuse(fact.key, "只能是 true 或 false", value)


def _choice(fact: Fact, value: Any) -> None:
    if not isinstance(value, str) or value not in fact.values:
        raise _refuse(fact.key, f"只能是 {'、'.join(fact.values)}", value)


def _number(fact: Fact, value: Any) -> None:
    what = "整数" if fact.whole else "数"
    allowed = f"要是 {fact.least} 或更大的{what}"
    if fact.most is not None:
        allowed = f"要是 {fact.least} 到 {fact.most} 的{what}"
    if not is_number(value) or value < fact.least or (fact.most is not None and value > fact.most):
        raise _refuse(fact.key, allowed, value)
    if fact.whole and value != int(value):
        raise _refuse(fact.key, allowed, value)


def _disabilities(fact: Fact, value: Any) -> None:
    key = fact.key
    if not isinstance(value, list) or not 1 <= len(value) <= len(CATEGORIES):
        form = '{"category": 类别, "grade": 等级}'
        raise _refuse(key, f"要是一到{len(CATEGORIES)}项 {form} 的列表", value)
    seen = set()
    for one in value:
        if not isinstance(one, dict) or not set(one) <= {"category", "grade"}:
            raise _refuse(key, "的每一项只有 category 和 grade", one)
        category, grade = one.get("category"), one.get("grade")
        if category is not None and (not isinstance(category, str) or category not in CATEGORIES):
            raise _refuse(key, f"的 category 只能是 {'、'.join(CATEGORIES)}", category)
        if grade is not None and (not is_number(grade) or grade not in GRADES):
            raise _refuse(key, "的 grade 只能是 1、2、3、4", grade)
        if category is not None and category in seen:
            raise _refuse(key, "的每个 category 只能出现一次", category)
        seen.add(category)


def _stay(fact: Fact, value: Any) -> None:
    key = fact.key
    if value is False:
        return
    if not isinstance(value, dict) or not set(value) <= set(_STAY_PARTS):
        raise _refuse(key, "只能是 false 或者只含 reimbursable、reimbursed 的对象", value)
    total, paid = (value.get(part) for part in _STAY_PARTS)
    for part in (total, paid):
        if part is not None and (not is_number(part) or part < 0):
            raise _refuse(key, "的 reimbursable、reimbursed 要是 0 或更大的数", part)
    if total is not None and paid is not None and paid > total:
        raise _refuse(key, "的 reimbursed 不能比 reimbursable 大", value)


_CHECKS = {
    "bool": _bool,
    "choice": _choice,
    "number": _number,
    "disabilities": _disabilities,
    "stay": _stay,
}
