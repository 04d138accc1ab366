"""Applications of residents: sent once, seen by their owner, withdrawn, erased."""

import time
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from casework.access import by_reference
from casework.application_models import ApplicationNote, ApplicationRow, DraftRow
from casework.application_rows import (
    PAGE,
    PERSONAL,
    claim_of,
    end,
    for_stranger,
    locked,
    new_row,
    note,
    to_application,
)
from casework.application_values import AGREEMENTS, Application, Intake
from casework.clock import utcnow
from casework.db import session_scope
from casework.errors import (
    ApplicationClosed,
    InvalidReference,
    InvalidWish,
    NoApplication,
    NotFound,
    PhoneMissing,
    Unavailable,
)
from casework.phones import Phone, parse
from casework.settings import settings
from casework.tokens import token_hash
from casework.wishes import manner_key

_TRIES = 8
WITHDRAWN = "您自己撤回了"


def send(intake: Intake) -> Application:
    """Store an application, once: the same draft again, or the same person and matter while one is open,
    finds the first (`joined`). Its draft is gone with it.

    Raises:
        PhoneMissing, InvalidPhone, InvalidWish: what is wrong is in the message. Unavailable.
    """
    if intake.agreement not in AGREEMENTS:
        raise InvalidWish("替别人申请，要先有本人的同意。")
    if not intake.name.strip():
        raise InvalidWish("还没有名字。请说一下给谁申请。")
    phone = None if intake.phone is None else parse(intake.phone)
    if phone is None and "text_only" not in manner_key(intake.manner).split(","):
        raise PhoneMissing
    for attempt in range(_TRIES):
        try:
            with session_scope() as session:
                return _join_or_store(session, intake, phone)
        except IntegrityError:  # the other click of a double click was stored at this moment: find it
            time.sleep(0.01 * attempt)
    raise Unavailable


def _join_or_store(session: Session, intake: Intake, phone: Phone | None) -> Application:
    claim = claim_of(intake, phone)
    same = (ApplicationRow.draft_key == intake.draft_key) | (ApplicationRow.claim == claim)
    found = (
        session.execute(select(ApplicationRow.id).where(same).order_by(ApplicationRow.id)).scalars().first()
    )
    session.execute(delete(DraftRow).where(DraftRow.draft_key == intake.draft_key))
    if found is not None:
        row = locked(session, found)
        note(session, row, "resident", "sent_again", door=intake.door)
        application = to_application(row, joined=True)
        own = row.conversation == intake.conversation or row.draft_key == intake.draft_key
        return application if own else for_stranger(application)
    row = new_row(intake, phone, claim)
    session.add(row)
    session.flush()
    note(session, row, "resident", "created", door=intake.door)
    return to_application(row)


def find(
    *,
    conversation: str | None = None,
    reference: str,
    last4: str | None = None,
    passphrase: str | None = None,
) -> Application | None:
    """The application the asker may see: of their own conversation, or with its reference and either the
    last four digits of the phone or the passphrase. None if there is none or the second thing is wrong.

    Raises:
        InvalidReference: not a number of ours. Locked: five wrong tries; for an hour.
    """
    with session_scope() as session:
        row, error = by_reference(session, ApplicationRow, locked, conversation, reference, last4, passphrase)
        found = None if row is None else to_application(row)
    if error is not None and not isinstance(error, NotFound):
        raise error
    return found


def find_all(conversation: str) -> list[Application]:
    """All applications of a conversation, newest first."""
    query = select(ApplicationRow).where(ApplicationRow.conversation == conversation)
    with session_scope(read_only=True) as session:
        rows = session.execute(query.order_by(ApplicationRow.id.desc())).scalars()
        return [to_application(row) for row in rows]


def by_page(token: str, now: datetime | None = None) -> Application | None:
    """The application whose page this token opens; None if there is none, or its time is over."""
    query = select(ApplicationRow).where(ApplicationRow.page_hash == token_hash(PAGE, token))
    with session_scope(read_only=True) as session:
        row = session.execute(query).scalar_one_or_none()
        if row is None or row.page_until <= (now or utcnow()):
            return None
        return to_application(row)


def withdraw(
    *,
    conversation: str | None = None,
    reference: str,
    last4: str | None = None,
    passphrase: str | None = None,
) -> Application:
    """Withdraw the application that `find` would find; a withdrawn one stays as it is.

    Raises:
        NoApplication, InvalidReference, Locked: as for `find`. ApplicationClosed: it is at its end.
    """
    with session_scope() as session:
        row, error = by_reference(session, ApplicationRow, locked, conversation, reference, last4, passphrase)
        if row is not None and row.stage == "closed" and row.remark != WITHDRAWN:
            error = ApplicationClosed()
        elif row is not None and row.stage != "closed":
            note(session, row, "resident", "withdrawn", before=row.stage)
            end(row, utcnow())
            row.remark = WITHDRAWN
            session.flush()
        withdrawn = None if row is None else to_application(row)
    if isinstance(error, NotFound) or withdrawn is None:
        raise error if isinstance(error, InvalidReference) else NoApplication()
    if error is not None:
        raise error
    return withdrawn


def erase_all(session: Session, conversation: str) -> tuple[int, int]:
    """Erase what the applications of a conversation say of a person, and its drafts, inside the caller's
    transaction; open ones are withdrawn. The emptied rows stay, so that the figures stay true.

    Returns:
        how many applications, and how many of them were open.
    """
    session.execute(delete(DraftRow).where(DraftRow.conversation == conversation))
    query = select(ApplicationRow.id).where(ApplicationRow.conversation == conversation)
    ids = list(session.execute(query.order_by(ApplicationRow.id)).scalars())
    return len(ids), sum(_erase(session, locked(session, found), "resident") for found in ids)


def purge(session: Session, now: datetime) -> int:
    """Erase what closed applications say of people once its time is over; returns how many applications."""
    query = select(ApplicationRow.id).where(
        ApplicationRow.stage == "closed",
        ApplicationRow.erased_at.is_(None),
        ApplicationRow.closed_at < now - settings().closed_kept,
    )
    ids = list(session.execute(query.order_by(ApplicationRow.id)).scalars())
    for found in ids:
        _erase(session, locked(session, found), "system")
    return len(ids)


def _erase(session: Session, row: ApplicationRow, by: str) -> bool:
    was_open, now = row.stage != "closed", utcnow()
    if was_open:
        note(session, row, by, "withdrawn", before=row.stage)
        end(row, now)
    note(session, row, by, "erased")
    for name in PERSONAL:
        setattr(row, name, None)
    session.execute(delete(ApplicationNote).where(ApplicationNote.application_id == row.id))
    contact, row.contact, row.conversation = row.contact, None, None
    row.page_hash, row.for_whom, row.agreement, row.erased_at = None, "self", "self", now
    session.flush()
    if contact is not None:
        session.delete(contact)
    return was_open
