"""Unfinished applications: kept under a short code, gone on with later, from here or from elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from casework import passphrases, references
from casework.access import second_thing
from casework.application_models import DraftRow
from casework.clock import utcnow
from casework.db import session_scope
from casework.errors import NoApplication, NotFound, Unavailable
from casework.phones import parse
from casework.settings import settings

_TRIES = 8


@dataclass(frozen=True)
class SavedDraft:
    """A draft as it was saved. `code` is grouped for reading, `body` what the talk put into it."""

    code: str
    passphrase: str
    has_phone: bool
    body: dict[str, Any]
    expires_at: datetime


def save(
    draft_key: str, conversation: str, body: dict[str, Any], phone: str | None, passphrase: str
) -> SavedDraft:
    """Keep a draft for the set time; the same draft again keeps its code.

    Args:
        draft_key: names the draft from its first question to its sending.
        body: anything JSON; it is sealed. phone: readable; its last four digits become a second proof.

    Raises:
        Unavailable: nothing was kept.
    """
    for _ in range(_TRIES):
        try:
            with session_scope() as session:
                return _saved(_keep(session, draft_key, conversation, body, phone, passphrase))
        except IntegrityError:  # the code is taken, or another process kept the same draft
            continue
    raise Unavailable


def latest(conversation: str) -> SavedDraft | None:
    """The newest draft of a conversation that is still kept."""
    query = (
        select(DraftRow)
        .where(DraftRow.conversation == conversation, DraftRow.expires_at > utcnow())
        .order_by(DraftRow.updated_at.desc(), DraftRow.id.desc())
    )
    with session_scope(read_only=True) as session:
        row = session.execute(query).scalars().first()
        return None if row is None else _saved(row)


def resume(code: str, conversation: str, last4: str | None, passphrase: str | None) -> SavedDraft:
    """The draft of a code, for its own conversation or for whoever also knows the last four digits of its
    phone or its passphrase. From then on it belongs to the asking conversation.

    Raises:
        NoApplication: none, outlived, or the second thing is wrong. Locked: five wrong tries; for an hour.
    """
    with session_scope() as session:
        query = select(DraftRow).where(DraftRow.code == code, DraftRow.expires_at > utcnow())
        row = session.execute(query.with_for_update()).scalar_one_or_none()
        error: Exception | None = None
        if row is None or (row.conversation != conversation and not (last4 or passphrase)):
            error = NotFound()
        elif row.conversation != conversation:
            error = second_thing(row, row.last4, last4, passphrase)
        if error is None and row is not None:
            row.conversation = conversation
        found = None if row is None or error else _saved(row)
    if found is None:
        raise NoApplication() if error is None or isinstance(error, NotFound) else error
    return found


def drop(draft_key: str) -> None:
    """Throw a draft away."""
    with session_scope() as session:
        session.execute(delete(DraftRow).where(DraftRow.draft_key == draft_key))


def purge(session: Session, now: datetime) -> int:
    """Delete what has outlived its time, inside the caller's transaction; returns how many drafts."""
    gone = delete(DraftRow).where(DraftRow.expires_at <= now)
    return int(session.execute(gone.execution_options(synchronize_session=False)).rowcount)


def _keep(
    session: Session,
    draft_key: str,
    conversation: str,
    body: dict[str, Any],
    phone: str | None,
    passphrase: str,
) -> DraftRow:
    now = utcnow()
    purge(session, now)
    same = select(DraftRow).where(DraftRow.draft_key == draft_key).with_for_update()
    row = session.execute(same).scalar_one_or_none()
    if row is None:
        row = DraftRow(code=references.new_code(), draft_key=draft_key, wrong_tries=0, created_at=now)
        session.add(row)
    row.conversation, row.body, row.updated_at = conversation, body, now
    row.passphrase = passphrase or row.passphrase or passphrases.draw()
    row.last4 = parse(phone).last4 if phone else None
    row.expires_at = now + settings().drafts_kept
    session.flush()
    return row


def _saved(row: DraftRow) -> SavedDraft:
    return SavedDraft(
        references.show_code(row.code), row.passphrase, row.last4 is not None, row.body, row.expires_at
    )
