"""Holidays by name (国庆节, 过年): their day, which for those of the moon's calendar only a table tells."""

import re
from datetime import date, timedelta

#: By name: (month, day) where it is the same each year, else the days of the coming years.
_FIXED = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "国庆": (10, 1), "十一假": (10, 1)}
_MOON = {
    "春节": ("2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03"),
    "清明": ("2026-04-05", "2027-04-05", "2028-04-04", "2029-04-04", "2030-04-05"),
    "端午": ("2026-06-19", "2027-06-09", "2028-05-28", "2029-06-16", "2030-06-05"),
    "中秋": ("2026-09-25", "2027-09-15", "2028-10-03", "2029-09-22", "2030-09-12"),
    "腊月初一": ("2027-01-08", "2027-12-28", "2029-01-15", "2030-01-04"),
}
#: The moon's days of a month as they are said; a 腊月 has 29 or 30, so its last day is told as 春节 less one.
_OF_THE_MOON = [f"初{n}" for n in "一二三四五六七八九十"] + [f"十{n}" for n in "一二三四五六七八九"]
_OF_THE_MOON += ["二十", *(f"二十{n}" for n in "一二三四五六七八九")]
_SAME = {"过年": "春节", "过大年": "春节", "正月初一": "春节", "八月十五": "中秋", "五月端午": "端午"}
#: Days after (or before) a holiday that have a name of their own; 年后 is when the offices open again.
_AROUND = {
    "过了年": ("春节", 8),
    "过完年": ("春节", 8),
    "年后": ("春节", 8),
    "元宵": ("春节", 14),
    "小年": ("腊月初一", 22),  # 腊月二十三, as it is kept in the north
}
_AROUND |= {f"正月{name}": ("春节", after) for after, name in enumerate(_OF_THE_MOON) if after}
_AROUND |= {f"腊月{name}": ("腊月初一", after) for after, name in enumerate(_OF_THE_MOON) if after}
_AROUND |= dict.fromkeys(("除夕", "大年三十", "年三十", "腊月三十"), ("春节", -1))
HOLIDAY = re.compile("|".join(sorted([*_FIXED, *_MOON, *_SAME, *_AROUND], key=len, reverse=True)))


def holiday(name: str, today: date) -> date | None:
    """The next day of that holiday, from today on; None where the table ends."""
    name, days_after = _AROUND.get(name, (_SAME.get(name, name), 0))
    if days_after:
        first = holiday(name, today - timedelta(days=days_after))
        return first and first + timedelta(days=days_after)
    fixed = _FIXED.get(name)
    if fixed:
        day = date(today.year, *fixed)
        return day if day >= today else date(today.year + 1, *fixed)
    days = (date.fromisoformat(day) for day in _MOON.get(name, ()))
    return next((day for day in days if day >= today), None)
