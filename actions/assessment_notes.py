"""What an assessment says of a message: what was noted or changed, or what was wished about the talk."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.asides import say_aside
from actions.assessment_state import AssessmentState
from actions.known import ask_which_fact, fact_to_correct, fact_words, tell_known
from actions.memory import Memory
from actions.missed import missed
from actions.phrases import say
from actions.turn import Turn
from policy_kb.current import current
from policy_kb.facts import CHOICES

_PARTLY = "不清楚"  # of a fact that was known in part only
_RESULT = "看结果"  # typed among other words


def react(
    dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, memory: Memory, state: AssessmentState
) -> bool:
    """Do what was wished about the talk; False when nothing was."""
    wish = turn.value("control") or ("result" if _RESULT in turn.text else None)
    if wish in ("stop", "result"):
        state.ended = "stopped" if wish == "stop" else "result"
    elif wish == "back":
        _step_back(dispatcher, memory, state)
    elif wish == "why" and state.asked:
        why = say("choice_why") if state.choosing else current().facts[state.asked].why
        dispatcher.utter_message(text=why)
    elif wish == "what_known":
        tell_known(dispatcher, memory)
    elif fact_to_correct(turn):
        state.again = fact_to_correct(turn)
    elif wish == "correct":
        ask_which_fact(dispatcher, memory)
    elif wish == "original":
        memory.supposed = {}
        dispatcher.utter_message(text=say("what_if_over", facts=""))
    else:
        say_aside(dispatcher, tracker)
    return wish is not None


def note(
    dispatcher: CollectingDispatcher,
    turn: Turn,
    memory: Memory,
    state: AssessmentState,
    changed: dict[str, Any],
    understood: bool,
) -> None:
    """Say what was noted (`changed`: what each fact was before), or that nothing was understood."""
    if changed:
        _say_noted(dispatcher, turn, memory, state, changed)
    elif not understood and turn.intent == "assess":  # wished once more: the menu of a door is always there
        dispatcher.utter_message(text=say("assess_on"))
    elif not understood and _known_already(turn, memory):
        dispatcher.utter_message(text=say("assess_known"))
    elif not understood:
        missed(turn, "not_understood")
        dispatcher.utter_message(text=say("assess_repeat"))


def _known_already(turn: Turn, memory: Memory) -> bool:
    """Whether nothing but facts was said, all noted before: 肢体三级, for the second time."""
    told = [e["entity"] for e in turn.entities]
    return turn.intent == "inform" and any(
        name in memory.facts or (name == "disability" and memory.facts.get("disabilities")) for name in told
    )


def _say_noted(
    dispatcher: CollectingDispatcher,
    turn: Turn,
    memory: Memory,
    state: AssessmentState,
    changed: dict[str, Any],
) -> None:
    """What was noted; of a choice what was named, as the rest then goes without saying."""
    facts, profile = current().facts, memory.facts
    rest = state.choosing and state.asked in state.made
    told = [k for k in changed if not rest or profile[k] != facts[k].absent or turn.value(k) is not None]
    kinds = [facts[k].tick for k in state.ticked if profile.get(k) is None] if rest else []
    noted = "；".join([*(_now_and_before(k, profile[k], changed[k]) for k in told), *kinds])
    dispatcher.utter_message(text=say("assess_noted", facts=noted, rest=rest))


def _now_and_before(key: str, now: Any, before: Any) -> str:
    """A fact as it is now, with what it was where it has been corrected."""
    said = fact_words(key, now)
    was = "" if before is None else fact_words(key, before).partition("：")[2]
    return f"{said}（原来记的是“{was}”）" if was and _PARTLY not in was else said


def _step_back(dispatcher: CollectingDispatcher, memory: Memory, state: AssessmentState) -> None:
    """Take back the last answer with all facts of it, and ask that question again."""
    if not state.trail:
        dispatcher.utter_message(text=say("assess_back_none"))
        return
    last = state.trail.pop()
    gone = [fact_words(key, memory.facts[key]) for key in last["before"] if memory.facts.get(key) is not None]
    memory.forget(list(last["before"]))
    for key, value in last["before"].items():
        if value is not None:
            memory.learn(key, value)
    if last["asked"] in CHOICES:
        state.made, state.ticked = [choice for choice in state.made if choice != last["asked"]], []
        gone = gone if len(gone) <= 3 else []
    state.skipped, state.again = last["skipped"], last["asked"] if last["asked"] not in CHOICES else None
    dispatcher.utter_message(text=say("assess_back", gone="；".join(gone)))
