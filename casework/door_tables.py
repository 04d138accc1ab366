"""Tables of the doors that are not web pages: who writes from where, what came in, what can be chosen."""

from sqlalchemy import Boolean, Column, Index, Integer, String

from casework.clock import utcnow
from casework.columns import Moment, Sealed
from casework.models import Base


class PeerRow(Base):
    """A person at a door, found by a keyed hash of the address; the conversation is a random number."""

    __tablename__ = "door_peer"

    address_hash = Column(String(64), primary_key=True)
    door = Column(String(16), nullable=False)
    conversation = Column(String(64), nullable=False, unique=True)
    address = Column(Sealed("door_peer.address"), nullable=False)
    easy = Column(Boolean)
    blocked_at = Column(Moment)
    seen_at = Column(Moment, nullable=False, default=utcnow, index=True)


class InboxRow(Base):
    """One message that came in by a door, until its answer is delivered; then only its key stays a while."""

    __tablename__ = "door_message"
    __table_args__ = (
        Index("ix_door_message_queue", "door", "state", "busy_until"),
        Index("ix_door_message_line", "conversation", "id"),
    )

    id = Column(Integer, primary_key=True)
    key = Column(String(64), nullable=False, unique=True)
    door = Column(String(16), nullable=False)
    conversation = Column(String(64), nullable=False)
    state = Column(String(8), nullable=False)
    said = Column(Sealed("door_message.said"))
    answer = Column(Sealed("door_message.answer"))
    handed = Column(Sealed("door_message.handed"))
    sent = Column(Integer, nullable=False, default=0)
    passive = Column(Boolean, nullable=False, default=False)
    tries = Column(Integer, nullable=False, default=0)
    busy_until = Column(Moment)
    received_at = Column(Moment, nullable=False, default=utcnow, index=True)


class ChoiceRow(Base):
    """What is behind a short button token, or behind a number; good in one conversation, for a while."""

    __tablename__ = "door_choice"

    token = Column(String(16), primary_key=True)
    conversation = Column(String(64), nullable=False, index=True)
    keyboard = Column(String(32), nullable=False, index=True)
    number = Column(Integer, nullable=False)
    behind = Column(Sealed("door_choice.behind"), nullable=False)
    used_at = Column(Moment)
    expires_at = Column(Moment, nullable=False, index=True)
