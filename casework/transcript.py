"""The talk so far, for showing the page again and for the desk: encrypted, deletable, soon gone.

What people and the assistant say is shown for a few days (`YIZHU_TRANSCRIPT_DAYS`), letters from the
office longer (`YIZHU_LETTERS_DAYS`): somebody who comes once a week must still find theirs.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from casework.clock import utcnow
from casework.db import session_scope
from casework.models import TranscriptLine
from casework.outbox import Envelope
from casework.sealing import keyed_hash
from casework.settings import settings

SHOWN = 80  # the newest lines of a talk that a page shows


@dataclass(frozen=True)
class Line:
    """One thing said. `mine`: by the person; `office`: by a caseworker.

    Buttons are (title, value) pairs, links (title, path) pairs.
    """

    mine: bool
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    office: bool = False
    links: tuple[tuple[str, str], ...] = ()


def add(conversation: str, lines: Sequence[Line]) -> None:
    """Append lines.

    Raises:
        Unavailable, OSError, SQLAlchemyError: nothing was kept.
    """
    with session_scope() as session:
        session.add_all(_row(conversation, line) for line in lines)


def add_missing(conversation: str, lines: Sequence[Line]) -> None:
    """Append the lines of a turn that was told before, unless the talk ends with them already.

    Buttons do not count, they are sealed anew each time; letters that came since stand in between.

    Raises:
        Unavailable, OSError, SQLAlchemyError: nothing was kept.
    """
    shown = [(line.mine, line.text) for line in lines_of(conversation) if not line.office]
    if shown[-len(lines) :] != [(line.mine, line.text) for line in lines]:
        add(conversation, lines)


def add_letters(conversation: str, letters: Sequence[Envelope]) -> None:
    """Append letters from the office; one that stands there already is not added again."""
    for letter in letters:
        row = _row(conversation, Line(False, letter.text, office=True))
        row.letter_id = letter.id
        try:
            with session_scope() as session:
                there = select(TranscriptLine.id).where(TranscriptLine.letter_id == letter.id)
                if session.execute(there).first() is None:
                    session.add(row)
        except IntegrityError:  # another tab of the same person added it at this moment
            continue


def lines_of(conversation: str) -> list[Line]:
    """The newest lines of a conversation that are still to be shown, oldest first."""
    query = (
        select(TranscriptLine.line)
        .where(TranscriptLine.conversation_hash == _name(conversation), ~_outlived(utcnow()))
        .order_by(TranscriptLine.id.desc())
        .limit(SHOWN)
    )
    with session_scope(read_only=True) as session:
        kept = list(session.execute(query).scalars())
    return [_line(one) for one in reversed(kept)]


def forget(conversation: str) -> None:
    """Delete everything said in a conversation."""
    with session_scope() as session:
        forget_in(session, conversation)


def forget_in(session: Session, conversation: str) -> int:
    """`forget` inside the caller's transaction; returns how many lines."""
    mine = TranscriptLine.conversation_hash == _name(conversation)
    return int(session.execute(delete(TranscriptLine).where(mine)).rowcount)


def purge(session: Session, now: datetime) -> int:
    """Delete what is not shown any more, inside the caller's transaction; returns how many lines."""
    gone = delete(TranscriptLine).where(_outlived(now))
    return int(session.execute(gone.execution_options(synchronize_session=False)).rowcount)


def _outlived(now: datetime) -> ColumnElement[bool]:
    said = TranscriptLine.letter_id.is_(None) & (TranscriptLine.at < now - settings().transcript_kept)
    return or_(said, TranscriptLine.at < now - settings().letters_kept)


def _row(conversation: str, line: Line) -> TranscriptLine:
    return TranscriptLine(conversation_hash=_name(conversation), at=utcnow(), line=asdict(line))


def _line(kept: dict[str, Any]) -> Line:
    return Line(
        kept["mine"], kept["text"], _pairs(kept["buttons"]), kept["office"], _pairs(kept.get("links", []))
    )


def _pairs(kept: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((title, value) for title, value in kept)


def _name(conversation: str) -> str:
    return keyed_hash("transcript", conversation)
