"""Nothing but facts was said (那农村的呢, 三级的): answer the last topic again in their light."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.answer import tell
from actions.buttons import button
from actions.goes_on import ask_which, asks_if_one_gets_it
from actions.memory import Memory
from actions.phrases import say
from actions.turn import Turn
from actions.what_if import after_result, asks_what_if, keeps_result, tell_news, tell_what_if, tells_news

_OF_A_CALL = ("when", "phone", "manner", "person", "number")
#: What people who state one fact, and nothing else, want to know.
_USUALLY = {
    "disability": "subsidy_amount",
    "local_hukou": "scope",
    "certified": "scope",
    "inpatient": "inpatient_aid",
    "public_rental_rent": "rent_reduction",
    "tuition_paid": "tertiary_aid",
}


class ActionFollowUp(Ability):
    """`inform`, and a fact's button pressed after its form has ended."""

    def name(self) -> str:
        return "action_follow_up"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        turn, memory = Turn.of(tracker), Memory.of(tracker)
        if _wants_a_call(turn):
            return [FollowupAction("callback_form")]
        person, before = memory.current, memory.facts
        memory.hear(turn)
        if turn.value("fact") and turn.value("value") is not None:  # a button of a question asked before
            memory.learn(turn.value("fact"), turn.value("value"))
        if after_result(tracker) and asks_what_if(turn, memory):
            tell_what_if(dispatcher, memory)
            return [memory.event(), keeps_result(tracker)]
        if tells_news(tracker, turn, memory, person, before):
            tell_news(dispatcher, memory, before)
            return [memory.event(), keeps_result(tracker)]
        if after_result(tracker) and memory.current == person and memory.facts and turn.intent == "inform":
            dispatcher.utter_message(
                text=say("known_already"), buttons=[button("看结果", "control", control="result")]
            )
            return [memory.event()]
        if asks_if_one_gets_it(turn, tracker):
            return [FollowupAction("assessment_form")]  # which hears the message itself
        last = tracker.get_slot("last") or {}
        topic = last.get("topic") or _speaks_of(turn)
        if topic is None:
            return ask_which(dispatcher, turn, memory)
        return tell(dispatcher, tracker, memory, topic)


def _wants_a_call(turn: Turn) -> bool:
    """明天晌午以后打, a number alone: and no fact that a policy question could be about."""
    told = turn.value("when") is not None or turn.value("phone") is not None
    return told and all(e["entity"] in _OF_A_CALL for e in turn.entities)


def _speaks_of(turn: Turn) -> str | None:
    """The topic that a fact alone most likely asks after (肢三呢, 外地人呢)."""
    return next((topic for entity, topic in _USUALLY.items() if turn.value(entity) is not None), None)
