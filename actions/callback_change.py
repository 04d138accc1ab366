"""回电改个时间: another time or number for the call-back of this conversation."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.buttons import call_back
from actions.callback_draft import CallbackDraft
from actions.callback_lookup import mine, proof
from actions.callback_save import due_words
from actions.callback_time import moment, time_words, when_words
from actions.callback_words import hear
from actions.phrases import say
from actions.turn import Turn
from casework.callbacks import change
from casework.errors import CaseworkError
from casework.vault import get
from casework.wishes import manner_words


class ActionCallbackChange(Ability):
    """`callback_change`: changes at once what the message names; asks when it names nothing."""

    def name(self) -> str:
        return "action_callback_change"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        turn, wanted = Turn.of(tracker), CallbackDraft()
        try:
            found = mine(turn)
            if not found:
                dispatcher.utter_message(text=say("change_none"), buttons=[call_back()])
            elif not hear(wanted, turn, None):
                dispatcher.utter_message(text=say("change_ask", reference=found[0].reference))
            else:
                kept = change(**proof(turn), **_changes(wanted, turn.conversation))
                text = say(
                    "change_done",
                    reference=kept.reference,
                    what=_what(wanted, kept.office),
                    due=due_words(kept),
                )
                dispatcher.utter_message(text=text)
        except CaseworkError as error:
            dispatcher.utter_message(text=str(error))
        return []


def _changes(wanted: CallbackDraft, conversation: str) -> dict[str, Any]:
    """Only what was named; the rest stays as it is."""
    changes: dict[str, Any] = {}
    if wanted.phone:
        changes["phone"] = get(wanted.phone, conversation) or ""
    if wanted.when:
        changes |= {"when_text": when_words(wanted.when), "when_from": moment(wanted.when)}
    if wanted.manner:
        changes["manner"] = wanted.manner
    if wanted.who_answers:
        changes["who_answers"] = wanted.who_answers
    return changes


def _what(wanted: CallbackDraft, office: str) -> str:
    parts = [
        f"时间：{time_words(wanted.when, office)}" if wanted.when else "",
        f"电话：{wanted.phone}" if wanted.phone else "",
        f"谁接：{wanted.who_answers}" if wanted.who_answers else "",
        f"怎么联系：{manner_words(wanted.manner)}" if wanted.manner else "",
    ]
    return "，".join(part for part in parts if part)
