"""The outbox: what the office writes waits here until a door has handed it over.

A letter is stored before anything is sent, so that nothing is lost when a door, the network or the
machine fails. A door takes letters for a while (a lease), and says of each that it was handed over or
why not; a letter whose door died meanwhile comes back when the lease ends. So a letter may, at worst,
arrive twice after a crash between handing over and saying so; it never goes missing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session, aliased

from casework import references
from casework.clock import utcnow
from casework.db import session_scope
from casework.errors import InvalidLetter, NotFound
from casework.models import CallbackEvent, CallbackRow, Letter
from casework.sealing import keyed_hash
from casework.settings import settings

LONGEST = 4000  # characters of a letter
LEASE = timedelta(minutes=2)  # for which a door has a letter to itself
SAME_WITHIN = timedelta(minutes=10)  # the same words sooner than this are a double click
#: How long to wait after the n-th failure; after the last one the letter is dead.
BACK_OFF = tuple(timedelta(minutes=m) for m in (0.5, 2, 10, 30, 120, 360, 720, 1440))


@dataclass(frozen=True)
class Envelope:
    """A letter as a door sees it. A reply goes to a `conversation`, a notice to an `address`."""

    id: int
    channel: str
    conversation: str | None
    address: str | None
    text: str
    written_by: str
    created_at: datetime


def add_reply(
    session: Session, conversation: str, door: str, text: str, by: str, reference: str | None = None
) -> int:
    """Write to the person of a conversation, who came by `door`, inside the caller's transaction; returns
    the letter's id. The same words again within ten minutes, or while the first still wait, are the same letter.

    Args:
        by: the caseworker's account. reference: the call-back it belongs to, whose history then tells
            when the letter arrived, or that it could not be delivered.

    Raises:
        InvalidLetter: empty or too long. NotFound, InvalidReference: no such call-back.
    """
    text = _checked(text)
    number = None if reference is None else references.parse(reference)
    once = keyed_hash("letter", door, conversation, number or "", text)
    letter = {"channel": door, "conversation": conversation, "text": text, "written_by": by, "once": once}
    return _put_once(session, letter, _recipient(door, conversation), number)


def add_notice(session: Session, channel: str, address: str, text: str, dedupe_key: str) -> int:
    """Tell a caseworker something at an address of a channel, once for each `dedupe_key`, inside the caller's
    transaction. `text` must hold nothing personal: it leaves the house.
    """
    once = keyed_hash("notice", channel, address, dedupe_key)
    before = session.execute(select(Letter.id).where(Letter.once == once)).scalar()
    if before is not None:
        return int(before)
    letter = _new(
        _recipient(channel, address),
        channel=channel,
        address=address,
        text=_checked(text),
        written_by="system",
        once=once,
    )
    session.add(letter)
    session.flush()
    return int(letter.id)


def take(channel: str, limit: int = 20, lease: timedelta = LEASE) -> list[Envelope]:
    """Letters that are to be handed over now by a channel's door, oldest first, at most one to each
    addressee, so that none overtakes another. Nobody else gets them while the lease runs.
    """
    now, earlier = utcnow(), aliased(Letter)
    held_back = exists().where(
        earlier.recipient == Letter.recipient, earlier.status == "waiting", earlier.id < Letter.id
    )
    query = (
        select(Letter)
        .where(Letter.status == "waiting", Letter.channel == channel, Letter.next_at <= now, ~held_back)
        .order_by(Letter.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    with session_scope() as session:
        letters = list(session.execute(query).scalars())
        for letter in letters:
            letter.next_at = now + lease
        return [_envelope(letter) for letter in letters]


def sent(letter: int) -> None:
    """A letter was handed over; said twice it changes nothing."""
    with session_scope() as session:
        row = _locked(session, letter)
        if row is not None and row.status != "sent":
            _done(session, row, "sent")


def failed(letter: int, reason: str, retry_after: timedelta | None = None, for_good: bool = False) -> None:
    """A letter could not be handed over: it comes again later and later, and after the last try never.

    Args:
        reason: a few words for the operator, nothing personal (cut at 80 characters).
        retry_after: what the other side asks for, if it does. for_good: trying again is useless.
    """
    with session_scope() as session:
        row = _locked(session, letter)
        if row is None or row.status != "waiting":
            return
        row.tries += 1
        row.reason = reason[:80]
        if for_good or row.tries > len(BACK_OFF):
            _done(session, row, "dead")
        else:
            row.next_at = utcnow() + max(BACK_OFF[row.tries - 1], retry_after or timedelta())


def hasten(conversation: str, door: str, lease: timedelta = LEASE) -> None:
    """Try again at once what a door could not hand over to a person who has just written there.

    Letters that wait no longer than a `lease` stay as they are: a door may have them in hand.
    """
    put_off = (
        Letter.conversation == conversation,
        Letter.channel == door,
        Letter.status == "waiting",
        Letter.next_at > utcnow() + lease,
    )
    with session_scope(read_only=True) as session:  # the usual case costs no write
        if session.execute(select(Letter.id).where(*put_off).limit(1)).first() is None:
            return
    with session_scope() as session:
        query = update(Letter).where(*put_off).values(next_at=utcnow())
        session.execute(query.execution_options(synchronize_session=False))


def waiting(conversation: str, door: str = "web") -> list[Envelope]:
    """What waits for a conversation at a door that the person comes to, oldest first."""
    query = (
        select(Letter)
        .where(Letter.conversation == conversation, Letter.channel == door, Letter.status == "waiting")
        .order_by(Letter.id)
    )
    with session_scope(read_only=True) as session:
        return [_envelope(letter) for letter in session.execute(query).scalars()]


def shown(letters: list[int]) -> None:
    """The person has these before them now."""
    for letter in sorted(letters):
        sent(letter)


def purge(session: Session, now: datetime) -> int:
    """Give up letters that nobody came for in the set time, and delete old ones, inside the caller's
    transaction; returns how many of both."""
    before = now - settings().letters_kept
    unclaimed = select(Letter).where(Letter.status == "waiting", Letter.created_at < before)
    given_up = session.execute(unclaimed.with_for_update()).scalars().all()
    for letter in given_up:
        letter.reason = "nobody came for it"
        _done(session, letter, "dead")
        letter.done_at = now
    session.flush()
    gone = delete(Letter).where(Letter.done_at < before).execution_options(synchronize_session=False)
    return len(given_up) + int(session.execute(gone).rowcount)


def forget(session: Session, conversation: str) -> int:
    """Delete all letters to a conversation, inside the caller's transaction; returns how many."""
    letters = session.execute(select(Letter).where(Letter.conversation == conversation)).scalars().all()
    for letter in letters:
        session.delete(letter)
    return len(letters)


