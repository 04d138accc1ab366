"""What was not answered, asked back, or did not help: a list for review, without a word on who asked.

A message counts up when the same is missed again. Nothing links it to its conversation: of the time only
the day is kept.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from casework.clock import local, utcnow
from casework.db import session_scope
from casework.errors import UnknownMiss
from casework.masking import mask
from casework.models import MissRow
from casework.sealing import keyed_hash
from casework.settings import settings

#: Why a message is on the list.
REASONS = ("not_understood", "asked_back", "search_result", "outside", "not_helped")
STATUSES = ("new", "reviewed", "dropped", "exported")
_LONGEST = 500  # characters kept
_CLOSED = ("dropped", "exported")


@dataclass(frozen=True)
class Miss:
    """One masked message: why, how often, what it was taken for, and what a reviewer says it means."""

    id: int
    text: str
    reason: str
    times: int
    understood: str
    confidence: float
    status: str
    label: str | None
    note: str | None
    first_on: date
    last_on: date


def note_miss(text: str, reason: str, understood: str, confidence: float) -> None:
    """Put a message on the list; the same one again counts up. What is older than the set time goes.

    Raises:
        Unavailable: the database does not answer.
        ValueError: not one of `REASONS`.
    """
    if reason not in REASONS:
        raise ValueError(f"unknown reason {reason!r}; use one of {', '.join(REASONS)}")
    masked = mask(text.strip())[:_LONGEST]
    if not masked:
        return
    try:
        _count(masked, reason, understood, confidence)
    except IntegrityError:  # another process was first with the same message
        _count(masked, reason, understood, confidence)


def list_misses(status: str | None = None, limit: int | None = None, offset: int = 0) -> list[Miss]:
    """The list, or a part of it, most frequent first; `status` is one of `STATUSES`."""
    query = select(MissRow).order_by(MissRow.times.desc(), MissRow.id).limit(limit).offset(offset)
    if status:
        query = query.where(MissRow.status == status)
    with session_scope(read_only=True) as session:
        return [_plain(row) for row in session.execute(query).scalars()]


def count_misses(status: str) -> int:
    """How many are on the list with that status."""
    query = select(func.count()).select_from(MissRow).where(MissRow.status == status)
    with session_scope(read_only=True) as session:
        return int(session.execute(query).scalar_one())


def review(miss: int, label: str, note: str | None = None) -> Miss:
    """Say what a message means: a training label such as `policy/subsidy_amount`.

    Raises:
        UnknownMiss: no such number.
    """
    return _set(miss, status="reviewed", label=label, note=note)


def drop(miss: int) -> Miss:
    """Take a message off the list: nothing is to be learned from it.

    Raises:
        UnknownMiss: no such number.
    """
    return _set(miss, status="dropped")


def purge(session: Session, now: datetime) -> int:
    """Delete what was last missed longer ago than the set time, inside the caller's transaction;
    returns how many."""
    gone = delete(MissRow).where(MissRow.last_at < now - settings().misses_kept)
    return int(session.execute(gone.execution_options(synchronize_session=False)).rowcount)


def mark_exported(misses: list[int]) -> None:
    """Note that these have gone into training examples."""
    for miss in misses:
        _set(miss, status="exported")


def _count(masked: str, reason: str, understood: str, confidence: float) -> None:
    key, day = keyed_hash("miss", masked), _day(utcnow())
    with session_scope() as session:
        purge(session, utcnow())
        same = select(MissRow).where(MissRow.text_hash == key).with_for_update()
        row = session.execute(same).scalar_one_or_none()
        if row is None:
            session.add(
                MissRow(
                    text_hash=key,
                    text=masked,
                    reason=reason,
                    understood=understood,
                    confidence=confidence,
                    first_at=day,
                    last_at=day,
                )
            )
            return
        row.times += 1
        row.last_at, row.reason = day, reason
        row.understood, row.confidence = understood, confidence
        if row.status in _CLOSED:
            row.status = "new"  # missed again although it was dealt with


def _day(moment: datetime) -> datetime:
    """Midnight before it: the minute could be held against the record of a conversation."""
    return local(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def _set(miss: int, **values: str | None) -> Miss:
    with session_scope() as session:
        row = session.get(MissRow, miss)
        if row is None:
            raise UnknownMiss(miss)
        for name, value in values.items():
            setattr(row, name, value)
        return _plain(row)


def _plain(row: MissRow) -> Miss:
    return Miss(
        row.id,
        row.text,
        row.reason,
        row.times,
        row.understood,
        row.confidence,
        row.status,
        row.label,
        row.note,
        local(row.first_at).date(),
        local(row.last_at).date(),
    )
