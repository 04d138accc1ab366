"""Small bar charts as SVG: only the geometry, in the units of the drawing; the template draws it."""

from collections.abc import Sequence
from dataclasses import dataclass

_NAME, _BAR, _NUMBER = 190, 260, 50  # widths: the name, the longest bar, the number behind it
_THICK, _GAP = 16, 10
_LONGEST_NAME = 12  # characters that fit into the width of a name


@dataclass(frozen=True)
class Bar:
    """One bar: its series (0 is the first), place, size and number."""

    series: int
    y: int
    width: float
    value: int


@dataclass(frozen=True)
class Group:
    """The bars of one name."""

    name: str
    y: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    """A chart of horizontal bars."""

    width: int
    height: int
    left: int
    thick: int
    groups: tuple[Group, ...]


def bars(values: Sequence[tuple[str, Sequence[int]]]) -> Chart:
    """A group of bars for each name, one bar for each series."""
    most = max((value for _, series in values for value in series), default=0) or 1
    groups, y = [], 0
    for name, series in values:
        drawn = tuple(
            Bar(number, y + number * (_THICK + 2), round(value / most * _BAR, 1), value)
            for number, value in enumerate(series)
        )
        tall = len(series) * (_THICK + 2)
        groups.append(Group(_short(name), y + tall / 2 + 5, drawn))
        y += tall + _GAP
    return Chart(_NAME + _BAR + _NUMBER, max(y, 1), _NAME, _THICK, tuple(groups))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
