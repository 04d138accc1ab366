"""不用打电话了: cancel a call-back, after one yes."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.callback_lookup import mine, names_reference, proof
from actions.confirm import settle
from actions.pending import ask, wished_again
from actions.phrases import say
from actions.turn import Turn
from casework.errors import CaseworkError


class ActionCallbackCancel(Ability):
    """`callback_cancel`: asks once; `action_confirm` does it."""

    def name(self) -> str:
        return "action_callback_cancel"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        turn = Turn.of(tracker)
        again = wished_again(tracker, turn)
        if again is not None:
            return settle(dispatcher, tracker, turn, again)
        try:
            found = [kept for kept in mine(turn) if kept.is_open]
        except CaseworkError as error:
            dispatcher.utter_message(text=str(error))
            return []
        if not found:
            dispatcher.utter_message(text=say("status_wrong" if names_reference(turn) else "status_none"))
            return []
        shown = found[0].reference
        text = say("cancel_ask", reference=shown)
        return [ask(dispatcher, "cancel", text, "取消回电", "留着", shown=shown, proof=proof(turn))]
