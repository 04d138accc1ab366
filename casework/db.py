"""The database: one engine per address and process, short transactions, schema brought up to date."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from casework.errors import NewerSchema, Unavailable, UnknownSchema
from casework.settings import ensure_data_dir, settings

_BUSY_MS = 15_000
_UPGRADE_LOCK = 90_215_035  # any number, the same in every process
_engines: dict[tuple[str, int], Engine] = {}
_guard = threading.RLock()


def engine() -> Engine:
    """The engine of the set database, its schema brought up to date at the first call in this process."""
    key = (settings().database_url, os.getpid())  # a connection must not be shared across a fork
    with _guard:
        if key not in _engines:
            made = _make(key[0])
            _upgrade(made)
            _engines[key] = made
        return _engines[key]


@contextmanager
def session_scope(read_only: bool = False) -> Iterator[Session]:
    """One transaction: committed at the end, rolled back by any exception.

    A writing one takes SQLite's write lock at once, so that what it reads stays true until it writes.

    Raises:
        Unavailable: the database does not answer.
    """
    try:
        bind = engine().execution_options(read_only=True) if read_only else engine()
        with Session(bind, future=True, expire_on_commit=False) as session, session.begin():
            yield session
    except (OperationalError, PoolTimeout) as failure:
        raise Unavailable from failure


def upgrade() -> None:
    """Bring the schema to the newest version; several processes may do so at once."""
    with _guard:
        _upgrade(engine())


def migrate(target: str = "head") -> tuple[str, str]:
    """Bring the schema to a version, newer or older, and return the version before and after ("" for none).

    Going back drops what only the newer versions keep. Nothing may run meanwhile: whatever opens the database
    brings it to its own newest version again.

    Raises:
        NewerSchema: a later release made this database. UnknownSchema: there is no such version.
        Unavailable: the database does not answer.
    """
    made = _make(settings().database_url)
    try:
        with _migrating(made) as connection:
            before = _revision(connection)
            _run_alembic(connection, target)
            return before, _revision(connection)
    except OperationalError as failure:
        raise Unavailable from failure
    finally:
        made.dispose()


def newer_than(target: str) -> list[tuple[str, str]]:
    """The versions above `target` that this release knows, newest first, each with what it brought.

    Raises:
        UnknownSchema: there is no such version.
    """
    scripts = ScriptDirectory.from_config(_config())
    try:
        newer = [one for one in scripts.walk_revisions(target, "head") if one.revision != target]
    except CommandError as error:
        raise UnknownSchema(target) from error
    return [(one.revision, one.doc) for one in newer]


def checkpoint(made: Engine | None = None) -> None:
    """Empty SQLite's log of changes, in which what was just deleted would stand for a while.

    As far as nobody reads at this moment; what is left goes with a later one. PostgreSQL's log is emptied
    by its server in its own time.
    """
    made = made or engine()
    if made.dialect.name != "sqlite":
        return
    raw = made.raw_connection()
    cursor = raw.cursor()
    (patience,) = cursor.execute("PRAGMA busy_timeout").fetchone()
    try:
        cursor.execute("PRAGMA busy_timeout=500")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        cursor.execute(f"PRAGMA busy_timeout={patience}")
        raw.close()


def dispose() -> None:
    """Close all connections of this process (at shutdown, or when tests change the address)."""
    with _guard:
        for made in _engines.values():
            made.dispose()
        _engines.clear()


def _make(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(
            url, future=True, hide_parameters=True, pool_pre_ping=True, pool_size=5, max_overflow=15
        )
    _make_private(Path(make_url(url).database or ""))
    made = create_engine(
        url,
        future=True,
        hide_parameters=True,
        # Kept open: whoever closes the last connection has SQLite write its whole log back, at every turn.
        poolclass=QueuePool,
        max_overflow=-1,
        connect_args={"timeout": _BUSY_MS / 1000, "check_same_thread": False},
    )
    event.listen(made, "connect", _prepare_sqlite)
    event.listen(made, "begin", _begin_sqlite)
    return made


def _make_private(path: Path) -> None:
    """Make the file readable for its owner only, before SQLite makes it readable for all."""
    ensure_data_dir()
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # else the driver, not SQLAlchemy, decides when to begin
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={_BUSY_MS}", "foreign_keys=ON", "secure_delete=ON", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("read_only")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _upgrade(made: Engine) -> None:
    with _migrating(made) as connection:
        _run_alembic(connection, "head")


@contextmanager
def _migrating(made: Engine) -> Iterator[Connection]:
    """A transaction that no other process migrates beside."""
    if made.dialect.name == "sqlite":
        with _file_lock():
            _use_wal(made)
            with made.begin() as connection:
                yield connection
        return
    with made.begin() as connection:  # the lock ends with the transaction
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _UPGRADE_LOCK})
        yield connection


def _use_wal(made: Engine) -> None:
    """Readers must not wait for writers; the mode stays in the file, and cannot change in a transaction."""
    raw = made.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()


def _run_alembic(connection: Connection, target: str) -> None:
    config = _config()
    newest_first = [one.revision for one in ScriptDirectory.from_config(config).walk_revisions()]
    present = _revision(connection)
    if present and present not in newest_first:
        raise NewerSchema(present, newest_first[0])
    if target != "head" and target not in newest_first:
        raise UnknownSchema(target)
    config.attributes["connection"] = connection
    back = target != "head" and bool(present) and newest_first.index(present) < newest_first.index(target)
    (command.downgrade if back else command.upgrade)(config, target)


def _revision(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ""


def _config() -> Config:
    return Config(str(Path(__file__).with_name("alembic.ini")))


@contextmanager
def _file_lock() -> Iterator[None]:
    with open(ensure_data_dir() / "upgrade.lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
