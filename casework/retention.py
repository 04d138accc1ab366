"""How long each kind of data is kept, and the purge that takes what has outlived its time.

Each kind is purged in a transaction of its own: one that fails leaves the others done, and all are
tried again the next day. A trial run deletes in the same way and then takes everything back, so that
what it counts is what would go.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from casework import (
    access_log,
    application_drafts,
    applications,
    choices,
    inbox,
    misses,
    outbox,
    peers,
    transcript,
    vault,
)
from casework.clock import utcnow
from casework.db import session_scope
from casework.erasure import erase_row
from casework.metadata import Base
from casework.models import CallbackRow, Chore, Contact, ResultRow
from casework.rows import locked_row
from casework.settings import settings
from casework.wishes import CLOSED

EVERY = timedelta(hours=20)  # between two purges: once a day, also when the clock drifts
_ORPHANED = timedelta(days=1)  # a contact that nothing refers to: not one that is just being stored


@dataclass(frozen=True)
class Kind:
    """One kind of data: its name in Chinese, and what deletes of it what is too old, and counts that.

    `purge` gets the moment that counts as now, and whether it is only a trial.
    """

    title: str
    purge: Callable[[datetime, bool], int]


def purge(dry_run: bool = False, now: datetime | None = None, more: Iterable[Kind] = ()) -> dict[str, int]:
    """Delete what has outlived its time; returns how much of each kind, by its title.

    Args:
        dry_run: count only. now: as if it were that moment. more: kinds kept outside casework.

    Raises:
        Unavailable: the database does not answer; the kinds before that are done.
    """
    moment = now or utcnow()
    return {kind.title: kind.purge(moment, dry_run) for kind in (*_KINDS, *more)}


def purge_if_due(more: Iterable[Kind] = ()) -> dict[str, int] | None:
    """The daily purge: by whichever process comes first, once in `EVERY`; None for all others.

    Raises:
        Unavailable: the database does not answer; it is tried again.
    """
    before = _claim("purge")
    if before is None:
        return None
    try:
        return purge(more=more)
    except Exception:
        with session_scope() as session:  # not done: whoever comes next may try
            session.execute(update(Chore).where(Chore.name == "purge").values(done_at=before))
        raise


def _claim(name: str) -> datetime | None:
    """When it was done before, if it is to be done now and by us; else None."""
    now = utcnow()
    try:
        with session_scope() as session:
            row = session.execute(
                select(Chore).where(Chore.name == name).with_for_update()
            ).scalar_one_or_none()
            if row is None:
                session.add(Chore(name=name, done_at=now))
                return now - EVERY
            before: datetime = row.done_at
            if before > now - EVERY:
                return None
            row.done_at = now
            return before
    except IntegrityError:  # another process made the row at this moment
        return None


def _within(purge_in: Callable[[Session, datetime], int]) -> Callable[[datetime, bool], int]:
    def run(now: datetime, dry_run: bool) -> int:
        with session_scope() as session:
            gone = purge_in(session, now)
            if dry_run:
                session.rollback()
            return gone

    return run


def _closed_callbacks(session: Session, now: datetime) -> int:
    """Who and what goes; that there was one, when, and on which matter stays for the figures."""
    query = select(CallbackRow.id).where(
        CallbackRow.status.in_(CLOSED),
        CallbackRow.erased_at.is_(None),
        CallbackRow.closed_at < now - settings().closed_kept,
    )
    ids = list(session.execute(query.order_by(CallbackRow.id)).scalars())
    for found in ids:
        erase_row(session, locked_row(session, found), by="system")
    return len(ids)


def _contacts(session: Session, now: datetime) -> int:
    """Contacts that no call-back and nothing else refers to any more."""
    references = [
        exists().where(key.parent == Contact.id)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.references(Contact.__table__)
    ]
    old = Contact.created_at < now - _ORPHANED
    orphans = delete(Contact).where(old, ~or_(*references)).execution_options(synchronize_session=False)
    return int(session.execute(orphans).rowcount)


def _results(session: Session, now: datetime) -> int:
    gone = delete(ResultRow).where(ResultRow.expires_at <= now)
    return int(session.execute(gone.execution_options(synchronize_session=False)).rowcount)


_KINDS = (
    Kind("办结的回电（内容和电话）", _within(_closed_callbacks)),
    Kind("没有用处的电话", _within(_contacts)),
    Kind("临时存的号码", _within(vault.purge)),
    Kind("页面上的对话", _within(transcript.purge)),
    Kind("工作人员的信", _within(outbox.purge)),
    Kind("没答上的话", _within(misses.purge)),
    Kind("测算结果页", _within(_results)),
    Kind("聊天软件里说的话", _within(inbox.purge)),
    Kind("聊天软件里的按钮", _within(choices.purge)),
    Kind("聊天软件里的人", _within(peers.purge)),
    Kind("谁看过的记录", _within(access_log.purge)),
    Kind("办结的申请（内容和电话）", _within(applications.purge)),
    Kind("没交的申请草稿", _within(application_drafts.purge)),
)
