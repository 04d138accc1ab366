"""Logs of the processes, without what people said.

Rasa and its libraries print messages and whole conversations when something breaks. Our own code
logs in English, so whatever is Chinese, or a long number, came from a person and is left out.
"""

import logging
import re
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

LONGEST = 400  # characters kept of a line
LARGEST = 5_000_000  # bytes of a file before it is put aside
_HAN = re.compile(r"(?:[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]|\\u[0-9a-fA-F]{4})+")
_NUMBER = re.compile(r"(?<![\d-])(?!\d{4}-\d\d-\d\d\D)\d[\d -]{6,}\d")  # dates stay


def scrub(line: str) -> str:
    """Return a line of a log, cut and without Chinese text and long numbers."""
    return _NUMBER.sub("#", _HAN.sub("…", line[: LONGEST * 2]))[:LONGEST].rstrip()


class Scrubbed:
    """A rotating file, for its owner only, that takes what a process prints; remembers the last lines."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        self.path = path
        self.last: deque[str] = deque(maxlen=15)
        self._file = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=3, encoding="utf-8")

    def pump(self, stream: IO[bytes]) -> None:
        """Copy a process's output until it ends; a full disk must not stop the process."""
        with stream:
            for raw in iter(lambda: stream.readline(65536), b""):
                line = scrub(raw.decode("utf-8", "replace"))
                if not line:
                    continue
                self.last.append(line)
                self._file.handle(logging.makeLogRecord({"msg": line}))

    def close(self) -> None:
        """Close the file."""
        self._file.close()
