"""One cell as a value of a fact: yes or no, a choice, a number, a day of birth."""

import calendar
import re
from datetime import date, datetime
from typing import Any

from policy_kb.facts import Fact
from policy_kb.roster.vocabulary import Vocabulary, even

_NUMBER = re.compile(
    r"¥?(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<wan>万)?(?P<unit>元|块|周岁|岁|个月|年|名|人|个)?"
)
_YEARS = ("age", "mla_years", "years_since_grant")
_UNITS = {
    "years": ("", "周岁", "岁", "年", "个月"),
    "children": ("", "名", "人", "个"),
    "yuan": ("", "元", "块"),
}
_MONTHS = 12
_BORN = (
    re.compile(r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})(?:[-/.月](?P<d>\d{1,2})日?|月)?(?:0{1,2}:00(?::00)?)?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})?"),
    re.compile(r"(?P<y>\d{4})年?(?P<m>)(?P<d>)"),
)


class CellError(ValueError):
    """A cell cannot be understood; the message says what may stand there."""


def written(cell: Any) -> str:
    """A cell as evened text; empty is nothing. A whole number never ends in `.0`."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    return even(str(cell))


def fact_value(fact: Fact, text: str, words: Vocabulary) -> Any:
    """The value that an evened cell states for a yes-or-no fact, a choice or a number.

    Raises:
        CellError: it states none.
    """
    if fact.kind == "bool":
        said = words.truth(fact.key, text)
        if said is None:
            raise CellError("只能写 是 或 否")
        return said
    if fact.kind == "choice":
        value = words.facts.get(fact.key, {}).get(text)
        if value is None:
            raise CellError(f"只能写 {'、'.join(fact.values.values())}")
        return value
    return _number(fact, text)


def _number(fact: Fact, text: str) -> float:
    found = _NUMBER.fullmatch(text)
    what = "整数" if fact.whole else "数"
    allowed = (
        f"要写 {fact.least} 或更大的{what}"
        if fact.most is None
        else f"要写 {fact.least} 到 {fact.most} 的{what}"
    )
    if found is None or (found["unit"] or "") not in _UNITS[_measure(fact)]:
        raise CellError(allowed)
    value = float(found["n"].replace(",", "")) * (10_000 if found["wan"] else 1)
    if found["unit"] == "个月":
        value = round(value / _MONTHS, 4)
    if value < fact.least or (fact.most is not None and value > fact.most):
        raise CellError(allowed)
    if fact.whole and not value.is_integer():
        raise CellError(allowed)
    return int(value) if value.is_integer() else value


def _measure(fact: Fact) -> str:
    if fact.key in _YEARS:
        return "years"
    return "children" if fact.whole else "yuan"


def age_on(text: str, on: date, most: float) -> int:
    """Full years on a day of somebody born on a day, in a month or in a year.

    Raises:
        CellError: it is no day, lies ahead or too far back, or is too rough to give the years for certain.
    """
    first, last = _born(text)
    if first > on:
        raise CellError(f"出生日期在 {on.isoformat()} 以后")
    ages = {_full_years(first, on), _full_years(min(last, on), on)}
    if max(ages) > most:
        raise CellError(f"算出来超过 {most} 岁")
    if len(ages) > 1:
        raise CellError("没有写到日，今天满几周岁定不下来")
    return ages.pop()


def _born(text: str) -> tuple[date, date]:
    found = next((match for form in _BORN if (match := form.fullmatch(text))), None)
    if found is None:
        raise CellError("要写成 1980-05-01 这样的日期")
    year, month, day = int(found["y"]), int(found["m"] or 0), int(found["d"] or 0)
    try:
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError as error:
        raise CellError("没有这一天") from error
    return first, last


def _full_years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
