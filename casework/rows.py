"""Between rows and plain values: what several call-back functions share inside one transaction."""

from dataclasses import replace
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework import references
from casework.clock import utcnow
from casework.models import CallbackEvent, CallbackRow, Contact, OpenWish
from casework.phones import Phone
from casework.sealing import keyed_hash
from casework.wishes import Callback

_SAME_NAME = (
    "status", "conversation", "door", "topic", "clause", "office", "for_whom", "manner",
    "when_text", "when_from", "due_at", "words", "who_answers", "passphrase", "profile",
    "assessment", "kb_version", "claimed_by", "outcome", "tries", "consent_at", "created_at",
    "updated_at", "version",
)  # fmt: skip


def to_callback(row: CallbackRow, joined: bool = False) -> Callback:
    """The row as a plain value; what was erased comes out empty."""
    values: dict[str, Any] = {name: getattr(row, name) for name in _SAME_NAME}
    for name in ("when_text", "words", "who_answers", "passphrase"):
        values[name] = values[name] or ""
    values["profile"] = values["profile"] or {}
    contact = row.contact
    return Callback(
        reference=references.show(row.reference),
        phone=contact.phone if contact else None,
        last4=contact.last4 if contact else None,
        joined=joined,
        **values,
    )


def for_stranger(callback: Callback, words: str) -> Callback:
    """What a second door may see: that there is one, and what was said at this door."""
    return replace(
        callback, own=False, conversation=None, words=words, profile={}, assessment=None, passphrase=""
    )


def new_contact(phone: Phone) -> Contact:
    """A contact, not yet stored."""
    return Contact(phone=phone.e164, phone_hash=phone_hash(phone), last4=phone.last4)


def phone_hash(phone: Phone) -> str:
    """By which all contacts with one number are found."""
    return keyed_hash("phone", phone.e164)


def conversation_key(conversation: str, topic: str) -> str:
    """The claim of a conversation on one open wish for a topic."""
    return keyed_hash("open conversation", conversation, topic)


def phone_key(phone_hash_: str, topic: str) -> str:
    """The claim of a number on one open wish for a topic."""
    return keyed_hash("open phone", phone_hash_, topic)


def holder(session: Session, key: str) -> int | None:
    """The id of the open call-back that holds a claim."""
    wish = session.get(OpenWish, key)
    return None if wish is None else int(wish.callback_id)


def locked_row(session: Session, callback_id: int) -> CallbackRow:
    """The row, which no one else can change until this transaction ends."""
    query = select(CallbackRow).where(CallbackRow.id == callback_id).with_for_update(of=CallbackRow)
    return session.execute(query.execution_options(populate_existing=True)).scalar_one()


def note(session: Session, row: CallbackRow, actor: str, kind: str, **detail: Any) -> None:
    """Add a line to the history; `detail` must hold nothing personal."""
    session.add(CallbackEvent(callback_id=row.id, actor=actor, kind=kind, detail=detail))


def close(session: Session, row: CallbackRow, status: str, actor: str) -> None:
    """End a call-back: it gives up its claims, so that the same matter can be asked again."""
    now = utcnow()
    note(session, row, actor, status, before=row.status)
    row.status, row.closed_at, row.updated_at = status, now, now
    session.execute(delete(OpenWish).where(OpenWish.callback_id == row.id))
