"""Ask for one fact, or make one choice of many, in plain words with buttons."""

from rasa_sdk.executor import CollectingDispatcher

from actions.assessment_state import AssessmentState
from actions.buttons import Button, button
from actions.known import who
from actions.memory import Memory
from actions.phrases import say
from policy_kb.facts import Fact
from policy_kb.kb import KnowledgeBase

_RESULT_AFTER = 4  # answers, before the result is offered ahead of the end


def ask(
    dispatcher: CollectingDispatcher,
    kb: KnowledgeBase,
    state: AssessmentState,
    memory: Memory,
    easy: bool,
    repeated: bool,
) -> None:
    """Ask `state.asked`; a choice that was just asked (`repeated`) in fewer words."""
    if state.choosing:
        _offer(dispatcher, kb, state, memory, repeated)
        return
    fact = kb.facts[state.asked or ""]
    buttons = [_answer(fact, title, value) for title, value in fact.buttons]
    buttons += _back(state)
    if len(state.trail) >= _RESULT_AFTER:
        buttons.append(button("先看结果", "control", control="result"))
    dispatcher.utter_message(text=_for(memory, fact.easy if easy else fact.question), buttons=buttons)


def _offer(
    dispatcher: CollectingDispatcher,
    kb: KnowledgeBase,
    state: AssessmentState,
    memory: Memory,
    repeated: bool,
) -> None:
    """A choice: the common things as buttons, the rest named in the text."""
    left = [
        kb.facts[key] for key in state.offered if memory.profile.get(key) is None and key not in state.ticked
    ]
    common = [fact for fact in left if not fact.extra] or left
    others = "" if repeated else "；".join(fact.tick for fact in left if fact not in common)
    buttons = [button(fact.tick, "answer_fact", need=fact.key) for fact in common]
    none = button("没有别的了" if state.ticked else "都没有", "answer_fact", polarity="no")
    text = say(f"choice_{state.asked}", who=who(memory), others=others, again=bool(state.ticked))
    result = button("先看结果", "control", control="result")
    dispatcher.utter_message(text=text, buttons=[*buttons, none, *_back(state), result])


def _back(state: AssessmentState) -> list[Button]:
    return [button("上一步", "control", control="back")] if state.trail else []


def _answer(fact: Fact, title: str, value: object) -> Button:
    if value is None:
        return button(title, "answer_fact", polarity="unknown")
    return button(title, "answer_fact", fact=fact.key, value=value)


def _for(memory: Memory, question: str) -> str:
    """Say whom the question is about when it is not the asker."""
    return question if memory.current == "self" else f"{who(memory)}：{question}"
