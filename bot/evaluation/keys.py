"""Does a reply hold what the key of its question asks?"""

import re
from dataclasses import dataclass
from typing import Any

_BASIS = re.compile(r"^依据：《实施意见》(.+)$", re.M)
_PERSON = re.compile(r"回电|电话|12385|12345")
_MOST_CLAUSES = 3
_NAMED = {"适用范围": "scope", "有效期": "validity", "总体要求": "general", "主要目标": "goals"}

#: What the reply to each intent must show at least.
_SHOWS = {
    "eligibility": r"户籍|残疾证",
    "callback": r"电话",
    "callback_status": r"编号|查到",
    "callback_cancel": r"编号|取消|查到",
    "callback_reschedule": r"编号|改|查到",
    "application": r"申请",
    "greet": r"伊助",
    "capability": r"伊助",
    "thanks": r"不用谢|不客气",
    "bye": r"再见",
    "delete_data": r"删",
    "emergency": r"120|110",
}


@dataclass(frozen=True)
class Verdict:
    """Whether a reply is right, and if not, why."""

    right: bool
    why: str = ""


def cited(reply: str) -> set[str]:
    """The clauses named in the basis lines of a reply."""
    found: set[str] = set()
    for line in _BASIS.findall(reply):
        for name in line.split("、"):
            number = re.fullmatch(r"第(\d+)条", name.strip())
            found.add(number[1] if number else _NAMED.get(name.strip(), name.strip()))
    return found


def judge(question: dict[str, Any], reply: str) -> Verdict:
    """Hold a reply against its question's key (`intent` or `label`, `clause`, `must`, `must_not`)."""
    kind = question.get("intent") or question.get("label") or ""
    packed = re.sub(r"[\s,，](?=\d{3}\b)|\s", "", reply)
    if not reply:
        return Verdict(False, "no reply")
    if kind in ("policy", "covered"):
        return _covered(question, reply, packed)
    if kind in ("adjacent", "oos"):
        return _beside(question, reply)
    shows = _SHOWS.get(kind, "")
    return Verdict(bool(re.search(shows, packed)), f"does not show {shows}")


def _covered(question: dict[str, Any], reply: str, packed: str) -> Verdict:
    clauses, key = cited(reply), set(question["clause"])
    if key and not clauses & key:
        return Verdict(False, f"basis {sorted(clauses)} instead of {sorted(key)}")
    if len(clauses) > max(_MOST_CLAUSES, len(key)):
        return Verdict(False, "cites too many clauses")
    for pattern in question["must"]:
        if not re.search(pattern, packed):
            return Verdict(False, f"lacks {pattern}")
    for pattern in question["must_not"]:
        if re.search(pattern, packed):
            return Verdict(False, f"states {pattern}")
    return Verdict(True)


def _beside(question: dict[str, Any], reply: str) -> Verdict:
    wrong = cited(reply) - set(question["clause"])
    if wrong:
        return Verdict(False, f"claims basis {sorted(wrong)}")
    if not _PERSON.search(reply):
        return Verdict(False, "points to no person")
    return Verdict(True)
