"""From when to when the policy holds (closing paragraph)."""

import os
from datetime import date, timedelta

from policy_kb.kb import KnowledgeBase


def promulgated() -> date | None:
    """The day on which the policy was promulgated (`YIZHU_PROMULGATED`), which its text does not name."""
    day = os.environ.get("YIZHU_PROMULGATED", "").strip()
    return date.fromisoformat(day) if day else None


def validity(kb: KnowledgeBase, on: date, promulgated: date | None) -> str:
    """`unset` (day of promulgation not known), `not_yet`, `in_force` or `expired` on a day.

    自颁布之日起30日后施行，有效期为5年: the first day is the one after 30 full days, and the last
    the day before its fifth anniversary. A span extended from a day on is a dated value like any other.
    """
    if promulgated is None:
        return "unset"
    first = promulgated + timedelta(days=int(kb.parameters.value("effective_after_days", promulgated)))
    years = int(kb.parameters.value("validity_years", on))
    if on < first:
        return "not_yet"
    return "in_force" if on < _years_later(first, years) else "expired"


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)
