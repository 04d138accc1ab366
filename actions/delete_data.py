"""删除我的信息: say what will go, ask once; `action_confirm` does it."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.buttons import button
from actions.phrases import say
from actions.turn import Turn
from casework.callbacks import find_all
from casework.errors import CaseworkError
from casework.settings import settings


class ActionDeleteData(Ability):
    """`delete_data`."""

    def name(self) -> str:
        return "action_delete_data"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        yes, no = button("删除", "confirm", polarity="yes"), button("不删", "confirm", polarity="no")
        try:
            waiting = [kept.reference for kept in find_all(Turn.of(tracker).conversation) if kept.is_open]
        except CaseworkError as error:
            dispatcher.utter_message(text=str(error))
            return []
        text = say("delete_ask", references=waiting, days=settings().backups_kept.days)
        dispatcher.utter_message(text=text, buttons=[yes, no])
        return [SlotSet("pending", {"what": "delete"})]
