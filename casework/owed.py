"""How much is owed to people now, as plain counts; nothing sealed is opened."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from casework.db import session_scope
from casework.models import CallbackRow, Letter
from casework.wishes import CLOSED


@dataclass(frozen=True)
class Owed:
    """Call-backs not closed, those of them past their time, letters on their way, letters given up."""

    open: int
    overdue: int
    letters_waiting: int
    letters_dead: int


def owed(now: datetime) -> Owed:
    """The counts of this moment.

    Raises:
        Unavailable: the database does not answer.
    """
    waiting = select(func.count()).select_from(CallbackRow).where(CallbackRow.status.not_in(CLOSED))
    letters = select(Letter.status, func.count()).group_by(Letter.status)
    with session_scope(read_only=True) as session:
        by_status = {status: int(number) for status, number in session.execute(letters)}
        return Owed(
            open=session.execute(waiting).scalar_one(),
            overdue=session.execute(waiting.where(CallbackRow.due_at < now)).scalar_one(),
            letters_waiting=by_status.get("waiting", 0),
            letters_dead=by_status.get("dead", 0),
        )
