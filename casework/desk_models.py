"""The tables of the desk: who works there, what they looked at, and what they wrote about a case."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import relationship

from casework.clock import utcnow
from casework.columns import Moment, Sealed
from casework.models import Base


class AccountRow(Base):
    """One person who works at the desk; never deleted, since the history names them."""

    __tablename__ = "desk_account"

    id = Column(Integer, primary_key=True)
    name = Column(String(40), nullable=False, unique=True)
    full_name = Column(String(40), nullable=False)
    role = Column(String(16), nullable=False)
    office = Column(String(80))
    password_hash = Column(String(200), nullable=False)
    must_change = Column(Boolean, nullable=False, default=False)
    totp_secret = Column(Sealed("desk_account.totp_secret"))
    totp_since = Column(Moment)
    totp_step = Column(Integer, nullable=False, default=0)
    wrong_tries = Column(Integer, nullable=False, default=0)
    locked_until = Column(Moment)
    disabled_at = Column(Moment)
    created_at = Column(Moment, nullable=False, default=utcnow)


class DeskSessionRow(Base):
    """A browser that is logged in; only a hash of its token is kept."""

    __tablename__ = "desk_session"

    token_hash = Column(String(64), primary_key=True)
    account_id = Column(Integer, ForeignKey("desk_account.id"), nullable=False, index=True)
    confirmed = Column(Boolean, nullable=False, default=False)
    created_at = Column(Moment, nullable=False, default=utcnow)
    seen_at = Column(Moment, nullable=False, default=utcnow, index=True)

    account = relationship(AccountRow, lazy="joined")


class AccessRow(Base):
    """Who read or exported personal data; append-only (the database refuses changes)."""

    __tablename__ = "access_log"
    __table_args__ = (Index("ix_access_log_subject", "subject", "id"),)

    id = Column(Integer, primary_key=True)
    at = Column(Moment, nullable=False, default=utcnow, index=True)
    actor = Column(String(80), nullable=False, index=True)
    action = Column(String(32), nullable=False)
    subject = Column(String(80), nullable=False, default="")
    detail = Column(JSON, nullable=False, default=dict)


class CallbackNote(Base):
    """What a caseworker wrote about a case: a note, a call with its result, or a reply that was sent."""

    __tablename__ = "callback_note"

    id = Column(Integer, primary_key=True)
    callback_id = Column(Integer, ForeignKey("callback.id"), nullable=False, index=True)
    at = Column(Moment, nullable=False, default=utcnow)
    author = Column(String(40), nullable=False)
    kind = Column(String(16), nullable=False)
    result = Column(String(16))
    again_at = Column(Moment)
    text = Column(Sealed("callback_note.text"), nullable=False)


class SavedView(Base):
    """Filters of the queue that somebody gave a name."""

    __tablename__ = "desk_view"
    __table_args__ = (UniqueConstraint("account_id", "name", name="uq_desk_view_name"),)

    id = Column(Integer, primary_key=True)
    account_id = Column(Integer, ForeignKey("desk_account.id"), nullable=False)
    name = Column(String(40), nullable=False)
    filters = Column(JSON, nullable=False)


class Tally(Base):
    """How often something happened on a day: counts, without whose they are."""

    __tablename__ = "tally"

    day = Column(String(10), primary_key=True)
    kind = Column(String(16), primary_key=True)
    name = Column(String(80), primary_key=True)
    times = Column(Integer, nullable=False)
