"""没帮到我: say sorry, offer a person and the next likeliest readings; the question goes on the review list."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.buttons import button, call_back
from actions.missed import note
from actions.phrases import say
from policy_kb.kb import current

_OFFERED = 2


def not_helped(
    dispatcher: CollectingDispatcher, tracker: Tracker, last: dict[str, Any]
) -> list[dict[str, Any]]:
    """Take up the last question that was typed; the topic just answered is not offered again."""
    question = _question(tracker)
    understood = (question or {}).get("understood") or {}
    ranking = [(label, likely) for label, likely in understood.get("ranking") or []]
    if question:
        note(question["text"], "not_helped", ranking)
    topics = [label.split("/")[1] for label, _ in ranking if label.startswith("policy/")]
    others = [topic for topic in topics if topic != last.get("topic")][:_OFFERED]
    buttons = [button(current().topics[topic].title, "policy", topic=topic) for topic in others]
    dispatcher.utter_message(text=say("not_helped"), buttons=[call_back(last.get("topic")), *buttons])
    return []


def _question(tracker: Tracker) -> dict[str, Any] | None:
    """What was said before this, if it was a message and no button or wish about the talk."""
    for event in reversed((tracker.events or [])[:-1]):
        if event.get("event") != "user":
            continue
        parsed = event.get("parse_data") or {}
        intent = (parsed.get("intent") or {}).get("name")
        if intent != "control" and not str(event.get("text") or "/").startswith("/"):
            return {"text": event["text"], "understood": parsed.get("understood")}
    return None
