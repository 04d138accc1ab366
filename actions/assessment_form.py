"""The assessment as a form: hear what is said, ask what settles most, until nothing is open."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.assessment_begin import begin, turn_to
from actions.assessment_hear import hear
from actions.assessment_notes import note, react
from actions.assessment_state import AssessmentState
from actions.doubts import ask_back, doubted, settle
from actions.easy import wants_easy
from actions.form_turn import answers_pending, ask_on, begins, end, interrupts, resumes, waits
from actions.memory import Memory
from actions.next_step import next_step
from actions.phrases import say
from actions.questions import ask
from actions.turn import Turn, today
from actions.what_if import asks_what_if, tell_what_if
from policy_kb.current import current

FORM, SLOT = "assessment_form", "assessment_fact"
_LEAVING = {"callback", "human", "apply"}


class ValidateAssessmentForm(Ability):
    """Called by the form on each message; asks the next question itself."""

    def name(self) -> str:
        return f"validate_{FORM}"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        turn, memory, state = Turn.of(tracker), Memory.of(tracker), AssessmentState.of(tracker)
        asks_on = True
        if waits(tracker, FORM):
            return [ask_on(SLOT)]
        if begins(tracker, FORM):
            asks_on = begin(dispatcher, tracker, turn, memory, state)
        elif not resumes(tracker, FORM):
            if answers_pending(tracker, turn):
                return []
            heard = _take(dispatcher, tracker, turn, memory, state)
            if heard is None:
                return []
            asks_on = heard
        if state.ended:
            return [memory.event(), state.event(), end()]
        if not asks_on:
            return [memory.event(), state.event(), ask_on(SLOT)]
        return _go_on(dispatcher, tracker, memory, state)


def _take(
    dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, memory: Memory, state: AssessmentState
) -> bool | None:
    """Act on a message. None: it is not for the form; False: something else is to be answered first."""
    before, skipped = memory.facts, list(state.skipped)
    memory.hear(turn, answering=True)
    if memory.current != state.person:
        if interrupts(turn, False, _LEAVING):
            return None
        turn_to(dispatcher, turn, memory, state)
        return True
    if asks_what_if(turn, memory):
        tell_what_if(dispatcher, memory)
        return True
    confirmed = settle(dispatcher, memory, turn, state)
    problem = doubted(turn)
    answered = confirmed or (problem is None and hear(turn, memory, state))
    changed = {key: before.get(key) for key, value in memory.facts.items() if before.get(key) != value}
    if interrupts(turn, answered or bool(changed) or problem is not None, _LEAVING):
        return None
    if answered or changed:
        state.trail.append({"asked": state.asked, "before": changed, "skipped": skipped})
    if turn.intent == "emergency":
        dispatcher.utter_message(text=say("assess_safe"))
    if react(dispatcher, tracker, turn, memory, state):
        return True
    told = {key: was for key, was in changed.items() if not (problem and key == "disabilities")}
    note(dispatcher, turn, memory, state, told, answered or problem is not None)
    return not (problem and ask_back(dispatcher, memory, state, problem))


def _go_on(
    dispatcher: CollectingDispatcher, tracker: Tracker, memory: Memory, state: AssessmentState
) -> list[dict[str, Any]]:
    """Ask the next question, or end when none is left."""
    kb = current()
    step = next_step(kb, memory.facts, state, today())
    if step is None:
        state.asked, state.ended = None, "result"
        return [memory.event(), state.event(), end()]
    repeated = step.name == state.asked
    if not repeated:
        state.ticked = []
    state.asked, state.offered, state.again = step.name, list(step.facts), None
    ask(dispatcher, kb, state, memory, wants_easy(tracker), repeated)
    return [memory.event(), state.event(), ask_on(SLOT)]
