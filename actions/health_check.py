"""The gateway's probe: proves that talk, knowledge base and database all answer."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from casework.callbacks import find_all
from policy_kb.current import current


class ActionHealthCheck(Ability):
    """`health_check`, sent by the gateway only."""

    def name(self) -> str:
        return "action_health_check"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        current()
        find_all(tracker.sender_id)
        dispatcher.utter_message(text="ok")
        return []
