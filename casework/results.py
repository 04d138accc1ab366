"""Results of assessments as they were told: sealed, found by an unguessable token, gone after their time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework.clock import utcnow
from casework.db import session_scope
from casework.models import ResultRow
from casework.sealing import keyed_hash
from casework.settings import settings
from casework.tokens import new_token, token_hash

_PURPOSE = "result"
_MOST = 20  # results kept of one conversation; the oldest go first


@dataclass(frozen=True)
class KeptResult:
    """A result as it was told: `told` is its plain data, `profile` the facts it rests on."""

    told: dict[str, Any]
    profile: dict[str, Any]
    kb_version: str
    created_at: datetime
    expires_at: datetime


def keep_result(conversation: str, profile: dict[str, Any], told: dict[str, Any], kb_version: str) -> str:
    """Keep a result for the set time (`YIZHU_RESULT_DAYS`) and return the token of its page.

    Raises:
        Unavailable: the database does not answer.
    """
    token, now = new_token(), utcnow()
    with session_scope() as session:
        session.execute(delete(ResultRow).where(ResultRow.expires_at <= now))
        _make_room(session, _owner(conversation))
        session.add(
            ResultRow(
                token_hash=token_hash(_PURPOSE, token),
                conversation_hash=_owner(conversation),
                body={"told": told, "profile": profile},
                kb_version=kb_version,
                created_at=now,
                expires_at=now + settings().results_kept,
            )
        )
    return token


def find_result(token: str, now: datetime | None = None) -> KeptResult | None:
    """The result of a token; None if there is none, or its time is over.

    Raises:
        Unavailable: the database does not answer.
    """
    query = select(ResultRow).where(ResultRow.token_hash == token_hash(_PURPOSE, token))
    with session_scope(read_only=True) as session:
        row = session.execute(query).scalar_one_or_none()
        if row is None or row.expires_at <= (now or utcnow()):
            return None
        body = row.body
        return KeptResult(body["told"], body["profile"], row.kb_version, row.created_at, row.expires_at)


def forget_results(session: Session, conversation: str) -> int:
    """Delete all of one conversation, inside the caller's transaction; returns how many."""
    gone = session.execute(delete(ResultRow).where(ResultRow.conversation_hash == _owner(conversation)))
    return int(gone.rowcount)


def _make_room(session: Session, owner: str) -> None:
    own = select(ResultRow.id).where(ResultRow.conversation_hash == owner).order_by(ResultRow.id.desc())
    old = list(session.execute(own.offset(_MOST - 1)).scalars())
    if old:
        session.execute(delete(ResultRow).where(ResultRow.id.in_(old)))


def _owner(conversation: str) -> str:
    return keyed_hash("result conversation", conversation)
