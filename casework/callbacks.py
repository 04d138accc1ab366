"""Call-backs: ask for one, see it, change it, cancel it. Nothing is lost and nothing called twice."""

import time
from datetime import datetime

from sqlalchemy import case, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from casework import passphrases, references, vault
from casework.access import prove
from casework.changes import Change, apply, join
from casework.clock import utcnow
from casework.db import session_scope
from casework.erasure import delete_conversation
from casework.errors import AlreadyClosed, NotFound, PhoneMissing, Unavailable
from casework.models import CallbackEvent, CallbackRow, OpenWish
from casework.offices import office_for
from casework.phones import Phone
from casework.phones import parse as parse_phone
from casework.rows import (
    close,
    conversation_key,
    holder,
    locked_row,
    new_contact,
    note,
    phone_hash,
    phone_key,
    to_callback,
)
from casework.urgent import announce
from casework.wishes import CLOSED, KEEP, Callback, CallbackWish, Event, Keep, Manner, manner_key
from casework.worktime import due

__all__ = [
    "KEEP", "Callback", "CallbackWish", "cancel", "change", "create", "delete_conversation", "find",
    "find_all", "history", "list_callbacks",
]  # fmt: skip

_TRIES = 8


def create(wish: CallbackWish) -> Callback:
    """Store a wish, once: while one from the same conversation, or for the same phone, is open on the
    same topic, the second joins it (`joined`), and the newer time and manner hold.

    Raises:
        PhoneMissing: no phone, and not text only. Unavailable: nothing was stored.
        InvalidPhone, InvalidWish: what is wrong is in the message.
    """
    manner = manner_key(wish.manner)
    if wish.when_from is not None and wish.when_from.tzinfo is None:
        raise ValueError("when_from needs a time zone")
    phone = _phone(wish.phone, wish.conversation)
    if phone is None and "text_only" not in manner.split(","):
        raise PhoneMissing
    words = vault.fill(wish.words, wish.conversation, kinds=("phone",))
    for attempt in range(_TRIES):
        try:
            with session_scope() as session:
                return _join_or_store(session, wish, manner, phone, words)
        except IntegrityError:  # another process stored the same wish at this moment: join it
            time.sleep(0.01 * attempt)
    raise Unavailable


def _phone(given: str | None, conversation: str) -> Phone | None:
    if not given:
        return None
    if vault.TOKEN.fullmatch(given):
        given = vault.get(given, conversation)
        if given is None:
            raise PhoneMissing  # the token outlived its value
    return parse_phone(given)


def _join_or_store(
    session: Session, wish: CallbackWish, manner: str, phone: Phone | None, words: str
) -> Callback:
    keys = [conversation_key(wish.conversation, wish.topic)]
    if phone is not None:
        keys.append(phone_key(phone_hash(phone), wish.topic))
    for key in keys:
        found = holder(session, key)
        if found is not None:
            return join(session, locked_row(session, found), wish, manner, phone, words)
    row = _store(session, wish, manner, phone, words)
    session.add_all(OpenWish(key=key, callback_id=row.id) for key in sorted(keys))
    note(session, row, "resident", "created", door=wish.door)
    announce(session, row)
    session.flush()
    return to_callback(row)


