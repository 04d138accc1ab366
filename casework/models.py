"""The tables. Whatever tells something about a person is encrypted; what a desk filters by is not."""

from typing import Any

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import declarative_base, relationship

from casework.clock import utcnow
from casework.columns import Moment, Sealed

Base: Any = declarative_base()


class Contact(Base):
    """How to reach one person; found by a keyed hash of the number, read only with the key."""

    __tablename__ = "contact"

    id = Column(Integer, primary_key=True)
    phone = Column(Sealed("contact.phone"), nullable=False)
    phone_hash = Column(String(64), nullable=False, index=True)
    last4 = Column(String(4), nullable=False, index=True)
    created_at = Column(Moment, nullable=False, default=utcnow)


class CallbackRow(Base):
    """One wish to be called back, from the first word to its outcome."""

    __tablename__ = "callback"
    __table_args__ = (Index("ix_callback_queue", "status", "due_at"),)

    id = Column(Integer, primary_key=True)
    reference = Column(String(9), nullable=False, unique=True)
    version = Column(Integer, nullable=False)
    status = Column(String(16), nullable=False)
    conversation = Column(String(200), index=True)
    door = Column(String(32), nullable=False)
    topic = Column(String(80), nullable=False)
    clause = Column(String(16))
    office = Column(String(80), nullable=False)
    for_whom = Column(String(32), nullable=False)
    manner = Column(String(80), nullable=False)
    contact_id = Column(Integer, ForeignKey("contact.id", ondelete="SET NULL"))
    when_from = Column(Moment)
    due_at = Column(Moment, nullable=False)
    when_text = Column(Sealed("callback.when_text"))
    words = Column(Sealed("callback.words"))
    who_answers = Column(Sealed("callback.who_answers"))
    passphrase = Column(Sealed("callback.passphrase"))
    profile = Column(Sealed("callback.profile"))
    assessment = Column(Sealed("callback.assessment"))
    kb_version = Column(String(80), nullable=False)
    claimed_by = Column(String(80))
    outcome = Column(Sealed("callback.outcome"))
    outcome_kind = Column(String(20))
    settled = Column(Sealed("callback.settled"))
    tries = Column(Integer, nullable=False, default=0)
    wrong_tries = Column(Integer, nullable=False, default=0)
    locked_until = Column(Moment)
    consent_at = Column(Moment)
    created_at = Column(Moment, nullable=False)
    updated_at = Column(Moment, nullable=False)
    closed_at = Column(Moment)
    erased_at = Column(Moment)

    contact = relationship(Contact, lazy="joined")
    events = relationship("CallbackEvent", order_by="CallbackEvent.id")

    #: Two people on one case: the second to write is told instead of overwriting the first.
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class CallbackEvent(Base):
    """History, append-only (the database refuses changes); holds no words and no numbers of people."""

    __tablename__ = "callback_event"

    id = Column(Integer, primary_key=True)
    callback_id = Column(Integer, ForeignKey("callback.id"), nullable=False, index=True)
    at = Column(Moment, nullable=False, default=utcnow)
    actor = Column(String(80), nullable=False)
    kind = Column(String(32), nullable=False)
    detail = Column(JSON, nullable=False, default=dict)


class OpenWish(Base):
    """What an open call-back claims: (conversation, topic) and (phone, topic), each as a keyed hash.

    The primary key is what keeps a double tap, or a second door, from making a second call-back.
    """

    __tablename__ = "open_wish"

    key = Column(String(64), primary_key=True)
    callback_id = Column(Integer, ForeignKey("callback.id"), nullable=False, index=True)


class VaultEntry(Base):
    """A number that Rasa must not see, for a short while, for one conversation."""

    __tablename__ = "vault_entry"

    token = Column(String(8), primary_key=True)
    kind = Column(String(8), nullable=False)
    conversation_hash = Column(String(64), nullable=False, index=True)
    value_hash = Column(String(64), nullable=False, unique=True)
    value = Column(LargeBinary, nullable=False)
    created_at = Column(Moment, nullable=False, default=utcnow)
    expires_at = Column(Moment, nullable=False, index=True)


class Erasure(Base):
    """That something was deleted on request, and how much; not whose."""

    __tablename__ = "erasure"

    id = Column(Integer, primary_key=True)
    at = Column(Moment, nullable=False, default=utcnow)
    callbacks = Column(Integer, nullable=False)
    cancelled = Column(Integer, nullable=False)
    vault_entries = Column(Integer, nullable=False)
    applications = Column(Integer, nullable=False, default=0, server_default="0")


class Letter(Base):
    """Something to be handed to a conversation (a reply) or to a caseworker (a notice), until it is."""

    __tablename__ = "letter"
    __table_args__ = (Index("ix_letter_due", "status", "channel", "next_at"),)

    id = Column(Integer, primary_key=True)
    channel = Column(String(32), nullable=False)
    #: Keyed hash of channel and addressee: letters to one addressee keep their order.
    recipient = Column(String(64), nullable=False, index=True)
    conversation = Column(String(200), index=True)
    address = Column(Sealed("letter.address"))
    text = Column(Sealed("letter.text"), nullable=False)
    written_by = Column(String(80), nullable=False)
    callback_id = Column(Integer, ForeignKey("callback.id"))
    #: While set, the same letter again is this one.
    once = Column(String(64), unique=True)
    status = Column(String(16), nullable=False)
    tries = Column(Integer, nullable=False, default=0)
    next_at = Column(Moment, nullable=False)
    reason = Column(String(80))
    created_at = Column(Moment, nullable=False)
    done_at = Column(Moment)


class TranscriptLine(Base):
    """One thing said in a talk, for showing it again; the conversation is only a keyed hash."""

    __tablename__ = "transcript_line"

    id = Column(Integer, primary_key=True)
    conversation_hash = Column(String(64), nullable=False, index=True)
    at = Column(Moment, nullable=False, index=True)
    line = Column(Sealed("transcript.line"), nullable=False)
    #: Set for a letter from the office; no letter stands in a talk twice.
    letter_id = Column(Integer, unique=True)


class Chore(Base):
    """When a regular piece of work was last done, so that one process does it and not each."""

    __tablename__ = "chore"

    name = Column(String(32), primary_key=True)
    done_at = Column(Moment, nullable=False)


class MissRow(Base):
    """A message that was not answered, masked and sealed; nothing tells whose it was."""

    __tablename__ = "miss"

    id = Column(Integer, primary_key=True)
    text_hash = Column(String(64), nullable=False, unique=True)
    text = Column(Sealed("miss.text"), nullable=False)
    reason = Column(String(20), nullable=False)
    times = Column(Integer, nullable=False, default=1)
    understood = Column(String(80), nullable=False)
    confidence = Column(Float, nullable=False)
    status = Column(String(16), nullable=False, default="new", index=True)
    label = Column(String(80))
    note = Column(Sealed("miss.note"))
    first_at = Column(Moment, nullable=False)
    last_at = Column(Moment, nullable=False, index=True)


class ResultRow(Base):
    """An assessment as it was told, for its printable page; found by the hash of a token."""

    __tablename__ = "result"

    id = Column(Integer, primary_key=True)
    token_hash = Column(String(64), nullable=False, unique=True)
    conversation_hash = Column(String(64), nullable=False, index=True)
    body = Column(Sealed("result.body"), nullable=False)
    kb_version = Column(String(80), nullable=False)
    created_at = Column(Moment, nullable=False)
    expires_at = Column(Moment, nullable=False, index=True)
