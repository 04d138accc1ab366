"""The table of conversations: one sealed row each, rewritten with every turn, in SQLite or PostgreSQL.

A row's size is bounded (see `window`), so the table grows with the number of people and not with what
they say, and a turn costs the same after a million of them.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    insert,
    select,
    text,
    update,
)
from sqlalchemy import delete as delete_from
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import QueuePool
from sqlalchemy.sql import Delete

from casework.db import checkpoint
from casework.rotation import Place
from casework.sealing import keyed_hash, seal, unseal
from casework.settings import ensure_data_dir, settings

_PURGE_EVERY = 3600.0  # seconds
_FILE = "tracker.db"
_BUSY_SECONDS = 5.0
_CREATE_LOCK = 90_215_036  # any number, the same in every process
_ROWS = MetaData()
_TALKS = Table(
    "talks",
    _ROWS,
    Column("talk", String(64), primary_key=True),  # a keyed hash: leads back to nobody's cookie
    Column("version", Integer, nullable=False),
    Column("seen_at", Float, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
)


class Overtaken(RuntimeError):
    """Another process has stored a turn of this conversation since it was read; nothing was written."""


@dataclass(frozen=True)
class Talk:
    """A stored conversation: its text, and the version that the next writer must have seen."""

    version: int
    kept: str


class Talks:
    """Reads and writes conversations. All methods block, and raise SQLAlchemyError when storage fails."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._engine = _engine()
        self._clock = clock
        self._next_purge = 0.0
        with self._engine.begin() as connection:
            if self._engine.dialect.name == "postgresql":  # several processes may start at once
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _CREATE_LOCK})
            _ROWS.create_all(connection)

    def read(self, sender: str) -> Talk | None:
        """The conversation of a sender, None when there is none."""
        name = _name(sender)
        query = select(_TALKS.c.version, _TALKS.c.sealed).where(_TALKS.c.talk == name)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else Talk(row.version, unseal(row.sealed, name))

    def write(self, sender: str, kept: str, seen: int | None) -> int:
        """Store a conversation and return its new version.

        Args:
            seen: the version that was read before, None for a new conversation.

        Raises:
            Overtaken: it is not the newest one any more, or the conversation is not new.
        """
        name, now, version = _name(sender), self._clock(), (seen or 0) + 1
        row = {"version": version, "seen_at": now, "sealed": seal(kept, name)}
        with self._engine.begin() as connection:
            if seen is None:
                try:
                    connection.execute(insert(_TALKS).values(talk=name, **row))
                except IntegrityError as taken:
                    raise Overtaken from taken
            else:
                written = update(_TALKS).where(_TALKS.c.talk == name, _TALKS.c.version == seen).values(**row)
                if connection.execute(written).rowcount != 1:
                    raise Overtaken
            if now >= self._next_purge:
                connection.execute(_outlived(now))
                self._next_purge = now + _PURGE_EVERY
        return version

    def forget(self, sender: str) -> None:
        """Delete a conversation."""
        with self._engine.begin() as connection:
            connection.execute(delete_from(_TALKS).where(_TALKS.c.talk == _name(sender)))
        checkpoint(self._engine)

    def purge(self, now: float, dry_run: bool) -> int:
        """Delete, or only count, the conversations that went silent longer ago than the set time."""
        with self._engine.connect() as connection:
            gone = connection.execute(_outlived(now)).rowcount
            connection.rollback() if dry_run else connection.commit()
        return gone

    def names(self) -> list[str]:
        """The hashes under which conversations are kept."""
        with self._engine.connect() as connection:
            return list(connection.execute(select(_TALKS.c.talk)).scalars())

    def engine(self) -> Engine:
        """The database that the table is in."""
        return self._engine


def sealed_place() -> Place:
    """The sealed column of conversations, for a change of keys."""
    table = Talks()
    return Place(table.engine, _TALKS, "sealed", lambda row: str(row.talk))


def database_file() -> list[Path]:
    """The SQLite file of conversations, for a back-up; empty where they are in PostgreSQL with the rest."""
    return [settings().data_dir / _FILE] if settings().database_url.startswith("sqlite") else []


def _outlived(now: float) -> Delete:
    """Drops conversations that nobody went on with for as long as the browser keeps its cookie."""
    return delete_from(_TALKS).where(_TALKS.c.seen_at < now - settings().talks_kept.total_seconds())


def _name(sender: str) -> str:
    return keyed_hash("talk", sender)


def _engine() -> Engine:
    url = settings().database_url
    if not url.startswith("sqlite"):
        return create_engine(
            url, future=True, hide_parameters=True, pool_pre_ping=True, pool_size=4, max_overflow=4
        )
    # A file of its own: a turn must not wait for call-backs being written, nor they for a turn.
    path = ensure_data_dir() / _FILE
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    made = create_engine(
        f"sqlite:///{path}",
        future=True,
        hide_parameters=True,
        poolclass=QueuePool,
        connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(made, "connect", _prepare_sqlite)
    return made


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """WAL with synchronous=NORMAL: a killed process loses nothing, a power cut at most the last turns."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
