"""删除我的信息: say what will go, ask once; `action_confirm` does it."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.buttons import button
from actions.phrases import say


class ActionDeleteData(Ability):
    """`delete_data`."""

    def name(self) -> str:
        return "action_delete_data"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        yes, no = button("删除", "confirm", polarity="yes"), button("不删", "confirm", polarity="no")
        dispatcher.utter_message(text=say("delete_ask"), buttons=[yes, no])
        return [SlotSet("pending", {"what": "delete"})]
