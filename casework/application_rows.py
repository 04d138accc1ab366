"""Between application rows and plain values, inside one transaction."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import passphrases, references
from casework.application_models import ApplicationEvent, ApplicationRow
from casework.application_values import Application, Intake
from casework.clock import utcnow
from casework.offices import office_for
from casework.phones import Phone
from casework.rows import new_contact, phone_hash
from casework.sealing import keyed_hash
from casework.settings import settings
from casework.tokens import new_token, token_hash
from casework.worktime import due

PAGE = "application page"
_SAME_NAME = (
    "stage", "matter", "title", "clause", "office", "door", "conversation", "for_whom", "agreement", "manner",
    "assessment", "kb_version", "page_token", "page_until", "claimed_by", "consent_at", "due_at",
    "created_at", "updated_at", "version",
)  # fmt: skip
#: What tells something about the person, and goes when they ask for it.
PERSONAL = ("name", "words", "profile", "settled", "assessment", "told", "passphrase", "remark", "page_token")


def to_application(row: ApplicationRow, joined: bool = False) -> Application:
    """The row as a plain value; what was erased comes out empty."""
    values: dict[str, Any] = {name: getattr(row, name) for name in _SAME_NAME}
    return Application(
        reference=references.show(row.reference),
        name=row.name or "",
        phone=row.contact.phone if row.contact else None,
        words=row.words or "",
        profile=row.profile or {},
        settled=row.settled or {},
        told=row.told or {},
        passphrase=row.passphrase or "",
        remark=row.remark or "",
        erased=row.erased_at is not None,
        joined=joined,
        **values,
    )


def for_stranger(application: Application) -> Application:
    """What a second conversation may see of an open application: that there is one."""
    return replace(
        application, own=False, conversation=None, name="", phone=None, words="", profile={}, settled={}, assessment=None, told={},
        passphrase="", remark="", page_token=None,
    )  # fmt: skip


def new_row(intake: Intake, phone: Phone | None, claim: str) -> ApplicationRow:
    """A row for an intake, not yet stored."""
    now, office, token = utcnow(), office_for(intake.clause), new_token()
    return ApplicationRow(
        reference=references.new(),
        stage="new",
        draft_key=intake.draft_key,
        claim=claim,
        conversation=intake.conversation,
        door=intake.door,
        matter=intake.matter,
        title=intake.title,
        clause=intake.clause,
        office=office,
        for_whom=intake.for_whom,
        agreement=intake.agreement,
        manner=intake.manner,
        contact=None if phone is None else new_contact(phone),
        name=intake.name,
        words=intake.words,
        profile=intake.profile,
        assessment=intake.assessment,
        told=intake.told,
        passphrase=intake.passphrase or passphrases.draw(),
        kb_version=intake.kb_version,
        page_token=token,
        page_hash=token_hash(PAGE, token),
        page_until=now + settings().application_page_kept,
        wrong_tries=0,
        consent_at=intake.consent_at,
        due_at=due(now, None, office),
        created_at=now,
        updated_at=now,
    )


def claim_of(intake: Intake, phone: Phone | None) -> str:
    """Who applies for what: the same claim twice is the same application."""
    who = phone_hash(phone) if phone else keyed_hash("application conversation", intake.conversation)
    what = intake.words if intake.matter == "own_words" else intake.matter
    return keyed_hash("open application", who, what, intake.for_whom, intake.name)


def locked(session: Session, application_id: int) -> ApplicationRow:
    """The row, which no one else can change until this transaction ends."""
    query = (
        select(ApplicationRow).where(ApplicationRow.id == application_id).with_for_update(of=ApplicationRow)
    )
    return session.execute(query.execution_options(populate_existing=True)).scalar_one()


def note(session: Session, row: ApplicationRow, actor: str, kind: str, **detail: Any) -> None:
    """Add a line to the history; `detail` must hold nothing personal."""
    session.add(ApplicationEvent(application_id=row.id, actor=actor, kind=kind, detail=detail))


def end(row: ApplicationRow, now: datetime) -> None:
    """At its end an application gives up its claim, so that the same may be asked for again."""
    row.stage, row.claim, row.closed_at, row.updated_at = "closed", None, now, now
