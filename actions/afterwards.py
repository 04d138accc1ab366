"""Work that the person must not wait for: one thread does it in order; that it fails, or is slow, harms nobody."""

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any

_LOG = logging.getLogger(__name__)
_WAITING: "queue.Queue[tuple[Callable[..., Any], tuple[Any, ...]]]" = queue.Queue(maxsize=500)
_GUARD = threading.Lock()
_worker: threading.Thread | None = None


def afterwards(work: Callable[..., Any], *arguments: Any) -> None:
    """Have it done soon; returns at once. It ends with the process, and what was not done then is lost."""
    try:
        _WAITING.put_nowait((work, arguments))
        _start()
    except Exception as failure:
        _lost(work, failure)


def settle() -> None:
    """Wait until all of it is done (for tests)."""
    _WAITING.join()


def _start() -> None:
    global _worker
    with _GUARD:
        if _worker is None or not _worker.is_alive():
            _worker = threading.Thread(target=_do, name="afterwards", daemon=True)
            _worker.start()


def _do() -> None:
    while True:
        work, arguments = _WAITING.get()
        try:
            work(*arguments)
        except Exception as failure:
            _lost(work, failure)
        finally:
            _WAITING.task_done()


def _lost(work: Callable[..., Any], failure: Exception) -> None:
    _LOG.warning("%s was not done: %s", work.__name__, type(failure).__name__)
