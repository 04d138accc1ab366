"""What came in by a door, kept until its answer is delivered: nothing lost, nothing done twice, in order.

A message goes new -> asked -> answered -> done. Only the oldest unfinished one of a conversation can be
claimed, so that any number of copies may work here and a talk still keeps its order. A claim holds for
`LEASE`; who dies meanwhile leaves a message that another copy finds, and sees how far it had come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from casework import choices
from casework.choices import Choice
from casework.clock import utcnow
from casework.db import session_scope
from casework.door_tables import InboxRow
from casework.peers import renew
from casework.sealing import keyed_hash

LEASE = timedelta(seconds=30)  # a worker renews its claims well within this
WAITING = timedelta(days=30)  # an answer that a person has to fetch waits for so long
KEPT = timedelta(days=2)  # keys of finished messages; Telegram repeats an update for 24 hours at most
REPEATED = timedelta(minutes=1)  # within this a door may ask again for an answer that it has just taken
UNANSWERED = ("new", "asked")
OPEN = (*UNANSWERED, "answered")

Json = dict[str, Any]


@dataclass(frozen=True)
class Claimed:
    """A message to work on. `state` is what it was before the claim; `sent`: pieces delivered already."""

    id: int
    conversation: str
    state: str
    said: Json
    answer: list[Json]
    sent: int
    tries: int
    received_at: datetime


def put(door: str, key: str, conversation: str, said: Json, longest_line: int) -> tuple[int, bool] | None:
    """Keep a message; return its number and whether it is new (False: it was here before).

    `key` is the door's own number for the message. None: `longest_line` messages of this conversation
    wait already, and this one is not taken.

    Raises:
        Unavailable: the database does not answer; the door must not confirm the message.
    """
    hashed = keyed_hash("door message", door, key)
    try:
        with session_scope() as session:
            known = _number(session, hashed)
            if known is not None:
                return known, False
            if _waiting(session, conversation) >= longest_line:
                return None
            row = InboxRow(key=hashed, door=door, conversation=conversation, state="new", said=said)
            session.add(row)
            session.flush()
            return int(row.id), True
    except IntegrityError:  # another copy took the same message at this moment
        with session_scope(read_only=True) as session:
            return int(_number(session, hashed) or 0), False


def claim(door: str, pushes: bool = True) -> Claimed | None:
    """Take the next message that may be worked on, for `LEASE`; None when there is none.

    `pushes`: the door can deliver by itself. For one that cannot, an answered message is no work.
    """
    query = _next(door, OPEN if pushes else UNANSWERED).limit(1)
    with session_scope(read_only=True) as session:  # the usual case costs no write
        if session.execute(query).first() is None:
            return None
    with session_scope() as session:
        row = session.execute(query.with_for_update(skip_locked=True)).scalar_one_or_none()
        if row is None:
            return None
        claimed = Claimed(
            *(row.id, row.conversation, row.state, row.said or {}, row.answer or []),
            *(row.sent, row.tries, row.received_at),
        )
        row.busy_until = utcnow() + LEASE
        if row.state == "new":
            row.state = "asked"
        return claimed


def hold(numbers: Sequence[int]) -> None:
    """Renew the claims on messages that are being worked on."""
    with session_scope() as session:
        _set(session, numbers, busy_until=utcnow() + LEASE)


def release(number: int, state: str, after: timedelta = timedelta(0), tried: bool = False) -> None:
    """Give a claim back, in the state it is in, to be taken up again `after` some time."""
    with session_scope() as session:
        values: Json = {"busy_until": utcnow() + after, "state": state}
        if tried:
            values["tries"] = InboxRow.tries + 1
        _set(session, [number], **values)


def put_off(number: int, after: timedelta) -> None:
    """Give a claim on an answered message back, unless its answer has gone another way meanwhile."""
    with session_scope() as session:
        query = update(InboxRow).where(InboxRow.id == number, InboxRow.passive.is_(False))
        query = query.values(busy_until=utcnow() + after)
        session.execute(query.execution_options(synchronize_session=False))


def answer(
    number: int,
    pieces: Sequence[Json],
    offered: Sequence[Choice],
    conversation: str,
    used: str | None = None,
    only_newest: bool = False,
    moved_to: str | None = None,
) -> None:
    """Keep the answer of a message, and what can be chosen below it, in one step.

    `used`: the keyboard that was pressed; `only_newest`: whatever was offered before can no longer be
    chosen; `moved_to`: the talk goes on in this new conversation, everything of the old one was deleted.
    """
    with session_scope() as session:
        if only_newest or used is not None:
            choices.use(session, conversation, None if only_newest else used)
        if moved_to is not None:
            renew(session, conversation, moved_to)
        choices.issue(session, moved_to or conversation, offered)
        _set(session, [number], state="answered", answer=list(pieces), said=None, tries=0)


def delivered(number: int, sent: int, last: bool) -> None:
    """Note that the first `sent` pieces are delivered; with the `last` one the words are deleted."""
    with session_scope() as session:
        values: Json = {"sent": sent, "tries": 0}
        if last:
            values |= {"state": "done", "answer": None, "said": None}
        _set(session, [number], **values)


def give_up(conversation: str) -> int:
    """Close all messages of a conversation that can never be answered; returns how many."""
    with session_scope() as session:
        query = update(InboxRow).where(InboxRow.conversation == conversation, InboxRow.state.in_(OPEN))
        return int(session.execute(query.values(state="dead", answer=None, said=None)).rowcount)


def keep(number: int) -> None:
    """Leave the rest of an answer until the person writes again: no other way leads to them."""
    with session_scope() as session:
        _set(session, [number], state="kept", busy_until=None)


def clear_told() -> int:
    """Delete the words that requests took along and can no longer ask for again; returns of how many."""
    over = InboxRow.state.in_(("done", "dead")), InboxRow.received_at < utcnow() - REPEATED
    with session_scope() as session:
        query = update(InboxRow).where(*over, InboxRow.handed.is_not(None)).values(handed=None)
        return int(session.execute(query.execution_options(synchronize_session=False)).rowcount)


def forget(session: Session, conversation: str) -> int:
    """Delete the answers to a conversation that wait or were given, inside the caller's transaction; returns
    of how many messages. One that is being answered now goes on."""
    mine = InboxRow.conversation == conversation, InboxRow.state.not_in(UNANSWERED)
    query = update(InboxRow).where(*mine).values(state="done", answer=None, said=None, handed=None)
    return int(session.execute(query.execution_options(synchronize_session=False)).rowcount)


def purge(session: Session, now: datetime) -> int:
    """Delete messages that are over, inside the caller's transaction; returns how many."""
    over = InboxRow.state.in_(("done", "dead")) & (InboxRow.received_at < now - KEPT)
    unfetched = InboxRow.state.in_(("answered", "kept")) & (InboxRow.received_at < now - WAITING)
    old = delete(InboxRow).where(over | unfetched)
    return int(session.execute(old.execution_options(synchronize_session=False)).rowcount)


def _next(door: str, states: Sequence[str]) -> Any:
    earlier = aliased(InboxRow)
    blocked = select(earlier.id).where(
        earlier.conversation == InboxRow.conversation, earlier.id < InboxRow.id, earlier.state.in_(states)
    )
    return (
        select(InboxRow)
        .where(
            InboxRow.door == door,
            InboxRow.state.in_(states),
            or_(InboxRow.busy_until.is_(None), InboxRow.busy_until <= utcnow()),
            ~blocked.exists(),
        )
        .order_by(InboxRow.id)
    )


def _set(session: Session, numbers: Sequence[int], **values: Any) -> None:
    query = update(InboxRow).where(InboxRow.id.in_(numbers)).values(**values)
    session.execute(query.execution_options(synchronize_session=False))


def _number(session: Session, hashed: str) -> int | None:
    found = session.execute(select(InboxRow.id).where(InboxRow.key == hashed)).scalar_one_or_none()
    return None if found is None else int(found)


def _waiting(session: Session, conversation: str) -> int:
    query = select(func.count()).where(InboxRow.conversation == conversation, InboxRow.state.in_(UNANSWERED))
    return int(session.execute(query).scalar_one())
