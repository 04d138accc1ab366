"""What is noted of a turn for the office: a message that was not answered, a topic that was asked after."""

from actions.afterwards import afterwards
from actions.turn import Turn
from casework import tally
from casework.misses import note_miss


def missed(turn: Turn, reason: str) -> None:
    """Note the message of this turn; what was typed on a button is no message."""
    if not turn.by_button:
        note(turn.text, reason, turn.ranking)


def note(text: str, reason: str, ranking: list[tuple[str, float]]) -> None:
    """Note a message with what it was taken for; returns at once."""
    label, likely = ranking[0] if ranking else ("", 0.0)
    afterwards(note_miss, text, reason, label, round(float(likely), 3))
    afterwards(tally.count, "missed", reason)


def asked(topic: str) -> None:
    """Count that a topic was asked after and answered; returns at once."""
    afterwards(tally.count, "asked", topic)
