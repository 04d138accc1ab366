"""The talk so far, for showing the page again: encrypted, deletable, gone after two days."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

KEPT_SECONDS = 2 * 24 * 3600
SHOWN = 80  # the newest lines of a talk that a page shows
_SCHEMA = """
CREATE TABLE IF NOT EXISTS line (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation TEXT NOT NULL,
    at REAL NOT NULL,
    sealed BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS line_conversation ON line (conversation, number);
CREATE INDEX IF NOT EXISTS line_at ON line (at);
PRAGMA journal_mode = WAL;
"""


@dataclass(frozen=True)
class Line:
    """One thing said. `mine`: by the person. Buttons are (title, sealed value), links (title, path) pairs."""

    mine: bool
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()


class Transcript:
    """Lines of all conversations in one SQLite file; `name` makes the stored key of a conversation."""

    def __init__(
        self, path: Path, fernet: Fernet, name: Callable[[str], str], clock: Callable[[], float] = time.time
    ) -> None:
        self._path = path
        self._fernet = fernet
        self._name = name
        self._clock = clock
        self._next_purge = 0.0
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as database:
            database.executescript(_SCHEMA)
        path.chmod(0o600)

    def add(self, conversation: str, lines: list[Line]) -> None:
        """Append lines. Raise sqlite3.Error when the disk is full or the file is locked."""
        now = self._clock()
        rows = [(self._name(conversation), now, self._seal(line)) for line in lines]
        with self._open() as database:
            database.executemany("INSERT INTO line (conversation, at, sealed) VALUES (?, ?, ?)", rows)
            if now >= self._next_purge:
                database.execute("DELETE FROM line WHERE at < ?", (now - KEPT_SECONDS,))
                self._next_purge = now + 600

    def of(self, conversation: str) -> list[Line]:
        """The newest lines of a conversation, oldest first, none older than two days."""
        with self._open() as database:
            rows = database.execute(
                "SELECT sealed FROM line WHERE conversation = ? AND at >= ? ORDER BY number DESC LIMIT ?",
                (self._name(conversation), self._clock() - KEPT_SECONDS, SHOWN),
            ).fetchall()
        lines = (self._unseal(sealed) for (sealed,) in reversed(rows))
        return [line for line in lines if line is not None]

    def forget(self, conversation: str) -> None:
        """Delete everything said in a conversation."""
        with self._open() as database:
            database.execute("PRAGMA secure_delete = ON")
            database.execute("DELETE FROM line WHERE conversation = ?", (self._name(conversation),))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        database = sqlite3.connect(self._path, timeout=2.0)
        try:
            with database:
                yield database
        finally:
            database.close()

    def _seal(self, line: Line) -> bytes:
        return self._fernet.encrypt(json.dumps(asdict(line), ensure_ascii=False).encode())

    def _unseal(self, sealed: bytes) -> Line | None:
        try:
            kept: dict[str, Any] = json.loads(self._fernet.decrypt(sealed))
        except InvalidToken:
            return None  # written under a key that was replaced since
        return Line(kept["mine"], kept["text"], _pairs(kept["buttons"]), _pairs(kept.get("links", [])))


def _pairs(held: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((title, value) for title, value in held)
