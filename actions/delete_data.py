"""删除我的信息: say what will go, ask once; `action_confirm` does it."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.buttons import button
from actions.phrases import say
from actions.turn import Turn
from casework import applications
from casework.application_drafts import latest
from casework.callbacks import find_all
from casework.errors import CaseworkError
from casework.settings import settings


class ActionDeleteData(Ability):
    """`delete_data`."""

    def name(self) -> str:
        return "action_delete_data"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        yes, no = button("删除", "confirm", polarity="yes"), button("不删", "confirm", polarity="no")
        conversation = Turn.of(tracker).conversation
        try:
            waiting = [kept.reference for kept in find_all(conversation) if kept.is_open]
            sent = [one.reference for one in applications.find_all(conversation) if one.is_open]
            draft = latest(conversation) is not None
        except CaseworkError as error:
            dispatcher.utter_message(text=str(error))
            return []
        text = say(
            "delete_ask",
            references=waiting,
            applications=sent,
            draft=draft,
            days=settings().backups_kept.days,
        )
        dispatcher.utter_message(text=text, buttons=[yes, no])
        return [SlotSet("pending", {"what": "delete"})]
