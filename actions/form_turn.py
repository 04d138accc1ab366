"""Where a form stands when its validation is called: begun, answered, or resumed after a question."""

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.pending import pending
from actions.turn import Turn

REQUESTED = "requested_slot"
_QUESTION = re.compile(
    r"[?？]|吗|呢$|多少|怎么|咋|什么|甚|哪|谁|几(?!级|岁|年)|能不能|可不可以|是不是|有没有|为啥"
)
#: Intents that leave or interrupt a form whatever it has asked.
_ALWAYS = {
    "emergency",
    "callback_status",
    "callback_change",
    "callback_cancel",
    "application",
    "delete_data",
    "capability",
    "thanks",
}
_QUESTIONS = {"policy", "adjacent", "oos"}
_SURE = 0.5
_PLAIN_DANGER = 0.75  # from this confidence on an emergency is one, whatever was asked


def asks(text: str) -> bool:
    """Whether the text asks something."""
    return bool(_QUESTION.search(text))


def begins(tracker: Tracker, form: str) -> bool:
    """The form is being started by this message (its slot may still be filled from before a long pause)."""
    for event in reversed(tracker.events):
        if event.get("event") == "active_loop" and event.get("name") == form:
            return True
        if event.get("event") == "user":
            return False
    return True


def resumes(tracker: Tracker, form: str) -> bool:
    """Another action has answered this message; the form only asks again."""
    return _answered_by(tracker, form) is not None


def waits(tracker: Tracker, form: str) -> bool:
    """Whether the form has nothing to ask now, though it stays open.

    Danger was just answered, and the person may come back to it; or everything was just deleted.
    """
    return _answered_by(tracker, form) == "action_emergency" or bool(tracker.get_slot("erased"))


def _answered_by(tracker: Tracker, form: str) -> str | None:
    """The action that has answered this message before the form came to it."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return None
        name = str(event.get("name"))
        if event.get("event") == "action" and name not in (form, "action_listen", "action_extract_slots"):
            return name
    return None


def answers_pending(tracker: Tracker, turn: Turn) -> bool:
    """A yes or no to what another action has just asked (取消吗, 删掉吗), not to the form."""
    return turn.value("polarity") is not None and pending(tracker, turn) is not None


def interrupts(turn: Turn, answered: bool, leaving: set[str]) -> bool:
    """Whether the message is not for the form: a question in between, or a wish of another kind.

    Args:
        answered: the message gave the form what it had asked for.
        leaving: intents that lead out of this form.
    """
    if turn.intent == "emergency" and answered and turn.confidence < _PLAIN_DANGER:
        return False  # 住过院 alone reads like a danger; as an answer it is none, and the hotlines are named
    if turn.intent in _ALWAYS or turn.intent in leaving:
        return True
    if turn.intent not in _QUESTIONS:
        return False
    if turn.by_button:
        return True
    likely = sum(c for label, c in turn.ranking if label.split("/")[0] == turn.intent)
    question = asks(turn.text)
    return question and likely >= _SURE if answered else question or likely >= _SURE


def ask_on(slot: str) -> dict[str, Any]:
    """The event that keeps the form open."""
    return SlotSet(REQUESTED, slot)


def end() -> dict[str, Any]:
    """The event that ends the form."""
    return SlotSet(REQUESTED, None)
