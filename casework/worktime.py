"""When the offices are open, and by when a call is due: working hours, Chinese holidays, make-up days."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import chinese_calendar
import yaml
from chinese_calendar import constants

from casework.clock import SHANGHAI, local, utcnow

_FILE = Path(__file__).parent / "data" / "worktime.yml"
_WEEKDAYS = "一二三四五六日"
_LOOK_AHEAD = 60  # days; no run of holidays is longer


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return data


@lru_cache(maxsize=1)
def _known_years() -> frozenset[int]:
    """The years whose official arrangement the calendar package holds."""
    return frozenset(day.year for day in constants.holidays)


def is_workday(day: date) -> bool:
    """Whether offices work on `day`, make-up days of shifted holidays included."""
    if day.year in _known_years():
        return bool(chinese_calendar.is_workday(day))
    data = _data()
    if day in data["workdays"]:
        return True
    if day in data["holidays"] or day.strftime("%m-%d") in data["every_year"]:
        return False
    return day.isoweekday() in data["weekdays"]


def is_open(moment: datetime, office: str | None = None) -> bool:
    """Whether the office (default: all) works at this moment; the closing minute is closed."""
    moment = local(moment)
    return any(start <= moment < end for start, end in _spans(moment.date(), office))


def next_open(moment: datetime, office: str | None = None) -> datetime:
    """The moment itself if the office is open then, else when it opens next (Asia/Shanghai)."""
    moment = local(moment)
    for start, end in _spans_from(moment, office):
        if moment < end:
            return max(moment, start)
    raise ValueError("no opening hours: see casework/data/worktime.yml")


def due(created: datetime, when_from: datetime | None = None, office: str | None = None) -> datetime:
    """By when to ring: at the wished time, or the first open moment after it; without a wish within
    `answer_within_hours` working hours (one working day) of `created`. Asia/Shanghai.
    """
    if when_from is not None:
        return next_open(max(local(when_from), local(created)), office)
    left = timedelta(hours=float(_data()["answer_within_hours"]))
    created = local(created)
    for start, end in _spans_from(created, office):
        start = max(start, created)
        if end - start >= left:
            return start + left
        left -= max(end - start, timedelta())
    raise ValueError("no opening hours: see casework/data/worktime.yml")


def describe(moment: datetime, now: datetime | None = None) -> str:
    """As one says it: “11月25日（星期三）上午9点”; with the year if it is not this one."""
    moment, today = local(moment), local(now or utcnow()).date()
    year = f"{moment.year}年" if moment.year != today.year else ""
    day = f"{moment.month}月{moment.day}日（星期{_WEEKDAYS[moment.weekday()]}）"
    minute = {0: "", 30: "半"}.get(moment.minute, f"{moment.minute:02d}分")
    return f"{year}{day}{_part_of_day(moment.hour)}{_hour(moment.hour)}点{minute}"


def opening_hours(office: str | None = None) -> str:
    """The office hours in words: “工作日上午8点半到12点，下午2点半到5点半”."""
    return "工作日" + "，".join(f"{_clock(s, True)}到{_clock(e, False)}" for s, e in _hours(office))


def _clock(moment: time, with_part: bool) -> str:
    minute = {0: "", 30: "半"}.get(moment.minute, f"{moment.minute:02d}分")
    part = _part_of_day(moment.hour) if with_part else ""
    return f"{part}{_hour(moment.hour)}点{minute}"


def _hour(hour: int) -> int:
    """On the clock of twelve; midnight is 0, noon 12."""
    return hour if hour <= 12 else hour - 12


def _part_of_day(hour: int) -> str:
    for until, words in ((5, "凌晨"), (8, "早上"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上")):
        if hour < until:
            return words
    raise ValueError(hour)


def _hours(office: str | None) -> list[tuple[time, time]]:
    data = _data()
    # Several offices that answer together are joined by 、: the first with hours of its own counts.
    own = (data["offices"][one] for one in (office or "").split("、") if one in data["offices"])
    given = next(own, data["hours"])
    return [(time.fromisoformat(start), time.fromisoformat(end)) for start, end in given]


def _spans(day: date, office: str | None) -> list[tuple[datetime, datetime]]:
    if not is_workday(day):
        return []
    return [
        (datetime.combine(day, start, SHANGHAI), datetime.combine(day, end, SHANGHAI))
        for start, end in _hours(office)
    ]


def _spans_from(moment: datetime, office: str | None) -> Iterator[tuple[datetime, datetime]]:
    for days in range(_LOOK_AHEAD):
        yield from _spans(moment.date() + timedelta(days=days), office)
