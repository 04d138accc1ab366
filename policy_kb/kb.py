"""The knowledge base as one object, read from data files and kept fresh while the system runs."""

import hashlib
import logging
import os
import threading
import time
import weakref
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from policy_kb.benefits import load_benefits
from policy_kb.clauses import Part, by_id, cut
from policy_kb.data_files import DataError
from policy_kb.facts import load_facts
from policy_kb.glossary import load_glossary
from policy_kb.grants import load_no_benefit
from policy_kb.parameters import Parameters, load_parameters
from policy_kb.readings import load_readings
from policy_kb.topics import Topic, load_topics

logger = logging.getLogger(__name__)

ROOT = Path(__file__).parent
SOURCE = "source/yzf-2022-35.txt"
_DATA = (
    "*.yml",
    "topics/*.yml",
    "benefits/*.yml",
    "additions/*.yml",
    "words/*.j2",
    "words/*.yml",
    "source/*.txt",
)
LOOK_EVERY = 20.0  # seconds; a changed file must be in force within a minute


@dataclass(frozen=True)
class KnowledgeBase:
    """All that the policy says, at one version of the data files."""

    root: Path
    version: str
    source: str
    parts: list[Part]
    parameters: Parameters
    readings: Any
    facts: Any
    benefits: Any
    topics: dict[str, Topic]
    words: dict[str, str]
    glossary: dict[str, str]
    no_benefit: dict[str, dict[str, list[str]]]

    @cached_property
    def clauses(self) -> dict[str, Part]:
        """Citable parts of the text by id: 1, 2 …, general, goals, scope, validity, closing."""
        return by_id(self.parts)

    def __hash__(self) -> int:
        return hash((self.root, self.version))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KnowledgeBase) and (self.root, self.version) == (other.root, other.version)

    @classmethod
    def load(cls, root: Path | None = None) -> "KnowledgeBase":
        """Read the data files below `root` (default: those of this package).

        Raises:
            DataError: a file is missing or wrong; the message says where.
        """
        try:
            return cls._read(root or data_root())
        except DataError:
            raise
        except (ValueError, LookupError, TypeError, AttributeError, OSError) as error:
            raise DataError(str(error)) from error

    @classmethod
    def _read(cls, root: Path) -> "KnowledgeBase":
        source = (root / SOURCE).read_text(encoding="utf-8")
        return cls(
            root=root,
            version=version_of(root),
            source=source,
            parts=cut(source),
            parameters=load_parameters(root),
            readings=load_readings(root),
            facts=load_facts(root),
            benefits=load_benefits(root),
            topics=load_topics(root),
            words={p.name: p.read_text(encoding="utf-8") for p in sorted((root / "words").glob("*.j2"))},
            glossary=load_glossary(root),
            no_benefit=load_no_benefit(root),
        )


def data_root() -> Path:
    """The folder of the data in force: `YIZHU_KB`, else the one of the package."""
    return Path(os.environ.get("YIZHU_KB", ROOT))


def version_of(root: Path) -> str:
    """A short hash of every data file: two knowledge bases of one version say the same."""
    digest = hashlib.sha256()
    for path in _files(root):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _files(root: Path) -> list[Path]:
    return sorted(path for pattern in _DATA for path in root.glob(pattern))


class _Fresh:
    """Holds the knowledge base in force; takes up changed files only once they pass the check.

    A thread looks, so that no message waits for the check; it ends with its holder.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: KnowledgeBase | None = None
        self._seen: tuple = ()
        self._watcher: threading.Thread | None = None
        self.refused: str | None = None

    def get(self) -> KnowledgeBase:
        with self._lock:
            if self._held is None:
                # First: what changes while it is read is seen at the next look.
                self._seen = _stamp(data_root())
                self._held = KnowledgeBase.load()
            if self._watcher is None or not self._watcher.is_alive():  # none yet, or lost in a fork
                self._watcher = threading.Thread(target=_watch, args=(weakref.ref(self),), daemon=True)
                self._watcher.start()
            return self._held

    def look(self) -> None:
        """Take up changed files, or say why not."""
        held = self._held
        if held is None or (now := _stamp(held.root)) == self._seen:
            return
        from policy_kb.check import load_checked  # the check imports this module

        fresh, problems = load_checked(held.root)
        if _stamp(held.root) != now:
            return  # still being written: the next look reads it whole
        self._seen = now
        if fresh is None or problems:
            self.refused = str(problems[0])
            logger.error("政策数据没有通过检查，仍用原来的版本 %s：%s", held.version, self.refused)
            return
        self._held, self.refused = fresh, None
        logger.info("政策数据已更新为版本 %s", fresh.version)


def _stamp(root: Path) -> tuple:
    return tuple((str(p), p.stat().st_mtime_ns, p.stat().st_size) for p in _files(root))


def _watch(holder: "weakref.ref[_Fresh]") -> None:
    while True:
        time.sleep(LOOK_EVERY)
        fresh = holder()
        if fresh is None:
            return
        try:
            fresh.look()
        except Exception:  # a file that went away between two steps: the next look sees what is there then
            logger.exception("政策数据没有看成，过一会儿再看")
        del fresh


_fresh = _Fresh()


def current() -> KnowledgeBase:
    """The knowledge base in force now; a changed set that passes its check is taken up within a minute."""
    return _fresh.get()


def refused() -> str | None:
    """Why changed files were not taken up, in words an office can act on; None when all is in force."""
    try:
        _fresh.get()
    except (DataError, OSError) as error:  # OSError: a file went away while the folder was looked at
        return f"政策数据读不进来：{error}"
    return _fresh.refused
