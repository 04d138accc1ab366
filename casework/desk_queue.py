"""The queue of the desk: what waits, due first, page by page; nothing sealed is opened for it."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.sql import ColumnElement, Select

from casework import references
from casework.accounts import Account
from casework.clock import local, utcnow
from casework.db import session_scope
from casework.digits import digit
from casework.errors import InvalidPhone, InvalidSearch
from casework.models import CallbackRow, Contact
from casework.offices import shared_by
from casework.phones import parse as parse_phone
from casework.rows import phone_hash
from casework.sight import visible_to
from casework.wishes import CLOSED, MANNERS, STATUSES

PAGE = 30  # cases on one page
#: What the queue can be narrowed to beside a single status.
STATES = ("open", "overdue", "today", "closed", *STATUSES)
_COLUMNS = (
    CallbackRow.reference, CallbackRow.status, CallbackRow.topic, CallbackRow.office, CallbackRow.for_whom,
    CallbackRow.manner, CallbackRow.when_from, CallbackRow.due_at, CallbackRow.claimed_by, CallbackRow.tries,
    CallbackRow.created_at, CallbackRow.closed_at, Contact.last4,
)  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """What to show; an empty value does not narrow. `mine`: `1` for the cases I have, `0` nobody's."""

    state: str = "open"
    office: str = ""
    topic: str = ""
    manner: str = ""
    mine: str = ""

    @classmethod
    def read(cls, given: dict[str, str]) -> "Filters":
        """From names and values; unknown names and states fall back to the default."""
        known = {field.name: given[field.name] for field in fields(cls) if given.get(field.name)}
        if known.get("state") not in STATES:
            known.pop("state", None)
        return cls(**known)

    def plain(self) -> dict[str, str]:
        """Names and values of what narrows."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True)
class QueueItem:
    """One line of the queue."""

    reference: str
    status: str
    topic: str
    office: str
    for_whom: str
    manner: str
    when_from: datetime | None
    due_at: datetime
    claimed_by: str | None
    tries: int
    created_at: datetime
    closed_at: datetime | None
    last4: str | None
    overdue: bool

    @property
    def manner_text(self) -> str:
        """How to reach them, in plain Chinese."""
        return "、".join(MANNERS[part] for part in self.manner.split(","))


def queue(account: Account, wanted: Filters, page: int = 1) -> tuple[list[QueueItem], int]:
    """One page of the cases that `account` sees and the filters leave, and how many there are in all.

    Open ones by due time, closed ones the newest first.
    """
    now = utcnow()
    query = _seen(account).where(*_conditions(account, wanted, now))
    closed = wanted.state in ("closed", *CLOSED)
    order = (CallbackRow.closed_at.desc(),) if closed else (CallbackRow.due_at,)
    with session_scope(read_only=True) as session:
        total = session.execute(select(func.count()).select_from(query.subquery())).scalar_one()
        rows = session.execute(query.order_by(*order, CallbackRow.id).limit(PAGE).offset((page - 1) * PAGE))
        return [_item(row, now) for row in rows], int(total)


def counts(account: Account) -> dict[str, int]:
    """How many cases wait: open, overdue, due today, new, mine; of those that `account` sees."""
    now = utcnow()
    wanted = {
        "open": Filters(),
        "overdue": Filters(state="overdue"),
        "today": Filters(state="today"),
        "new": Filters(state="new"),
        "mine": Filters(mine="1"),
    }
    sums = [_sum(_conditions(account, one, now)).label(name) for name, one in wanted.items()]
    with session_scope(read_only=True) as session:
        row = session.execute(select(*sums).where(visible_to(account))).one()
    return {name: int(getattr(row, name) or 0) for name in wanted}


def topics_in_use(account: Account) -> list[str]:
    """Topics of the cases that `account` sees, for the filter."""
    query = select(CallbackRow.topic).where(visible_to(account)).distinct()
    with session_scope(read_only=True) as session:
        return list(session.execute(query).scalars())


def search(account: Account, text: str) -> list[QueueItem]:
    """Cases by what a caller says: a reference, the last four digits of a number, or a whole number.

    Raises:
        InvalidSearch: neither of these.
    """
    now = utcnow()
    query = _seen(account).where(_meant(text)).order_by(CallbackRow.id.desc()).limit(PAGE)
    with session_scope(read_only=True) as session:
        return [_item(row, now) for row in session.execute(query)]


def _meant(text: str) -> ColumnElement[bool]:
    found = references.search(text)
    if found is not None:
        return CallbackRow.reference == found
    digits = "".join(value for value in map(digit, text) if value is not None)
    if len(digits) == 4:
        return Contact.last4 == digits
    try:
        return Contact.phone_hash == phone_hash(parse_phone(text))
    except InvalidPhone as neither:
        raise InvalidSearch from neither


def _seen(account: Account) -> Select:
    return select(*_COLUMNS).join(CallbackRow.contact, isouter=True).where(visible_to(account))


def _conditions(account: Account, wanted: Filters, now: datetime) -> list[ColumnElement[bool]]:
    narrowed = [_state(wanted.state, now), CallbackRow.erased_at.is_(None)]
    if wanted.office:
        narrowed.append(CallbackRow.office.in_(shared_by(wanted.office)))
    if wanted.topic:
        narrowed.append(CallbackRow.topic == wanted.topic)
    if wanted.manner:
        kept = CallbackRow.manner
        narrowed.append(or_(kept == wanted.manner, *(kept.like(way) for way in _among(wanted.manner))))
    if wanted.mine:
        own = CallbackRow.claimed_by == account.name
        narrowed.append(own if wanted.mine == "1" else CallbackRow.claimed_by.is_(None))
    return narrowed


def _among(manner: str) -> tuple[str, ...]:
    """Several manners stand in one column, joined by a comma."""
    name = manner if manner in MANNERS else "-"
    return f"{name},%", f"%,{name}", f"%,{name},%"


def _state(state: str, now: datetime) -> ColumnElement[bool]:
    still_open = CallbackRow.status.not_in(CLOSED)
    if state == "open":
        return still_open
    if state == "overdue":
        return still_open & (CallbackRow.due_at < now)
    if state == "today":
        midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        return still_open & (CallbackRow.due_at < midnight)
    if state == "closed":
        return CallbackRow.status.in_(CLOSED)
    return CallbackRow.status == state


def _sum(conditions: list[ColumnElement[bool]]) -> Any:
    together = conditions[0]
    for one in conditions[1:]:
        together = together & one
    return func.sum(case((together, 1), else_=0))


def _item(row: Any, now: datetime) -> QueueItem:
    values = dict(row._mapping)
    values["reference"] = references.show(values["reference"])
    return QueueItem(**values, overdue=row.status not in CLOSED and row.due_at < now)
