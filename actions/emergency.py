"""Danger to life: the numbers first, short, and a person."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.buttons import call_back
from actions.phrases import say


class ActionEmergency(Ability):
    """`emergency`."""

    def name(self) -> str:
        return "action_emergency"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        dispatcher.utter_message(text=say("emergency"), buttons=[call_back()])
        return []
