"""Whether easy-read words are wanted, and the wishes that switch them on and off."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.turn import Turn

#: 说简单点, 说正常点.
_WISHES = {"simpler": True, "normal": False}


def wished(tracker: Tracker) -> bool | None:
    """What this very message wishes; None when it wishes nothing of the kind."""
    return _WISHES.get(Turn.of(tracker).value("control") or "")


def wants_easy(tracker: Tracker) -> bool:
    """Easy words now: as just wished, else as the door's switch stands, else as last wished in the talk."""
    door = Turn.of(tracker).metadata.get("easy")
    for word in (wished(tracker), door, tracker.get_slot("easy")):
        if word is not None:
            return bool(word)
    return False


def kept(tracker: Tracker) -> list[dict[str, Any]]:
    """The event that keeps the choice, also over 重新开始; none when nothing was ever chosen."""
    wish = wished(tracker)
    choice = tracker.get_slot("easy") if wish is None else wish
    return [] if choice is None else [SlotSet("easy", choice)]
