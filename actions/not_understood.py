"""Not sure: ask back with the likeliest topics in plain words; a person is always offered."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.buttons import button, call_back
from actions.memory import Memory
from actions.phrases import say
from actions.turn import Turn
from policy_kb.kb import current

_OFFERED = 3
_WORTH_OFFERING = 0.04


class ActionNotUnderstood(Ability):
    """`unsure`, and whatever no rule covers."""

    def name(self) -> str:
        return "action_not_understood"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        turn, memory = Turn.of(tracker), Memory.of(tracker)
        memory.hear(turn)
        topics = [t for t, likely in turn.topics() if likely >= _WORTH_OFFERING][:_OFFERED]
        buttons = [button(current().topics[t].title, "policy", topic=t, facet=turn.facet) for t in topics]
        text = say("which_topic") if len(topics) > 1 else say("not_understood")
        dispatcher.utter_message(text=text, buttons=[*buttons, call_back()])
        return [memory.event()]
