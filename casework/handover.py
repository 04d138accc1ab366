"""For doors where an answer travels back inside the request that brought the message.

A request takes along what waits for its person, once: what it took is noted with the message, so that the
same message again (a door repeats what it saw no answer to) gets the same answer.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.clock import utcnow
from casework.db import session_scope
from casework.door_tables import InboxRow
from casework.inbox import UNANSWERED
from casework.sealing import keyed_hash

AFTER = timedelta(seconds=1)  # what follows by another way must not overtake the request's own answer

Json = dict[str, Any]


@dataclass(frozen=True)
class Handed:
    """What a request takes along.

    `pieces`: in order. `late`: of each, whether an earlier request had to go without it. `more`: something
    is left that only another request can take. `slow`: the message itself is not answered yet.
    """

    pieces: list[Json] = field(default_factory=list)
    late: list[bool] = field(default_factory=list)
    more: bool = False
    slow: bool = False


@dataclass(frozen=True)
class Way:
    """How a door hands over: whether it can also write by itself (`pushes`), how long a request may wait
    (`patience`, seconds), and how many of some pieces a request can carry (`fit`)."""

    pushes: bool
    patience: float
    fit: Callable[[Sequence[Json]], int]


def hand_over(number: int, way: Way, last: bool) -> Handed | None:
    """What the request of a message takes along; None when it should ask again in a moment.

    `last`: it cannot wait longer, and goes with what there is.

    Raises:
        Unavailable: the database does not answer; nothing was taken.
    """
    with session_scope(read_only=True) as session:  # asked many times while a turn runs
        row = session.get(InboxRow, number)
        if row is None:
            return Handed()
        if row.handed is not None:
            return Handed(**row.handed)
        if row.state in UNANSWERED and not last:
            return None
    with session_scope() as session:
        rows = list(_up_to(session, number))
        row = rows[-1]
        if row.handed is not None:
            return Handed(**row.handed)
        waiting = [one for one in rows if _free(one, row, way)]
        handed = _take(waiting, row, way)
        row.handed = asdict(handed)
        return handed


def lay_down(door: str, conversation: str, key: str, pieces: Sequence[Json]) -> None:
    """Put something beside the answers for the next request of this person to take; the same key once."""
    hashed = keyed_hash("door letter", door, key)
    with session_scope() as session:
        if session.execute(select(InboxRow.id).where(InboxRow.key == hashed)).first() is None:
            session.add(
                InboxRow(
                    key=hashed,
                    door=door,
                    conversation=conversation,
                    state="kept",
                    answer=list(pieces),
                    handed={},
                )
            )


def waits(conversation: str, pushes: bool) -> bool:
    """Whether something waits for this person that only a request can take, now or in a moment."""
    states = ["kept"] if pushes else ["kept", "answered", *UNANSWERED]
    query = select(InboxRow.id).where(InboxRow.conversation == conversation, InboxRow.state.in_(states))
    with session_scope(read_only=True) as session:
        return session.execute(query.limit(1)).first() is not None


def _up_to(session: Session, number: int) -> Iterator[InboxRow]:
    """The message, and before it the earlier ones of its person that have an answer waiting."""
    waiting = InboxRow.state.in_(("answered", "kept"))
    person = select(InboxRow.conversation).where(InboxRow.id == number).scalar_subquery()
    query = select(InboxRow).where(
        InboxRow.conversation == person, InboxRow.id <= number, waiting | (InboxRow.id == number)
    )
    return iter(session.execute(query.order_by(InboxRow.id).with_for_update()).scalars())


def _free(row: InboxRow, asking: InboxRow, way: Way) -> bool:
    """Whether the request may take what waits: nobody else brings it, now or in a moment."""
    if row.state not in {"answered", "kept"}:
        return False
    in_time = row.received_at > utcnow() - timedelta(seconds=way.patience)
    if row is asking:
        return row.state == "kept" or (not row.sent and (in_time or not way.pushes))
    own_is_gone = row.handed is not None or not in_time
    return row.state == "kept" or (not way.pushes and own_is_gone)


def _take(rows: Sequence[InboxRow], asking: InboxRow, way: Way) -> Handed:
    pieces = [(row, piece) for row in rows for piece in row.answer[row.sent :]]
    taken = pieces[: way.fit([piece for _, piece in pieces])]
    late = [
        row is not asking and place == 0 and (row.handed is None or bool(row.handed.get("slow")))
        for row, place in _places(taken)
    ]
    for row in rows:
        _note(row, sum(one is row for one, _ in taken), way.pushes)
    left = any(row.state == "kept" for row in rows) or (len(taken) < len(pieces) and not way.pushes)
    return Handed([piece for _, piece in taken], late, left, asking.state in UNANSWERED)


def _places(taken: Sequence[tuple[InboxRow, Json]]) -> Iterator[tuple[InboxRow, int]]:
    """Which piece of its answer each one is, from 0."""
    place: dict[int, int] = {}
    for row, _ in taken:
        yield row, place.setdefault(row.id, row.sent)
        place[row.id] += 1


def _note(row: InboxRow, taken: int, pushes: bool) -> None:
    if not taken:
        return
    row.sent, row.passive = row.sent + taken, True
    if row.sent >= len(row.answer):
        row.state, row.answer = "done", None
    elif pushes:  # the person has just written, so the rest can be sent
        row.state, row.busy_until = "answered", utcnow() + AFTER
