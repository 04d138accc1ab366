"""For doors where the answer travels back inside the request: hand over one piece, keep the others."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from casework.clock import utcnow
from casework.db import session_scope
from casework.door_tables import InboxRow

AFTER = timedelta(seconds=1)  # what follows by another way must not overtake the request's own answer

Json = dict[str, Any]


def first_piece(number: int) -> Json | None:
    """Hand over the first piece of an answer; the same again to who asks again. None: not answered yet.

    An answer that went by another way meanwhile is not handed over a second time.
    """
    with session_scope(read_only=True) as session:  # asked many times a second while a turn runs
        row = session.get(InboxRow, number)
        if row is None or not row.answer:
            return None
        if row.passive:
            return dict(row.answer[0])
    with session_scope() as session:
        query = select(InboxRow).where(InboxRow.id == number).with_for_update()
        row = session.execute(query).scalar_one_or_none()
        if row is None or row.state != "answered" or row.sent or not row.answer:
            return None
        row.passive, row.sent, row.busy_until = True, 1, utcnow() + AFTER
        if len(row.answer) == 1:
            row.state = "done"  # its words stay for a minute, for the case that this answer gets lost
        return dict(row.answer[0])


def next_waiting(conversation: str) -> Json | None:
    """Hand over the oldest piece that waits for this person; None when nothing waits."""
    with session_scope() as session:
        query = select(InboxRow).where(InboxRow.conversation == conversation, InboxRow.state == "answered")
        row = session.execute(query.order_by(InboxRow.id).limit(1).with_for_update()).scalar_one_or_none()
        if row is None:
            return None
        piece = dict(row.answer[row.sent])
        row.sent += 1
        if row.sent >= len(row.answer):
            row.state, row.answer = "done", None
        return piece


def waits(conversation: str) -> bool:
    """Whether a piece waits for this person."""
    with session_scope(read_only=True) as session:
        query = select(InboxRow.id).where(InboxRow.conversation == conversation, InboxRow.state == "answered")
        return session.execute(query.limit(1)).first() is not None
