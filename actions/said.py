"""What the last turn said, where that was no answer that can be told anew."""

from typing import Any

from rasa_sdk import Tracker

from actions.buttons import Button

#: Fixed words: to say them simply is to say them again, cut and explained.
_FIXED = {"action_outside", "action_small_talk", "action_emergency", "action_callback_status"}


def said_last(tracker: Tracker) -> list[tuple[str, list[Button]]]:
    """Texts and buttons of the turn before this message if it was one of fixed words; else nothing."""
    turns: list[list[dict[str, Any]]] = [[]]
    for event in tracker.events or []:
        if event.get("event") == "user":
            turns.append([])
        turns[-1].append(event)
    if len(turns) < 3:  # before the first message, and the message itself
        return []
    before = turns[-2]
    acted = {e.get("name") for e in before if e.get("event") == "action"} - {"action_listen", None}
    if not acted & _FIXED or acted - _FIXED - {"action_extract_slots"}:
        return []
    spoken = (e for e in before if e.get("event") == "bot" and e.get("text"))
    return [(e["text"], list((e.get("data") or {}).get("buttons") or [])) for e in spoken]
