"""One case as the desk reads it: the call-back with everything that was done and written about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import references
from casework.accounts import Account
from casework.db import session_scope
from casework.desk_models import CallbackNote
from casework.errors import NotFound
from casework.models import CallbackEvent, CallbackRow
from casework.rows import to_callback
from casework.sight import check_sight
from casework.wishes import Callback, Event


@dataclass(frozen=True)
class Written:
    """What a caseworker wrote. `kind`: note, call (with `result`) or reply."""

    at: datetime
    author: str
    kind: str
    result: str | None
    again_at: datetime | None
    text: str


@dataclass(frozen=True)
class Case:
    """A call-back at the desk. `settled`: facts that were settled on the phone."""

    callback: Callback
    settled: dict[str, Any]
    outcome_kind: str | None
    erased: bool
    written: tuple[Written, ...]
    events: tuple[Event, ...]


def read(account: Account, reference: str) -> Case:
    """A case, for somebody who may see it.

    Raises:
        NotFound, InvalidReference. Forbidden: it belongs to another office.
    """
    with session_scope(read_only=True) as session:
        row = find_row(session, account, reference)
        of_row = CallbackNote.callback_id == row.id
        notes = session.execute(select(CallbackNote).where(of_row).order_by(CallbackNote.id)).scalars()
        happened = select(CallbackEvent).where(CallbackEvent.callback_id == row.id).order_by(CallbackEvent.id)
        return Case(
            to_callback(row),
            row.settled or {},
            row.outcome_kind,
            row.erased_at is not None,
            tuple(Written(n.at, n.author, n.kind, n.result, n.again_at, n.text) for n in notes),
            tuple(Event(e.at, e.actor, e.kind, e.detail) for e in session.execute(happened).scalars()),
        )


def state_of(account: Account, reference: str) -> tuple[int, str]:
    """The version of a case, and the account that changed it last; raises as `read`."""
    with session_scope(read_only=True) as session:
        row = find_row(session, account, reference)
        last = (
            select(CallbackEvent.actor)
            .where(CallbackEvent.callback_id == row.id)
            .order_by(CallbackEvent.id.desc())
            .limit(1)
        )
        return int(row.version), session.execute(last).scalar() or ""


def find_row(session: Session, account: Account, reference: str, lock: bool = False) -> CallbackRow:
    """The row of a case, which nobody else can change meanwhile if `lock`; raises as `read`."""
    query = select(CallbackRow).where(CallbackRow.reference == references.parse(reference))
    if lock:
        query = query.with_for_update(of=CallbackRow)
    row = session.execute(query).scalar_one_or_none()
    if row is None:
        raise NotFound
    check_sight(account, row)
    return row
