"""Who may see a call-back or an application: its own conversation, or whoever knows its reference and a second thing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from casework import passphrases, references
from casework.application_models import ApplicationRow
from casework.clock import utcnow
from casework.digits import digit
from casework.errors import InvalidReference, Locked, NotFound
from casework.models import CallbackRow
from casework.rows import locked_row
from casework.wishes import CLOSED

R = TypeVar("R", CallbackRow, ApplicationRow)

WRONG_TRIES = 5
LOCKED_FOR = timedelta(hours=1)


def prove(
    session: Session,
    conversation: str | None,
    reference: str | None,
    last4: str | None,
    passphrase: str | None,
) -> tuple[CallbackRow | None, Exception | None]:
    """The call-back the asker may see: without a reference the one of their conversation. Else as `by_reference`."""
    if reference is None:
        row = _of_conversation(session, conversation)
        return row, None if row else NotFound()
    return by_reference(session, CallbackRow, locked_row, conversation, reference, last4, passphrase)


def by_reference(
    session: Session,
    table: type[R],
    lock: Callable[[Session, int], R],
    conversation: str | None,
    reference: str,
    last4: str | None,
    passphrase: str | None,
) -> tuple[R | None, Exception | None]:
    """The row the asker may see, and else what to raise once the transaction is over.

    The error is handed back, not raised: raising here would roll back the count of wrong tries.

    Args:
        table: what has references: `CallbackRow`, `ApplicationRow`. lock: holds a row of it by its id.
    """
    try:
        number = references.parse(reference)
    except InvalidReference as error:
        return None, error
    query = select(table.id).where(table.reference == number, table.erased_at.is_(None))
    found = session.execute(query).scalar_one_or_none()
    if found is None:
        return None, NotFound()
    row = lock(session, found)
    if conversation is not None and row.conversation == conversation:
        return row, None
    if last4 is None and passphrase is None:
        return None, NotFound()
    refused = second_thing(row, row.contact.last4 if row.contact else None, last4, passphrase)
    return (None, refused) if refused else (row, None)


def second_thing(row: Any, held4: str | None, last4: str | None, passphrase: str | None) -> Exception | None:
    """What speaks against the asker's second proof of a row; counts wrong ones, and locks after five.

    Args:
        row: has `passphrase`, `wrong_tries` and `locked_until`. held4: last four digits of its phone.
        last4, passphrase: what the asker says; at least one.
    """
    now = utcnow()
    if row.locked_until is not None and row.locked_until > now:
        return Locked()
    given = "".join(value for value in map(digit, last4 or "") if value is not None)
    right = (bool(held4) and given == held4) or (
        passphrase is not None and passphrases.same(passphrase, row.passphrase or "")
    )
    if right:
        row.wrong_tries, row.locked_until = 0, None
        return None
    row.wrong_tries += 1
    if row.wrong_tries < WRONG_TRIES:
        return NotFound()
    row.wrong_tries, row.locked_until = 0, now + LOCKED_FOR
    return Locked()


def _of_conversation(session: Session, conversation: str | None) -> CallbackRow | None:
    """The newest open call-back of a conversation, or else its newest."""
    if conversation is None:
        return None
    query = (
        select(CallbackRow.id)
        .where(CallbackRow.conversation == conversation, CallbackRow.erased_at.is_(None))
        .order_by(case((CallbackRow.status.in_(CLOSED), 1), else_=0), CallbackRow.id.desc())
        .limit(1)
    )
    found = session.execute(query).scalar_one_or_none()
    return None if found is None else locked_row(session, found)
