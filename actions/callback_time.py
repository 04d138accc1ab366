"""The wished time of a call-back: as a moment, and in words with its weekday and date."""

from datetime import datetime, timedelta
from typing import Any

from actions.turn import HERE, now
from casework.clock import local
from casework.worktime import describe, due, is_open, is_workday, next_open, opening_hours

#: Where only a day is named the office begins with it.
_MORNING = "08:30"


def when_words(when: dict[str, Any] | None) -> str:
    """The wished time in the person's words."""
    return (when or {}).get("text") or "随时"


def moment(when: dict[str, Any] | None) -> datetime | None:
    """The first moment of the wished time; an hour without a day is the next such hour; else None."""
    if not when or not (when.get("date") or when.get("from") or when.get("to")):
        return None
    start, at = when.get("from") or _MORNING, now()
    if when.get("date"):
        return _at(when["date"], start)
    today = at.date().isoformat()
    last = _at(today, when.get("to") or start)
    return _at(today, start) if last > at else _at(today, start) + timedelta(days=1)


def time_words(when: dict[str, Any] | None, office: str) -> str:
    """The wish as it will be kept: weekday and date beside the person's own words, and when the office is shut."""
    wished = moment(when)
    if wished is None:
        return f"{when_words(when)}，最晚{describe(due(now(), None, office))}前"
    opens = next_open(max(wished, now()), office)
    if local(opens).date() == wished.date():
        return f"{when_words(when)}，就是{describe(opens)}以后"
    shut = "那时已经下班" if is_workday(wished.date()) else "那天不上班"
    return f"{when_words(when)}，就是{describe(wished)}。{shut}，工作人员会在{describe(opens)}以后联系您"


def shut_now(office: str) -> str:
    """That nobody is at work now, and the hours; empty during office hours."""
    return "" if is_open(now(), office) else f"现在不是上班时间，上班时间是{opening_hours(office)}。"


def _at(day: str, hour: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=HERE)
