"""Put a message that was not answered on the review list; that this fails, or is slow, must harm nobody."""

import logging
import queue
import threading

from actions.turn import Turn
from casework.misses import note_miss

_LOG = logging.getLogger(__name__)
_WAITING: "queue.Queue[tuple[str, str, str, float]]" = queue.Queue(maxsize=500)
_GUARD = threading.Lock()
_writer: threading.Thread | None = None


def missed(turn: Turn, reason: str) -> None:
    """Note the message of this turn; what was typed on a button is no message."""
    if not turn.by_button:
        note(turn.text, reason, turn.ranking)


def note(text: str, reason: str, ranking: list[tuple[str, float]]) -> None:
    """Note a message with what it was taken for; returns at once, a thread writes."""
    label, likely = ranking[0] if ranking else ("", 0.0)
    try:
        _WAITING.put_nowait((text, reason, label, round(float(likely), 3)))
        _start()
    except Exception as failure:  # the list is for us; the person is answered all the same
        _lost(failure)


def settle() -> None:
    """Wait until all that was noted is written (for tests)."""
    _WAITING.join()


def _start() -> None:
    """One writer; it ends with the process, and what it had not written then is lost."""
    global _writer
    with _GUARD:
        if _writer is None or not _writer.is_alive():
            _writer = threading.Thread(target=_write, name="misses", daemon=True)
            _writer.start()


def _write() -> None:
    while True:
        waiting = _WAITING.get()
        try:
            note_miss(*waiting)
        except Exception as failure:
            _lost(failure)
        finally:
            _WAITING.task_done()


def _lost(failure: Exception) -> None:
    _LOG.warning("a miss was not stored: %s", type(failure).__name__)
