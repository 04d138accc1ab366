"""要是评成二级呢: what would change, while the facts themselves stay as they are; 按原来的 goes back."""

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.buttons import button, call_back
from actions.changes import Changes, changes
from actions.form_turn import asks
from actions.known import fact_words, known_in_short, who
from actions.memory import Memory
from actions.phrases import say
from actions.turn import Turn
from policy_kb.current import current

#: Asks for whatever would change, not for one matter.
_ANYTHING = re.compile(
    r"(?:呢|的话|会怎样|会怎么样|怎么样|咋样|咋办|有什么变化|有啥变化|有什么不同|能领什么|能领多少|能多领多少|多不多)[？?。！]*$"
)


def asks_what_if(turn: Turn, memory: Memory) -> bool:
    """Whether the message, heard already, supposes something and asks for whatever that changes."""
    return memory.supposing and bool(memory.supposed) and bool(_ANYTHING.search(turn.text.strip()))


def tell_what_if(dispatcher: CollectingDispatcher, memory: Memory) -> None:
    """Say what all that is supposed so far would change against the facts."""
    supposed = "；".join(fact_words(key, value) for key, value in memory.supposed.items())
    text = say("what_if", who=who(memory), supposed=supposed, **_said(memory.facts, memory.profile))
    dispatcher.utter_message(
        text=text, buttons=[button("按原来的", "control", control="original"), call_back()]
    )


def tell_original(dispatcher: CollectingDispatcher, memory: Memory) -> list[dict[str, Any]]:
    """Back to the facts as they are."""
    memory.supposed = {}
    facts = "；".join(known_in_short(memory))
    dispatcher.utter_message(
        text=say("what_if_over", facts=facts),
        buttons=[button("看结果", "control", control="result"), call_back()],
    )
    return [memory.event()]


def tell_news(dispatcher: CollectingDispatcher, memory: Memory, before: dict[str, Any]) -> None:
    """After a result: what was noted just now, and what it changes."""
    changed = {key: value for key, value in memory.facts.items() if before.get(key) != value}
    noted = "；".join(fact_words(key, value) for key, value in changed.items())
    text = say("what_changed", facts=noted, **_said(before, memory.facts))
    dispatcher.utter_message(text=text, buttons=[button("看结果", "control", control="result"), call_back()])


def tells_news(tracker: Tracker, turn: Turn, memory: Memory, person: str, before: dict[str, Any]) -> bool:
    """Whether a message after a result, heard already, only adds or corrects facts of the same person."""
    told = after_result(tracker) and memory.current == person and memory.facts != before
    return told and not asks(turn.text)


def after_result(tracker: Tracker) -> bool:
    """Whether what was told last was a result."""
    return bool((tracker.get_slot("last") or {}).get("result"))


def keeps_result(tracker: Tracker) -> dict[str, Any]:
    """The event by which a result stays what the talk is about."""
    return SlotSet("last", {**(tracker.get_slot("last") or {}), "result": True})


def _said(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    found: Changes = changes(current(), before, after)
    return {"lines": found.lines, "more": found.more, "basis": found.basis}
