"""The figures of the desk: by office and by week, how fast the first call comes, what people ask."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from sqlalchemy import func, or_, select

from casework import tally
from casework.clock import SHANGHAI, local, utcnow
from casework.db import session_scope
from casework.models import CallbackEvent, CallbackRow
from casework.wishes import CLOSED

WEEKS = 8
#: Reasons for which a message counts as not answered; the others were asked back, or shown the text.
_UNANSWERED = ("not_understood", "outside", "not_helped")


@dataclass(frozen=True)
class OfficeFigures:
    """One office: open and overdue now; new and closed in the weeks shown; hours to the first call."""

    office: str
    open: int
    overdue: int
    new: int
    closed: int
    hours_to_call: float | None


@dataclass(frozen=True)
class WeekFigures:
    """One week from its Monday: new and closed call-backs of all offices."""

    monday: date
    new: int
    closed: int


@dataclass(frozen=True)
class Figures:
    """All of it. `asked`: topics with how often; `unanswered_share` is None while nothing was asked."""

    since: date
    offices: tuple[OfficeFigures, ...]
    weeks: tuple[WeekFigures, ...]
    hours_to_call: float | None
    asked: tuple[tuple[str, int], ...]
    answered: int
    unanswered: int

    @property
    def unanswered_share(self) -> float | None:
        """The share of what was asked that was not answered, 0 to 1."""
        total = self.answered + self.unanswered
        return self.unanswered / total if total else None


@dataclass(frozen=True)
class _Row:
    office: str
    status: str
    created_at: datetime
    due_at: datetime
    closed_at: datetime | None
    first_call: datetime | None


def figures(now: datetime | None = None) -> Figures:
    """The figures of the last weeks, this one included; counts only, nothing sealed is opened."""
    now = now or utcnow()
    today = local(now).date()
    since = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    rows = _rows(datetime.combine(since, time(), SHANGHAI))
    offices = sorted({row.office for row in rows})
    asked, missed = tally.totals("asked", since), tally.totals("missed", since)
    return Figures(
        since=since,
        offices=tuple(_office(name, [r for r in rows if r.office == name], since, now) for name in offices),
        weeks=tuple(_weeks(rows, since)),
        hours_to_call=_hours(rows, since),
        asked=tuple(asked.most_common(10)),
        answered=asked.total(),
        unanswered=sum(missed[reason] for reason in _UNANSWERED),
    )


def _rows(start: datetime) -> list[_Row]:
    """Call-backs that are open, or were made or closed since."""
    first = (
        select(CallbackEvent.callback_id, func.min(CallbackEvent.at).label("at"))
        .where(CallbackEvent.kind.in_(("called", "no_answer")))
        .group_by(CallbackEvent.callback_id)
        .subquery()
    )
    query = (
        select(
            CallbackRow.office, CallbackRow.status, CallbackRow.created_at, CallbackRow.due_at,
            CallbackRow.closed_at, first.c.at,
        )
        .join(first, first.c.callback_id == CallbackRow.id, isouter=True)
        .where(
            or_(
                CallbackRow.status.not_in(CLOSED),
                CallbackRow.created_at >= start,
                CallbackRow.closed_at >= start,
            )
        )
    )  # fmt: skip
    with session_scope(read_only=True) as session:
        return [_Row(*row) for row in session.execute(query)]


def _office(name: str, rows: list[_Row], since: date, now: datetime) -> OfficeFigures:
    waiting = [row for row in rows if row.status not in CLOSED]
    return OfficeFigures(
        name,
        open=len(waiting),
        overdue=sum(row.due_at < now for row in waiting),
        new=sum(_day(row.created_at) >= since for row in rows),
        closed=sum(row.closed_at is not None and _day(row.closed_at) >= since for row in rows),
        hours_to_call=_hours(rows, since),
    )


def _weeks(rows: list[_Row], since: date) -> Iterable[WeekFigures]:
    new = Counter(_monday(row.created_at) for row in rows)
    closed = Counter(_monday(row.closed_at) for row in rows if row.closed_at is not None)
    for number in range(WEEKS):
        monday = since + timedelta(weeks=number)
        yield WeekFigures(monday, new[monday], closed[monday])


def _hours(rows: list[_Row], since: date) -> float | None:
    """The median time to the first call, in hours by the clock, of those made since then."""
    taken = [
        (row.first_call - row.created_at) / timedelta(hours=1)
        for row in rows
        if row.first_call is not None and _day(row.created_at) >= since
    ]
    return round(median(taken), 1) if taken else None


def _day(moment: datetime) -> date:
    return local(moment).date()


def _monday(moment: datetime) -> date:
    day = _day(moment)
    return day - timedelta(days=day.weekday())
