"""Who read or exported personal data. The log is only added to; the database refuses changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from casework.clock import utcnow
from casework.db import session_scope
from casework.desk_models import AccessRow
from casework.settings import settings

#: What is logged, and how it is shown.
ACTIONS = {
    "login": "登录",
    "login_failed": "登录没成功",
    "logout": "退出",
    "viewed": "看了登记",
    "searched": "按号码后四位查找",
    "exported": "导出",
    "account": "改了账号",
}


@dataclass(frozen=True)
class Access:
    """One line of the log."""

    at: datetime
    actor: str
    action: str
    subject: str
    detail: dict[str, Any]

    @property
    def action_text(self) -> str:
        """What was done, in plain Chinese."""
        return ACTIONS[self.action]


def record(actor: str, action: str, subject: str = "", **detail: Any) -> None:
    """Add a line; `subject` (a reference, a file name) and `detail` hold nothing personal.

    Raises:
        Unavailable: the line could not be kept; then what it is about must not be shown either.
    """
    if action not in ACTIONS:
        raise ValueError(f"unknown action {action!r}")
    with session_scope() as session:
        session.add(AccessRow(at=utcnow(), actor=actor[:80], action=action, subject=subject, detail=detail))


def entries(
    actor: str | None = None,
    action: str | None = None,
    subject: str | None = None,
    page: int = 1,
    size: int = 50,
) -> tuple[list[Access], int]:
    """One page of the log, newest first, and how many lines there are in all."""
    query = select(AccessRow)
    for column, wanted in (
        (AccessRow.actor, actor),
        (AccessRow.action, action),
        (AccessRow.subject, subject),
    ):
        if wanted:
            query = query.where(column == wanted)
    with session_scope(read_only=True) as session:
        total = session.execute(select(func.count()).select_from(query.subquery())).scalar_one()
        rows = session.execute(query.order_by(AccessRow.id.desc()).limit(size).offset((page - 1) * size))
        return [Access(r.at, r.actor, r.action, r.subject, r.detail) for r in rows.scalars()], int(total)


def purge(session: Session, now: datetime) -> int:
    """Delete lines that have outlived their time, inside the caller's transaction; returns how many."""
    # A trial with a later `now` must not touch what the database refuses to part with.
    before = min(now, utcnow()) - settings().access_kept
    gone = delete(AccessRow).where(AccessRow.at < before)
    return int(session.execute(gone.execution_options(synchronize_session=False)).rowcount)
