"""我的申请办到哪了, 申请单再给我看一下, 撤回申请: what became of an application."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.application_draft import ApplicationDraft
from actions.application_told import applications_meant, tell_sheet, tell_stages
from actions.buttons import button, call_back
from actions.confirm import settle
from actions.pending import ask, wished_again
from actions.phrases import say
from actions.turn import Turn
from casework.application_values import Application
from casework.errors import CaseworkError
from casework.references import search


class ActionApplication(Ability):
    """`application`."""

    def name(self) -> str:
        return "action_application"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        turn = Turn.of(tracker)
        try:
            found, shown = applications_meant(turn)
        except CaseworkError as error:
            dispatcher.utter_message(text=str(error))
            return []
        if not found:
            return _none(dispatcher, tracker, turn)
        wish = turn.value("control")
        if turn.label == "application/withdraw" or (wish == "stop" and turn.by_button):
            again = wished_again(tracker, turn)
            if again is not None:
                return settle(dispatcher, tracker, turn, again)
            return _ask_withdrawal(dispatcher, found, shown or {})
        if wish == "full":
            tell_sheet(dispatcher, found[0])
        else:
            tell_stages(dispatcher, found, turn)
        return []


def _none(dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn) -> list[dict[str, Any]]:
    draft = ApplicationDraft.of(tracker)
    waiting = draft is not None and search(turn.text) is None
    phrase = "application_wrong" if search(turn.text) else "application_none"
    steps = [button("接着申请" if waiting else "开始申请", "apply"), call_back()]
    dispatcher.utter_message(text=say("application_unsent" if waiting else phrase), buttons=steps)
    return []


def _ask_withdrawal(
    dispatcher: CollectingDispatcher, found: list[Application], shown: dict[str, Any]
) -> list[dict[str, Any]]:
    """Ask once; `action_confirm` does it."""
    open_ones = [one for one in found if one.is_open]
    if not open_ones:
        dispatcher.utter_message(text=say("application_closed", reference=found[0].reference))
        return []
    meant = open_ones[0]
    text = say("withdraw_ask", reference=meant.reference, title=meant.title)
    proof = {**shown, "reference": meant.reference}
    return [ask(dispatcher, "withdraw", text, "撤回", "不撤", shown=meant.reference, proof=proof)]
