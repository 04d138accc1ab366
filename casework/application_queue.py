"""Applications as the desk sees them: the queue page by page, and one with everything about it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from casework import references
from casework.accounts import Account
from casework.application_models import ApplicationEvent, ApplicationNote, ApplicationRow
from casework.application_rows import locked, to_application
from casework.application_values import STAGES, Application
from casework.clock import utcnow
from casework.db import session_scope
from casework.errors import NoApplication
from casework.models import Contact
from casework.sight import check_sight, visible_to
from casework.wishes import Event, manner_words

PAGE = 30  # applications on one page
_COLUMNS = (
    ApplicationRow.reference, ApplicationRow.stage, ApplicationRow.title, ApplicationRow.office,
    ApplicationRow.for_whom, ApplicationRow.manner, ApplicationRow.claimed_by, ApplicationRow.due_at,
    ApplicationRow.created_at, Contact.last4,
)  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """One line of the queue: nothing in it had to be opened."""

    reference: str
    stage: str
    title: str
    office: str
    for_whom: str
    manner: str
    claimed_by: str | None
    due_at: datetime
    created_at: datetime
    last4: str | None

    @property
    def overdue(self) -> bool:
        """Whether nobody has looked at it in time."""
        return self.stage == "new" and self.due_at < utcnow()

    @property
    def manner_text(self) -> str:
        """How to reach them, in plain Chinese."""
        return manner_words(self.manner)


@dataclass(frozen=True)
class Written:
    """What a caseworker wrote. `kind`: note or reply."""

    at: datetime
    author: str
    kind: str
    text: str


@dataclass(frozen=True)
class ApplicationCase:
    """An application at the desk, with its history and what was written about it."""

    application: Application
    written: tuple[Written, ...]
    events: tuple[Event, ...]


def queue(account: Account, stage: str = "open", page: int = 1) -> tuple[list[Listed], int]:
    """One page, those nobody has looked at first, and how many there are in all.

    Args:
        stage: one of `STAGES`, `open` for all that are not at their end, or `mine`.
    """
    wanted = [visible_to(account, ApplicationRow), _of(account, stage)]
    query = (
        select(*_COLUMNS)
        .outerjoin(Contact, Contact.id == ApplicationRow.contact_id)
        .where(*wanted)
        .order_by(
            case((ApplicationRow.stage == "closed", 2), (ApplicationRow.stage == "new", 0), else_=1),
            ApplicationRow.due_at,
            ApplicationRow.id,
        )
        .limit(PAGE)
        .offset((max(page, 1) - 1) * PAGE)
    )
    with session_scope(read_only=True) as session:
        total = session.execute(select(func.count()).select_from(ApplicationRow).where(*wanted)).scalar_one()
        rows = session.execute(query).all()
    return [Listed(references.show(row[0]), *row[1:]) for row in rows], int(total)


def counts(account: Account) -> dict[str, int]:
    """How many applications `queue` would show for each of its stages."""
    query = (
        select(ApplicationRow.stage, func.count())
        .where(visible_to(account, ApplicationRow))
        .group_by(ApplicationRow.stage)
    )
    mine = select(func.count()).select_from(ApplicationRow)
    with session_scope(read_only=True) as session:
        found = dict(session.execute(query).all())
        own = session.execute(mine.where(_of(account, "mine"))).scalar_one()
    by_stage = {stage: int(found.get(stage, 0)) for stage in STAGES}
    return {
        "open": sum(n for stage, n in by_stage.items() if stage != "closed"),
        "mine": int(own),
        **by_stage,
    }


def read(account: Account, reference: str) -> ApplicationCase:
    """One application, for somebody who may see it.

    Raises:
        NoApplication, InvalidReference. Forbidden: it belongs to another office.
    """
    with session_scope(read_only=True) as session:
        row = find_row(session, account, reference)
        own = ApplicationNote.application_id == row.id
        notes = session.execute(select(ApplicationNote).where(own).order_by(ApplicationNote.id)).scalars()
        happened = select(ApplicationEvent).where(ApplicationEvent.application_id == row.id)
        events = session.execute(happened.order_by(ApplicationEvent.id)).scalars()
        return ApplicationCase(
            to_application(row),
            tuple(Written(n.at, n.author, n.kind, n.text) for n in notes),
            tuple(Event(e.at, e.actor, e.kind, e.detail) for e in events),
        )


def state_of(account: Account, reference: str) -> tuple[int, str]:
    """The version of an application, and the account that changed it last; raises as `read`."""
    with session_scope(read_only=True) as session:
        row = find_row(session, account, reference)
        last = (
            select(ApplicationEvent.actor)
            .where(ApplicationEvent.application_id == row.id)
            .order_by(ApplicationEvent.id.desc())
            .limit(1)
        )
        return int(row.version), session.execute(last).scalar() or ""


def exists(account: Account, reference: str) -> bool:
    """Whether a reference (nine digits) is an application that `account` sees."""
    seen = (ApplicationRow.reference == reference) & visible_to(account, ApplicationRow)
    with session_scope(read_only=True) as session:
        return session.execute(select(ApplicationRow.id).where(seen)).first() is not None


def find_row(session: Session, account: Account, reference: str, lock: bool = False) -> ApplicationRow:
    """The row of an application, which nobody else can change meanwhile if `lock`; raises as `read`."""
    query = select(ApplicationRow).where(ApplicationRow.reference == references.parse(reference))
    row = session.execute(query).scalar_one_or_none()
    if row is None:
        raise NoApplication
    check_sight(account, row)
    return locked(session, row.id) if lock else row


def _of(account: Account, stage: str) -> ColumnElement[bool]:
    if stage == "mine":
        return (ApplicationRow.claimed_by == account.name) & (ApplicationRow.stage != "closed")
    return ApplicationRow.stage == stage if stage in STAGES else ApplicationRow.stage != "closed"
