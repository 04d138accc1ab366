"""Change an open call-back, or let a second wish on the same matter join it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from casework.clock import utcnow
from casework.errors import PhoneMissing, PhoneTaken
from casework.models import CallbackRow, OpenWish
from casework.phones import Phone
from casework.rows import for_stranger, holder, new_contact, note, phone_hash, phone_key, to_callback
from casework.vault import TOKEN
from casework.wishes import KEEP, Callback, CallbackWish, Keep
from casework.worktime import due


@dataclass(frozen=True)
class Change:
    """What to change; KEEP leaves a field alone."""

    phone: Phone | Keep | None = KEEP
    manner: str | Keep = KEEP
    when_text: str | Keep = KEEP
    when_from: datetime | Keep | None = KEEP
    words: str | Keep = KEEP
    who_answers: str | Keep = KEEP


def apply(session: Session, row: CallbackRow, change: Change, actor: str, kind: str) -> None:
    """Change the row and note which fields changed; nothing is noted if nothing did.

    Raises:
        PhoneMissing, PhoneTaken.
    """
    changed: list[str] = []
    if isinstance(change.manner, str) and change.manner != row.manner:
        row.manner = change.manner
        changed.append("manner")
    changed += _time(row, change)
    if isinstance(change.words, str) and change.words.strip() not in (row.words or ""):
        row.words = f"{row.words}\n{change.words.strip()}".strip()
        changed.append("words")
    if isinstance(change.who_answers, str) and change.who_answers != row.who_answers:
        row.who_answers = change.who_answers
        changed.append("who_answers")
    if not isinstance(change.phone, Keep):
        changed += _phone(session, row, change.phone)
    if row.contact is None and "text_only" not in row.manner.split(","):
        raise PhoneMissing
    if changed:
        row.updated_at = utcnow()
        note(session, row, actor, kind, fields=changed, due_at=row.due_at.isoformat())


def join(
    session: Session, row: CallbackRow, wish: CallbackWish, manner: str, phone: Phone | None, words: str
) -> Callback:
    """Let a wish become part of an open call-back on the same matter; the newer time and manner hold."""
    own = row.conversation == wish.conversation
    timed = bool(wish.when_text) or wish.when_from is not None
    change = Change(
        phone=phone if own and phone is not None and not _held_by_other(session, row, phone) else KEEP,
        manner=manner if manner != "call" else KEEP,
        when_text=TOKEN.sub("", wish.when_text) if timed else KEEP,
        when_from=wish.when_from if timed else KEEP,
        words=words,
    )
    apply(session, row, change, "resident", "joined")
    session.flush()
    callback = to_callback(row, joined=True)
    return callback if own else for_stranger(callback, words)


def _time(row: CallbackRow, change: Change) -> list[str]:
    given = (change.when_text, change.when_from)
    if all(isinstance(part, Keep) for part in given):
        return []
    # A wish in words alone (“放羊回来”) replaces an earlier hour, which would now be wrong.
    text = "" if isinstance(change.when_text, Keep) else change.when_text
    moment = None if isinstance(change.when_from, Keep) else change.when_from
    if (text, moment) == (row.when_text or "", row.when_from):
        return []
    row.when_text, row.when_from = text, moment
    row.due_at = due(row.created_at if moment is None else utcnow(), moment, row.office)
    return ["when"]


def _phone(session: Session, row: CallbackRow, phone: Phone | None) -> list[str]:
    old = row.contact
    if phone is not None and old is not None and old.phone == phone.e164:
        return []
    if phone is not None and _held_by_other(session, row, phone):
        raise PhoneTaken
    if old is not None:
        gone = phone_key(old.phone_hash, row.topic)
        session.execute(delete(OpenWish).where(OpenWish.key == gone, OpenWish.callback_id == row.id))
        row.contact = None
        session.flush()
        session.delete(old)
    if phone is not None:
        row.contact = new_contact(phone)
        session.merge(OpenWish(key=phone_key(phone_hash(phone), row.topic), callback_id=row.id))
    session.flush()
    return ["phone"]


def _held_by_other(session: Session, row: CallbackRow, phone: Phone) -> bool:
    return holder(session, phone_key(phone_hash(phone), row.topic)) not in (None, row.id)
