"""The tables of applications: what was asked for, what came of it, and drafts that wait to go on."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String
from sqlalchemy.orm import relationship

from casework.clock import utcnow
from casework.columns import Moment, Sealed
from casework.models import Base, Contact


class ApplicationRow(Base):
    """One application, from sending it to its end."""

    __tablename__ = "application"
    __table_args__ = (Index("ix_application_queue", "stage", "due_at"),)

    id = Column(Integer, primary_key=True)
    reference = Column(String(9), nullable=False, unique=True)
    version = Column(Integer, nullable=False)
    stage = Column(String(16), nullable=False, index=True)
    #: Of the draft it was sent from: a second sending of the same draft finds this row.
    draft_key = Column(String(64), nullable=False, unique=True)
    #: While it is open: who applies for what. Two open ones for the same person and matter cannot be.
    claim = Column(String(64), unique=True)
    conversation = Column(String(200), index=True)
    door = Column(String(32), nullable=False)
    matter = Column(String(80), nullable=False)
    title = Column(String(80), nullable=False)
    clause = Column(String(16))
    office = Column(String(80), nullable=False, index=True)
    for_whom = Column(String(32), nullable=False)
    agreement = Column(String(16), nullable=False)
    manner = Column(String(80), nullable=False)
    contact_id = Column(Integer, ForeignKey("contact.id", ondelete="SET NULL"))
    name = Column(Sealed("application.name"))
    words = Column(Sealed("application.words"))
    profile = Column(Sealed("application.profile"))
    settled = Column(Sealed("application.settled"))
    assessment = Column(Sealed("application.assessment"))
    told = Column(Sealed("application.told"))
    passphrase = Column(Sealed("application.passphrase"))
    remark = Column(Sealed("application.remark"))
    kb_version = Column(String(80), nullable=False)
    page_token = Column(Sealed("application.page_token"))
    page_hash = Column(String(64), unique=True)
    page_until = Column(Moment, nullable=False)
    claimed_by = Column(String(80))
    wrong_tries = Column(Integer, nullable=False, default=0)
    locked_until = Column(Moment)
    consent_at = Column(Moment)
    due_at = Column(Moment, nullable=False)
    created_at = Column(Moment, nullable=False)
    updated_at = Column(Moment, nullable=False)
    closed_at = Column(Moment)
    erased_at = Column(Moment)

    contact = relationship(Contact, lazy="joined")

    #: Two people on one application: the second to write is told instead of overwriting the first.
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ApplicationEvent(Base):
    """History, append-only (the database refuses changes); holds no words and no numbers of people."""

    __tablename__ = "application_event"

    id = Column(Integer, primary_key=True)
    application_id = Column(Integer, ForeignKey("application.id"), nullable=False, index=True)
    at = Column(Moment, nullable=False, default=utcnow)
    actor = Column(String(80), nullable=False)
    kind = Column(String(32), nullable=False)
    detail = Column(JSON, nullable=False, default=dict)


class ApplicationNote(Base):
    """What a caseworker wrote: a note for colleagues, or a letter to the person."""

    __tablename__ = "application_note"

    id = Column(Integer, primary_key=True)
    application_id = Column(Integer, ForeignKey("application.id"), nullable=False, index=True)
    at = Column(Moment, nullable=False, default=utcnow)
    author = Column(String(40), nullable=False)
    kind = Column(String(16), nullable=False)
    text = Column(Sealed("application_note.text"), nullable=False)


class DraftRow(Base):
    """An application that is not sent yet: found by a short code and a second thing."""

    __tablename__ = "application_draft"

    id = Column(Integer, primary_key=True)
    code = Column(String(6), nullable=False, unique=True)
    draft_key = Column(String(64), nullable=False, unique=True)
    conversation = Column(String(200), index=True)
    body = Column(Sealed("application_draft.body"), nullable=False)
    passphrase = Column(Sealed("application_draft.passphrase"), nullable=False)
    last4 = Column(Sealed("application_draft.last4"))
    wrong_tries = Column(Integer, nullable=False, default=0)
    locked_until = Column(Moment)
    created_at = Column(Moment, nullable=False)
    updated_at = Column(Moment, nullable=False)
    expires_at = Column(Moment, nullable=False, index=True)
