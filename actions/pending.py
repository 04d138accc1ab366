"""What asks for one yes before it is done: 删掉吗, 取消吗, 撤回吗. It counts until something else is said."""

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.buttons import Button, button
from actions.said import turn_before
from actions.turn import Turn

SLOT = "pending"
_NOT = re.compile(r"不|别|留")


def ask(
    dispatcher: CollectingDispatcher, what: str, text: str, yes: str, no: str, **more: Any
) -> dict[str, Any]:
    """Ask, with a button for yes and one for no; the event that remembers what was asked.

    Args:
        what: `delete`, `cancel` or `withdraw`, see actions/confirm.py.
        more: what will be needed to do it.
    """
    asked = {"what": what, "text": text, "yes": yes, "no": no, **more}
    _utter(dispatcher, asked)
    return SlotSet(SLOT, asked)


def ask_again(dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
    """Ask once more what was asked right before this message; False where nothing was."""
    asked = tracker.get_slot(SLOT) or {}
    if not _just_asked(tracker, asked):
        return False
    _utter(dispatcher, asked)
    return True


def pending(tracker: Tracker, turn: Turn) -> dict[str, Any] | None:
    """What this message's yes or no answers, None if it answers nothing of the kind.

    A button names what it is for. Words do not, so they answer only what was asked right before them.
    """
    asked: dict[str, Any] = tracker.get_slot(SLOT) or {}
    if turn.by_button:
        return asked if asked and turn.value("matter") == asked["what"] else None
    return asked if _just_asked(tracker, asked) else None


def wished_again(tracker: Tracker, turn: Turn) -> bool | None:
    """The same wish once more (删吧, 不删), right after it was asked about: a yes or a no; None for a new wish."""
    if turn.by_button or pending(tracker, turn) is None:
        return None
    return not _NOT.search(turn.text)


def _just_asked(tracker: Tracker, asked: dict[str, Any]) -> bool:
    if "yes" not in asked:
        return False
    yes = _button(asked["yes"], asked["what"], "yes")
    spoken = (event for event in turn_before(tracker) if event.get("event") == "bot")
    return any(yes in ((event.get("data") or {}).get("buttons") or []) for event in spoken)


def _utter(dispatcher: CollectingDispatcher, asked: dict[str, Any]) -> None:
    answers = [_button(asked[polarity], asked["what"], polarity) for polarity in ("yes", "no")]
    dispatcher.utter_message(text=asked["text"], buttons=answers)


def _button(title: str, what: str, polarity: str) -> Button:
    return button(title, "confirm", polarity=polarity, matter=what)
