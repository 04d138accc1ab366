"""删除我的信息: say what will go, ask once; `action_confirm` does it."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.confirm import settle
from actions.pending import ask, wished_again
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
        turn = Turn.of(tracker)
        again = wished_again(tracker, turn)
        if again is not None:
            return settle(dispatcher, tracker, turn, again)
        conversation = turn.conversation
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
        return [ask(dispatcher, "delete", text, "删除", "不删")]
