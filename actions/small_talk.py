"""Greeting, thanks, farewell, and what Yizhu can do."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.buttons import button, call_back
from actions.phrases import say
from actions.turn import Turn

_WITH_STEPS = ("greet", "capability")


class ActionSmallTalk(Ability):
    """`greet`, `thanks`, `bye`, `capability`."""

    def name(self) -> str:
        return "action_small_talk"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        intent = Turn.of(tracker).intent
        steps = [button("我能领什么", "assess"), call_back()] if intent in _WITH_STEPS else []
        dispatcher.utter_message(text=say(intent), buttons=steps)
        return []
