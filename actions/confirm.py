"""A plain 是/不是: do, or leave, what was asked just before."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import AllSlotsReset, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.buttons import button, call_back
from actions.pending import SLOT, pending
from actions.phrases import say
from actions.turn import Turn
from casework.applications import withdraw
from casework.callbacks import cancel
from casework.erasure import delete_conversation
from casework.errors import CaseworkError
from casework.settings import settings


class ActionConfirm(Ability):
    """`confirm`: a yes/no button."""

    def name(self) -> str:
        return "action_confirm"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        turn = Turn.of(tracker)
        return settle(dispatcher, tracker, turn, turn.value("polarity") == "yes")


def settle(dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, yes: bool) -> list[dict[str, Any]]:
    """Act on a yes or no to what is pending; without anything pending ask what is meant."""
    asked = pending(tracker, turn)
    if asked is None:
        dispatcher.utter_message(
            text=say("nothing_before"), buttons=[button("我能领什么", "assess"), call_back()]
        )
        return []
    try:
        return _DONE[asked["what"]](dispatcher, turn, asked, yes)
    except CaseworkError as error:
        dispatcher.utter_message(text=str(error))
        return [SlotSet(SLOT, None)]


def _cancel(
    dispatcher: CollectingDispatcher, turn: Turn, asked: dict[str, Any], yes: bool
) -> list[dict[str, Any]]:
    if yes:
        cancel(**asked["proof"])
    phrase = "cancel_done" if yes else "cancel_kept"
    dispatcher.utter_message(text=say(phrase, reference=asked["shown"]))
    return [SlotSet(SLOT, None)]


def _withdraw(
    dispatcher: CollectingDispatcher, turn: Turn, asked: dict[str, Any], yes: bool
) -> list[dict[str, Any]]:
    if yes:
        withdraw(**asked["proof"])
    phrase = "withdraw_done" if yes else "withdraw_kept"
    dispatcher.utter_message(text=say(phrase, reference=asked["shown"]))
    return [SlotSet(SLOT, None)]


def _delete(
    dispatcher: CollectingDispatcher, turn: Turn, asked: dict[str, Any], yes: bool
) -> list[dict[str, Any]]:
    if not yes:
        dispatcher.utter_message(text=say("delete_kept"))
        return [SlotSet(SLOT, None)]
    gone = delete_conversation(turn.conversation)
    text = say(
        "delete_done", cancelled=gone.cancelled, withdrawn=gone.withdrawn, days=settings().backups_kept.days
    )
    # `forget` tells the gateway to drop what the page shows and to begin a new conversation.
    dispatcher.utter_message(text=text, json_message={"forget": True})
    return [AllSlotsReset(), SlotSet("erased", True)]


_DONE = {"cancel": _cancel, "withdraw": _withdraw, "delete": _delete}
