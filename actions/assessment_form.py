"""The assessment as a form: hear what is said, ask what settles most, until nothing is open."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.assessment_state import AssessmentState
from actions.easy import wants_easy, wished
from actions.fact_answers import left_open, take, take_choice
from actions.form_turn import answers_pending, ask_on, begins, end, interrupts, resumes
from actions.known import fact_words, known_lines, who
from actions.memory import Memory
from actions.missed import missed
from actions.next_step import next_step
from actions.phrases import say
from actions.questions import ask
from actions.turn import Turn, today
from policy_kb.answers import grants
from policy_kb.basis import basis_line
from policy_kb.facts import CHOICES
from policy_kb.kb import KnowledgeBase, current
from policy_kb.yuan import yuan

FORM, SLOT = "assessment_form", "assessment_fact"
_LEAVING = {"callback", "human", "apply"}
_RESULT = "看结果"  # typed instead of pressed


class ValidateAssessmentForm(Ability):
    """Called by the form on each message; asks the next question itself."""

    def name(self) -> str:
        return f"validate_{FORM}"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        kb, turn = current(), Turn.of(tracker)
        memory, state = Memory.of(tracker), AssessmentState.of(tracker)
        if begins(tracker):
            state = _begin(dispatcher, tracker, turn, memory)
        elif not resumes(tracker, FORM):
            if answers_pending(tracker, turn):
                return []
            before, skipped = dict(memory.profile), list(state.skipped)
            person = memory.current
            memory.hear(turn)
            answered = memory.current == person and _hear(kb, turn, memory, state)
            if interrupts(turn, answered or memory.profile != before, _LEAVING):
                return []
            _react(dispatcher, tracker, turn, memory, state, before, answered)
            if answered and state.trail:
                state.trail[-1]["skipped"] = skipped
            if state.ended:
                return [memory.event(), state.event(), end()]
        return _go_on(dispatcher, tracker, kb, memory, state)


def _go_on(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    kb: KnowledgeBase,
    memory: Memory,
    state: AssessmentState,
) -> list[dict[str, Any]]:
    """Ask the next question, or end when none is left."""
    step = next_step(kb, memory.profile, state, today())
    if step is None:
        state.asked = None
        return [memory.event(), state.event(), end()]
    if step.name != state.asked:
        state.ticked = []
    state.asked, state.offered = step.name, list(step.facts)
    ask(dispatcher, kb, state, memory, wants_easy(tracker))
    return [memory.event(), state.event(), ask_on(SLOT)]


def _begin(dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, memory: Memory) -> AssessmentState:
    """Start for the person the message is about; what is known of them is not asked again."""
    memory.hear(turn)
    topic = turn.value("topic")
    about = current().topics[topic].benefit if topic in current().topics else None
    if about is None and turn.intent == "assess":
        dispatcher.utter_message(text=_overview())
    intro = "assess_intro" if memory.current == "self" else "assess_intro_other"
    dispatcher.utter_message(text=say(intro, who=who(memory)))
    return AssessmentState(about=about, person=memory.current)


def _overview() -> str:
    """In two lines what there is, with its basis, before any question."""
    topic = current().topics["overview_all"]
    return f"{grants(current(), topic.id, today())}\n{basis_line(topic.clauses)}"


def _hear(kb: KnowledgeBase, turn: Turn, memory: Memory, state: AssessmentState) -> bool:
    """Take the answer to what was asked; True when there was one (不知道 is one)."""
    asked = state.asked
    if asked is None:
        return False
    if left_open(turn):
        state.skipped.extend([key for key in state.offered if memory.profile.get(key) is None])
        state.made.extend([asked] if state.choosing else [])
        return True
    if not state.choosing:
        return take(kb, memory, turn, asked)
    made = take_choice(kb, memory, turn, state.offered, state.ticked)
    state.made.extend([asked] if made else [])
    return made is not None


def _react(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    turn: Turn,
    memory: Memory,
    state: AssessmentState,
    before: dict[str, Any],
    answered: bool,
) -> None:
    """Say what was noted, or do what was wished about the talk."""
    wish = turn.value("control") or ("result" if _RESULT in turn.text else None)
    if memory.current != state.person:
        state.person, state.skipped, state.trail = memory.current, [], []
        state.made, state.ticked = [], []
        dispatcher.utter_message(text=say("assess_intro_other", who=who(memory)))
        return
    if wish in ("stop", "result"):
        state.ended = "stopped" if wish == "stop" else "result"
    elif wish == "back":
        _step_back(dispatcher, memory, state)
    elif wish == "why" and state.choosing:
        dispatcher.utter_message(text=say("choice_why"))
    elif wish == "why" and state.asked:
        dispatcher.utter_message(text=current().facts[state.asked].why)
    elif wish == "what_known":
        dispatcher.utter_message(text=known_lines(memory))
    elif wished(tracker) is not None:
        dispatcher.utter_message(text=say("easy_on" if wished(tracker) else "easy_off"))
    elif wish is None:
        _note(dispatcher, turn, memory, state, before, answered)


def _note(
    dispatcher: CollectingDispatcher,
    turn: Turn,
    memory: Memory,
    state: AssessmentState,
    before: dict[str, Any],
    answered: bool,
) -> None:
    changed = [k for k, v in memory.profile.items() if before.get(k) != v]
    problem = next((p for p in turn.values("problem") if isinstance(p, dict)), {})
    if problem.get("fact") == "grade":
        dispatcher.utter_message(text=say("wrong_grade"))
    elif problem.get("kind") == "approximate" and changed:
        dispatcher.utter_message(text=say("assess_round", value=yuan(problem["value"])))
    elif changed:
        _say_noted(dispatcher, turn, memory, state, changed)
    elif not changed and not answered:
        missed(turn, "not_understood")
        dispatcher.utter_message(text=say("assess_repeat"))
    if changed or answered:
        state.trail.append({"asked": state.asked, "before": {k: before.get(k) for k in changed}})


def _say_noted(
    dispatcher: CollectingDispatcher, turn: Turn, memory: Memory, state: AssessmentState, changed: list[str]
) -> None:
    """What was noted; of a choice what was named, as the rest then goes without saying."""
    facts, profile = current().facts, memory.profile
    rest = state.choosing and state.asked in state.made
    told = [k for k in changed if not rest or profile[k] != facts[k].absent or turn.value(k) is not None]
    kinds = [facts[k].tick for k in state.ticked if profile.get(k) is None] if rest else []
    noted = "；".join([*(fact_words(k, profile[k]) for k in told), *kinds])
    dispatcher.utter_message(text=say("assess_noted", facts=noted, rest=rest))


def _step_back(dispatcher: CollectingDispatcher, memory: Memory, state: AssessmentState) -> None:
    """Take back the last answer with all facts of it, and ask that question again."""
    if not state.trail:
        dispatcher.utter_message(text=say("assess_back_none"))
        return
    last = state.trail.pop()
    memory.forget(list(last["before"]))
    for key, value in last["before"].items():
        if value is not None:
            memory.learn(key, value)
    if last["asked"] in CHOICES:
        state.made, state.ticked = [choice for choice in state.made if choice != last["asked"]], []
    state.skipped = last.get("skipped", state.skipped)
