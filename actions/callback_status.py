"""我约的电话怎么样了: the state of a call-back in plain words."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.application_told import tell_applications
from actions.buttons import button, call_back
from actions.callback_lookup import mine, names_reference
from actions.callback_save import due_words
from actions.phrases import say
from actions.turn import Turn
from casework.callbacks import Callback
from casework.errors import CaseworkError


class ActionCallbackStatus(Ability):
    """`callback_status`."""

    def name(self) -> str:
        return "action_callback_status"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        turn = Turn.of(tracker)
        try:
            found = mine(turn)
            if not found and tell_applications(dispatcher, turn):
                return []
        except CaseworkError as error:
            dispatcher.utter_message(text=str(error))
            return []
        if not found:
            phrase = "status_wrong" if names_reference(turn) else "status_none"
            dispatcher.utter_message(text=say(phrase), buttons=[call_back()])
            return []
        for kept in found:
            dispatcher.utter_message(text=_state(kept))
        dispatcher.utter_message(text="还要做什么？", buttons=_steps(found))
        return []


def _steps(found: list[Callback]) -> list[dict[str, Any]]:
    """What may still be done: nothing that is closed can be cancelled or put off."""
    if any(kept.is_open for kept in found):
        return [button("取消回电", "callback_cancel"), button("改时间", "callback_change")]
    return [call_back()]


def _state(kept: Callback) -> str:
    due = due_words(kept) if kept.is_open else ""
    return say("status", reference=kept.reference, words=kept.status_text, due=due)
