"""The policy data in force: kept while the system runs, and replaced by changed files that pass their check."""

import logging
import threading
import time
import weakref
from pathlib import Path

from policy_kb.check import load_checked
from policy_kb.data_files import DataError
from policy_kb.kb import KnowledgeBase, data_root, files

logger = logging.getLogger(__name__)

LOOK_EVERY = 20.0  # seconds; a changed file must be in force within a minute


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
    return tuple((str(p), p.stat().st_mtime_ns, p.stat().st_size) for p in files(root))


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
