"""Who writes by a door: the address sealed, the conversation a random number that leads back to nobody."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from casework.clock import utcnow
from casework.db import session_scope
from casework.door_tables import ChoiceRow, InboxRow, PeerRow
from casework.sealing import keyed_hash

KEPT = timedelta(days=180)  # a person who has not written for so long is a stranger again
_FRESH = timedelta(hours=1)  # `seen_at` need not be truer than this, and a reader need not wait for a writer


@dataclass(frozen=True)
class Peer:
    """One person at one door. `easy`: the switch for easy words, None when never touched."""

    door: str
    address: str
    conversation: str
    easy: bool | None = None
    blocked: bool = False


def meet(door: str, address: str) -> Peer:
    """The peer of an address; a new one, in a conversation of its own, when it is not known.

    Raises:
        Unavailable: the database does not answer.
    """
    key = _hash(door, address)
    with session_scope(read_only=True) as session:  # the usual case costs no write
        known = session.get(PeerRow, key)
        if known is not None and known.seen_at >= utcnow() - _FRESH:
            return _peer(known)
    for _ in range(3):
        try:
            with session_scope() as session:
                row = session.get(PeerRow, key)
                if row is None:
                    row = PeerRow(
                        address_hash=key, door=door, conversation=secrets.token_hex(16), address=address
                    )
                    session.add(row)
                elif row.seen_at < utcnow() - _FRESH:
                    row.seen_at = utcnow()
                session.flush()
                return _peer(row)
        except IntegrityError:
            continue  # another copy met the same person at this moment
    raise RuntimeError("no peer could be kept")


def of_conversation(conversation: str) -> Peer | None:
    """Whom a conversation is with; None when it is not of a door, or was ended."""
    with session_scope(read_only=True) as session:
        row = session.execute(
            select(PeerRow).where(PeerRow.conversation == conversation)
        ).scalar_one_or_none()
        return None if row is None else _peer(row)


def set_easy(conversation: str, easy: bool) -> None:
    """Keep how the switch for easy words stands."""
    with session_scope() as session:
        session.execute(update(PeerRow).where(PeerRow.conversation == conversation).values(easy=easy))


def set_blocked(door: str, address: str, blocked: bool) -> None:
    """Note that a person has shut the door (or opened it again); nothing more is sent meanwhile."""
    values = {"blocked_at": utcnow() if blocked else None}
    with session_scope() as session:
        session.execute(update(PeerRow).where(PeerRow.address_hash == _hash(door, address)).values(**values))


def renew(session: Session, before: str, after: str) -> None:
    """Go on in another conversation, inside the caller's transaction: nothing leads back to the old one."""
    session.execute(
        update(PeerRow).where(PeerRow.conversation == before).values(conversation=after, easy=None)
    )
    session.execute(update(InboxRow).where(InboxRow.conversation == before).values(conversation=after))
    session.execute(delete(ChoiceRow).where(ChoiceRow.conversation == before))


def purge(session: Session, now: datetime) -> int:
    """Forget who has not written for `KEPT`, inside the caller's transaction; returns how many."""
    gone = delete(PeerRow).where(PeerRow.seen_at < now - KEPT)
    return int(session.execute(gone.execution_options(synchronize_session=False)).rowcount)


def _hash(door: str, address: str) -> str:
    return keyed_hash("door address", door, address)


def _peer(row: PeerRow) -> Peer:
    return Peer(row.door, row.address, row.conversation, row.easy, row.blocked_at is not None)
