"""Greeting, thanks, farewell, and what Yizhu can do."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.assessment_state import AssessmentState
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
        text = say(intent)
        if intent == "greet" and AssessmentState.of(tracker).halfway and not tracker.active_loop:
            text = f"{text}\n{say('assess_halfway')}"
            steps = [button("接着算", "control", control="go_on"), *steps]
        dispatcher.utter_message(text=text, buttons=steps)
        return []
