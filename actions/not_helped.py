"""没帮到我: say sorry, offer a person and the next likeliest topics; the question goes on the review list."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.buttons import button, call_back
from actions.missed import note
from actions.phrases import say
from policy_kb.current import current

_OFFERED = 2
_WORTH_OFFERING = 0.04


def not_helped(
    dispatcher: CollectingDispatcher, tracker: Tracker, last: dict[str, Any]
) -> list[dict[str, Any]]:
    """Take up the last question that was typed, once; the topic just answered is not offered again."""
    question, noted = _question(tracker)
    understood = question.get("understood") or {}
    ranking = [(label, likely) for label, likely in understood.get("ranking") or []]
    if question and not noted:
        note(question["text"], "not_helped", ranking)
    topics = [
        label.split("/")[1]
        for label, likely in ranking
        if label.startswith("policy/") and likely >= _WORTH_OFFERING
    ]
    known = current().topics
    others = [topic for topic in topics if topic != last.get("topic") and topic in known][:_OFFERED]
    buttons = [button(known[topic].title, "policy", topic=topic) for topic in others]
    dispatcher.utter_message(text=say("not_helped"), buttons=[call_back(last.get("topic")), *buttons])
    return []


def _question(tracker: Tracker) -> tuple[dict[str, Any], bool]:
    """What was asked before this (no button, no wish about the talk); True if it was said not to help before."""
    complaints = 0
    for event in reversed(tracker.events or []):
        if event.get("event") != "user":
            continue
        parsed = event.get("parse_data") or {}
        wishes = [e.get("value") for e in parsed.get("entities") or [] if e.get("entity") == "control"]
        complaints += "not_helped" in wishes
        if (parsed.get("intent") or {}).get("name") == "control" or not _typed(event):
            continue
        return {"text": event["text"], "understood": parsed.get("understood")}, complaints > 1
    return {}, False


def _typed(event: dict[str, Any]) -> bool:
    return not str(event.get("text") or "/").startswith("/")