def _store(session: Session, wish: CallbackWish, manner: str, phone: Phone | None, words: str) -> CallbackRow:
    now, office = utcnow(), office_for(wish.clause)
    row = CallbackRow(
        reference=references.new(),
        status="new",
        conversation=wish.conversation,
        door=wish.door,
        topic=wish.topic,
        clause=None if wish.clause is None else str(wish.clause),
        office=office,
        for_whom=wish.for_whom,
        manner=manner,
        contact=None if phone is None else new_contact(phone),
        when_from=wish.when_from,
        due_at=due(now, wish.when_from, office),
        when_text=vault.TOKEN.sub("", wish.when_text),
        words=words,
        who_answers=wish.who_answers,
        passphrase=wish.passphrase or passphrases.draw(),
        profile=wish.profile,
        assessment=wish.assessment,
        kb_version=wish.kb_version,
        tries=0,
        wrong_tries=0,
        consent_at=wish.consent_at,
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    session.flush()
    return row


def find(
    *,
    conversation: str | None = None,
    reference: str | None = None,
    last4: str | None = None,
    passphrase: str | None = None,
) -> Callback | None:
    """The call-back the asker may see: by conversation its newest open one (else its newest), or by
    reference and either the last four digits of the phone or the passphrase. None if there is none or
    the second thing is wrong.

    Raises:
        InvalidReference: not a number of ours. Locked: five wrong tries; for an hour.
    """
    with session_scope() as session:
        row, error = prove(session, conversation, reference, last4, passphrase)
        found = None if row is None else to_callback(row)
    if error is not None and not isinstance(error, NotFound):
        raise error
    return found


def find_all(conversation: str) -> list[Callback]:
    """All call-backs of a conversation, newest first."""
    query = (
        select(CallbackRow).where(CallbackRow.conversation == conversation).order_by(CallbackRow.id.desc())
    )
    with session_scope(read_only=True) as session:
        return [to_callback(row) for row in session.execute(query).scalars()]


def change(
    *,
    conversation: str | None = None,
    reference: str | None = None,
    last4: str | None = None,
    passphrase: str | None = None,
    phone: str | Keep = KEEP,
    manner: Manner | Keep = KEEP,
    when_text: str | Keep = KEEP,
    when_from: datetime | Keep | None = KEEP,
    words: str | Keep = KEEP,
    who_answers: str | Keep = KEEP,
) -> Callback:
    """Change what is given, of the call-back that `find` with the same proof would find.

    A changed time moves the due time. New words are added to what was said, never put in its place.

    Raises:
        NotFound, InvalidReference, Locked: as for `find`. AlreadyClosed. InvalidPhone. PhoneMissing.
        PhoneTaken: another open call-back on this topic rings that number.
    """
    new_phone = KEEP if isinstance(phone, Keep) else _phone(phone, conversation or "")
    if isinstance(words, str):
        words = vault.fill(words, conversation or "", kinds=("phone",))
    new_manner = KEEP if isinstance(manner, Keep) else manner_key(manner)
    wanted = Change(new_phone, new_manner, when_text, when_from, words, who_answers)
    with session_scope() as session:
        row, error = prove(session, conversation, reference, last4, passphrase)
        changed = None
        if row is not None and row.status in CLOSED:
            error = AlreadyClosed()
        elif row is not None:
            apply(session, row, wanted, "resident", "changed")
            session.flush()
            changed = to_callback(row)
    if changed is None:
        raise error or NotFound()
    return changed


def cancel(
    *,
    conversation: str | None = None,
    reference: str | None = None,
    last4: str | None = None,
    passphrase: str | None = None,
) -> Callback:
    """Cancel the call-back that `find` would find; cancelling a cancelled one changes nothing.

    Raises:
        NotFound, InvalidReference, Locked: as for `find`. AlreadyClosed: it is done.
    """
    with session_scope() as session:
        row, error = prove(session, conversation, reference, last4, passphrase)
        if row is not None and row.status == "done":
            error = AlreadyClosed()
        elif row is not None and row.status != "cancelled":
            close(session, row, "cancelled", "resident")
            session.flush()
        cancelled = None if row is None else to_callback(row)
    if error is not None or cancelled is None:
        raise error or NotFound()
    return cancelled


def list_callbacks(*, open_only: bool = False, office: str | None = None) -> list[Callback]:
    """All call-backs for caseworkers: open ones first, then by due time. Phones are readable."""
    query = select(CallbackRow).order_by(
        case((CallbackRow.status.in_(CLOSED), 1), else_=0), CallbackRow.due_at, CallbackRow.id
    )
    if open_only:
        query = query.where(CallbackRow.status.not_in(CLOSED))
    if office is not None:
        query = query.where(CallbackRow.office == office)
    with session_scope(read_only=True) as session:
        return [to_callback(row) for row in session.execute(query).scalars()]


def history(reference: str) -> list[Event]:
    """Everything that happened to a call-back, oldest first; for caseworkers."""
    query = (
        select(CallbackEvent)
        .join(CallbackRow, CallbackRow.id == CallbackEvent.callback_id)
        .where(CallbackRow.reference == references.parse(reference))
        .order_by(CallbackEvent.id)
    )
    with session_scope(read_only=True) as session:
        return [Event(e.at, e.actor, e.kind, e.detail) for e in session.execute(query).scalars()]
