"""Matters beside the policy (`adjacent`) and beyond it (`oos`): say so kindly and name who can help."""

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.answer import ActionAnswer, tell
from actions.application_resume import names_draft
from actions.buttons import Button, button, call_back, no_help
from actions.matters import matters, outside_words
from actions.memory import Memory
from actions.missed import missed
from actions.named import as_named
from actions.not_understood import unsure_before
from actions.phrases import say
from actions.turn import Turn
from actions.what_if import after_result
from policy_kb.current import current

#: A policy topic this likely is offered as a button below a neighbouring matter.
_OFFERED = 0.12
#: What was sorted under nothing in particular is worth a look by a person.
_UNKNOWN = ("oos/other", "oos/gibberish", "adjacent/other")
#: To these nobody wanted help from the policy.
_NO_QUESTION = ("oos/chat", "oos/insult", "oos/prompt")
#: The message speaks of somebody disabled.
_DISABLED = re.compile(r"(?<!没)(?<!没有)(?<!非)残疾|残障|肢残|残人|盲|聋|哑|瘫|自闭|孤独症|唐氏")


class ActionOutside(Ability):
    """`adjacent` and `oos`."""

    def name(self) -> str:
        return "action_outside"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        turn, memory = Turn.of(tracker), Memory.of(tracker)
        if names_draft(turn) and not tracker.active_loop:  # 482-615，口令白杨骆驼
            return [FollowupAction("application_form")]
        if as_named(turn).intent == "policy":
            return ActionAnswer().act(dispatcher, tracker, domain)
        memory.hear(turn)
        label = turn.value("matter") or turn.label
        if label in _UNKNOWN:
            missed(turn, "outside")
        if label == "oos/gibberish" and unsure_before(tracker):
            dispatcher.utter_message(text=say("not_understood_again"), buttons=[call_back()])
            return [memory.event()]
        granted = matters().get(label, {}).get("granted")
        if granted and _DISABLED.search(turn.text) and not tracker.active_loop:
            return _granted(dispatcher, tracker, memory, label, granted)
        near = [topic for topic, likely in turn.topics() if likely >= _OFFERED][:1]
        buttons = [button(current().topics[t].title, "policy", topic=t) for t in near]
        aside = [] if tracker.active_loop or label in _NO_QUESTION else [no_help()]
        _tell(dispatcher, label, buttons, aside)
        return [memory.event(), *_goes_with(tracker, label)]


def _goes_with(tracker: Tracker, label: str) -> list[dict[str, Any]]:
    """去哪办 after 残疾证怎么办 is about the certificate, no longer about what was told before it."""
    if tracker.active_loop or not label.startswith("adjacent/"):
        return []
    return [
        SlotSet("last", {"matter": label, "result": True} if after_result(tracker) else {"matter": label})
    ]


def _granted(
    dispatcher: CollectingDispatcher, tracker: Tracker, memory: Memory, label: str, topic: str
) -> list[dict[str, Any]]:
    """A disabled person asks for a detail beside the policy: what is not in it, then what it does grant."""
    return tell(dispatcher, tracker, memory, topic, before=outside_words(label).splitlines()[0])


def _tell(
    dispatcher: CollectingDispatcher, label: str, buttons: list[Button], aside: list[Button] | None = None
) -> None:
    help_by_person = [call_back()] if label.startswith("adjacent") or label in _UNKNOWN else []
    dispatcher.utter_message(text=outside_words(label), buttons=[*buttons, *help_by_person, *(aside or [])])
