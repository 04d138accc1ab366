"""Put a message that was not answered on the review list; that this fails must harm nobody."""

import logging

from actions.turn import Turn
from casework.misses import note_miss

_LOG = logging.getLogger(__name__)


def missed(turn: Turn, reason: str) -> None:
    """Note the message of this turn; what was typed on a button is no message."""
    if not turn.by_button:
        note(turn.text, reason, turn.ranking)


def note(text: str, reason: str, ranking: list[tuple[str, float]]) -> None:
    """Note a message with what it was taken for."""
    label, likely = ranking[0] if ranking else ("", 0.0)
    try:
        note_miss(text, reason, label, round(float(likely), 3))
    except Exception as failure:  # the list is for us; the person is answered all the same
        _LOG.warning("a miss was not stored: %s", type(failure).__name__)
