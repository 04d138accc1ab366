"""Short tokens for buttons and numbers for choices: kept here, bound to a conversation, used once, expiring.

Any copy of a door can open what another one issued.
"""

import secrets
import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from casework.clock import utcnow
from casework.db import session_scope
from casework.door_tables import ChoiceRow

LIFETIME = timedelta(days=30)  # as long as the web page's conversation
_LETTERS = string.ascii_letters + string.digits
_LENGTH = 16  # characters: 95 bits, and far below the 64 bytes that Telegram allows


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen, before it is issued; `number` counts from 1 within a turn."""

    token: str
    keyboard: str
    number: int
    title: str
    payload: str


@dataclass(frozen=True)
class Chosen:
    """What was chosen. `used`: its keyboard was used before; `keyboard` names it."""

    title: str
    payload: str
    keyboard: str
    used: bool


def new_token() -> str:
    """A fresh token: 16 letters and digits, unguessable."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def issue(session: Session, conversation: str, choices: Sequence[Choice]) -> None:
    """Keep choices, inside the caller's transaction."""
    expires = utcnow() + LIFETIME
    for one in choices:
        session.add(
            ChoiceRow(
                token=one.token,
                conversation=conversation,
                keyboard=one.keyboard,
                number=one.number,
                behind=[one.title, one.payload],
                expires_at=expires,
            )
        )


def open_token(token: str, conversation: str) -> Chosen | None:
    """What is behind a token; None when it is unknown, expired, or of another conversation."""
    with session_scope(read_only=True) as session:
        row = session.get(ChoiceRow, token)
        if row is None or row.conversation != conversation or row.expires_at <= utcnow():
            return None
        return _chosen(row)


def newest(conversation: str) -> list[tuple[int, Chosen]]:
    """The numbered choices that were offered last, if nothing was said since; else nothing."""
    with session_scope(read_only=True) as session:
        rows = session.execute(
            select(ChoiceRow)
            .where(
                ChoiceRow.conversation == conversation,
                ChoiceRow.used_at.is_(None),
                ChoiceRow.expires_at > utcnow(),
            )
            .order_by(ChoiceRow.number)
        ).scalars()
        return [(row.number, _chosen(row)) for row in rows]


def use(session: Session, conversation: str, keyboard: str | None = None) -> None:
    """Mark one keyboard (or all of a conversation) as used, inside the caller's transaction."""
    query = update(ChoiceRow).where(ChoiceRow.conversation == conversation, ChoiceRow.used_at.is_(None))
    if keyboard is not None:
        query = query.where(ChoiceRow.keyboard == keyboard)
    session.execute(query.values(used_at=utcnow()))


def forget(session: Session, conversation: str) -> int:
    """Delete all choices of a conversation, inside the caller's transaction; returns how many."""
    mine = delete(ChoiceRow).where(ChoiceRow.conversation == conversation)
    return int(session.execute(mine.execution_options(synchronize_session=False)).rowcount)


def purge(session: Session, now: datetime) -> int:
    """Delete what has expired, inside the caller's transaction; returns how many."""
    gone = delete(ChoiceRow).where(ChoiceRow.expires_at <= now)
    return int(session.execute(gone.execution_options(synchronize_session=False)).rowcount)


def _chosen(row: ChoiceRow) -> Chosen:
    title, payload = row.behind
    return Chosen(title, payload, row.keyboard, row.used_at is not None)