def _put_once(session: Session, letter: dict[str, str], recipient: str, number: str | None) -> int:
    same = select(Letter).where(Letter.once == letter["once"]).with_for_update()
    before = session.execute(same).scalar_one_or_none()
    if before is not None:
        if before.status == "waiting" or before.created_at > utcnow() - SAME_WITHIN:
            return int(before.id)
        before.once = None  # the same words on another day are another letter
        session.flush()
    row = _new(recipient, callback_id=_callback_id(session, number), **letter)
    session.add(row)
    session.flush()
    _note(session, row, "letter_written")
    return int(row.id)


def _new(recipient: str, **values: object) -> Letter:
    now = utcnow()
    return Letter(recipient=recipient, status="waiting", tries=0, next_at=now, created_at=now, **values)


def _callback_id(session: Session, number: str | None) -> int | None:
    if number is None:
        return None
    found = session.execute(select(CallbackRow.id).where(CallbackRow.reference == number)).scalar()
    if found is None:
        raise NotFound
    return int(found)


def _done(session: Session, row: Letter, status: str) -> None:
    row.status, row.done_at = status, utcnow()
    _note(session, row, f"letter_{status}")


def _note(session: Session, row: Letter, kind: str) -> None:
    """The history of its call-back tells the caseworker what became of a letter."""
    if row.callback_id is not None:
        actor = row.written_by if kind == "letter_written" else "system"
        detail = {"letter": row.id, "channel": row.channel}
        session.add(CallbackEvent(callback_id=row.callback_id, actor=actor, kind=kind, detail=detail))


def _locked(session: Session, letter: int) -> Letter | None:
    """The letter, unless its conversation was deleted meanwhile."""
    return session.execute(select(Letter).where(Letter.id == letter).with_for_update()).scalar_one_or_none()


def _checked(text: str) -> str:
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise InvalidLetter(LONGEST)
    return text


def _recipient(channel: str, whom: str) -> str:
    return keyed_hash("letter recipient", channel, whom)


def _envelope(row: Letter) -> Envelope:
    return Envelope(
        row.id, row.channel, row.conversation, row.address, row.text, row.written_by, row.created_at
    )
