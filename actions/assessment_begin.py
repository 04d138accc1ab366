"""How an assessment starts, goes on after a pause, and turns to another person."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.assessment_state import AssessmentState
from actions.doubts import ask_back, doubted
from actions.goes_on import asks_if_one_gets_it
from actions.known import fact_to_correct, fact_words, who
from actions.memory import Memory
from actions.next_step import next_step
from actions.phrases import say
from actions.sharing import SHARED
from actions.turn import Turn, today
from actions.what_if import asks_what_if, tell_what_if
from policy_kb.answers import answer, grants
from policy_kb.basis import basis_line
from policy_kb.current import current

#: Who tells their grade need not wait for the end of the questions to hear of the yearly sum.
_FIRST_SUM = "subsidy_amount"


def begin(
    dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, memory: Memory, state: AssessmentState
) -> bool:
    """Start for the person the message is about; what is known of them is not asked again.

    Returns False when something else is to be answered before the first question.
    """
    earlier, before = tracker.get_slot("assessment") is not None, dict(memory.profiles)
    memory.hear(turn)
    if asks_what_if(turn, memory) and earlier:
        tell_what_if(dispatcher, memory)
        state.ended = "told"
        return True
    known_before = memory.current == state.person and earlier
    if memory.current != state.person:
        state.turn_to(memory.current)
    topic = current().topics.get(turn.value("topic") or asks_if_one_gets_it(turn, tracker) or "")
    state.about = topic.benefit if topic else None
    state.ended, state.doubt, state.again = None, None, fact_to_correct(turn)
    if state.again:
        return True
    if known_before and state.about is None:
        _goes_on(dispatcher, memory, state)
    else:
        _introduce(dispatcher, turn, memory, state, first=not earlier)
    _say_heard(dispatcher, memory, before.get(memory.current, {}))
    problem = doubted(turn)
    return not (problem and ask_back(dispatcher, memory, state, problem))


def turn_to(dispatcher: CollectingDispatcher, turn: Turn, memory: Memory, state: AssessmentState) -> None:
    """Go on with another person within the form; 那我妈视力二级能给吗 is about the same matter."""
    known_before = memory.current in state.aside
    state.turn_to(memory.current, state.about if turn.elliptic or turn.whether else None)
    if known_before:
        dispatcher.utter_message(text=say("assess_back_to", who=who(memory)))
    else:
        dispatcher.utter_message(text=_intro(memory, state.about))
        _say_heard(dispatcher, memory, {})


def _goes_on(dispatcher: CollectingDispatcher, memory: Memory, state: AssessmentState) -> None:
    """After a pause: nothing is asked twice, unless only what was not known then is left."""
    if next_step(current(), memory.facts, state, today()) is None and state.skipped:
        state.skipped = []
        dispatcher.utter_message(text=say("assess_skipped_again"))
    else:
        dispatcher.utter_message(text=say("assess_on"))


def _introduce(
    dispatcher: CollectingDispatcher, turn: Turn, memory: Memory, state: AssessmentState, first: bool
) -> None:
    everything = first and state.about is None and turn.intent == "assess"
    if everything:
        dispatcher.utter_message(text=_overview())
    one_sum = turn.whether and state.about == current().topics[_FIRST_SUM].benefit
    if (everything or one_sum) and any(one.get("grade") for one in memory.facts.get("disabilities") or []):
        dispatcher.utter_message(text=answer(current(), _FIRST_SUM, memory.facts, today()).text)
    dispatcher.utter_message(text=_intro(memory, state.about))


def _intro(memory: Memory, about: str | None) -> str:
    """`about`: the one benefit that is asked after, if not everything."""
    benefit = current().benefits.get(about or "")
    title = benefit.title if benefit else None
    if memory.current == "self":
        return say("assess_intro", about=title)
    own = memory.profiles.get("self", {})
    may_share = any(own.get(key) is not None and memory.facts.get(key) is None for key in SHARED)
    return say("assess_intro_other", who=who(memory), about=title, share=may_share)


def _overview() -> str:
    """In two lines what there is, with its basis, before any question."""
    topic = current().topics["overview_all"]
    return f"{grants(current(), topic.id, today())}\n{basis_line(topic.clauses)}"


def _say_heard(dispatcher: CollectingDispatcher, memory: Memory, before: dict[str, Any]) -> None:
    """Facts of the very message that started it, so that they can be checked."""
    new = [fact_words(key, value) for key, value in memory.facts.items() if before.get(key) != value]
    if new:
        dispatcher.utter_message(text=say("assess_noted", facts="；".join(new), rest=False))
