"""What the last turn said, where that was no answer that can be told anew."""

from typing import Any

from rasa_sdk import Tracker

from actions.asides import HELP
from actions.buttons import Button
from policy_kb.current import current

#: Fixed words: to say them simply is to say them again, cut and explained.
_FIXED = {
    "action_outside",
    "action_small_talk",
    "action_emergency",
    "action_callback_status",
}


def said_last(tracker: Tracker) -> list[tuple[str, list[Button]]]:
    """Texts and buttons of the turn before this message if it was one of fixed words; else nothing."""
    before = turn_before(tracker)
    acted = _acted(before)
    fixed = _FIXED | {"action_control"} if _aside(before) else _FIXED
    if not acted & fixed or acted - fixed:
        return []
    spoken = (e for e in before if e.get("event") == "bot" and e.get("text"))
    return [(e["text"], list((e.get("data") or {}).get("buttons") or [])) for e in spoken]


def _aside(turn: list[dict[str, Any]]) -> bool:
    """Whether the turn's message wished for no more than a word: how to hear or see better, what a word means."""
    said = next((e for e in turn if e.get("event") == "user"), {})
    entities = (said.get("parse_data") or {}).get("entities") or []
    value = {e.get("entity"): e.get("value") for e in entities}
    if value.get("control") == "meaning":
        word = current().glossary.get(str(value.get("term")))
        return word is not None and len(word.topics) != 1  # with one topic its answer was told: anew, then
    return value.get("control") in HELP


def turn_before(tracker: Tracker) -> list[dict[str, Any]]:
    """The events of the turn before this message; empty at the first one."""
    turns: list[list[dict[str, Any]]] = [[]]
    for event in tracker.events or []:
        if event.get("event") == "user":
            turns.append([])
        turns[-1].append(event)
    return turns[-2] if len(turns) > 2 else []  # before the first message stands no turn


def _acted(turn: list[dict[str, Any]]) -> set[str]:
    names = {str(event.get("name")) for event in turn if event.get("event") == "action"}
    return names - {"action_listen", "action_extract_slots"}
