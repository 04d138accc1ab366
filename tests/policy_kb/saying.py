"""What the tests of answers share: a day, a covered person, and reading the sums of a text."""

import re
from datetime import date
from typing import Any

from policy_kb.answers import answer
from policy_kb.kb import KnowledgeBase

DAY = date(2026, 11, 23)
HERE = {"local_hukou": True, "certified": True}
NEWER = "国家、自治区、市有新规定的"


def says(kb: KnowledgeBase, topic: str, facts: dict[str, Any] | None = None, **more: Any) -> str:
    """The answer's text, on a day before any change."""
    return answer(kb, topic, facts or {}, DAY, **more).text


def disabled(category: str | None, grade: int | None, **facts: Any) -> dict[str, Any]:
    return {"disabilities": [{"category": category, "grade": grade}], **facts}


def yuan(text: str) -> set[str]:
    """Every sum in yuan of a text."""
    return set(re.findall(r"(\d[\d.]*)(?=元|万元)", text))
