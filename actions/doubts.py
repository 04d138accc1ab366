"""What cannot be as it was said is asked back kindly; a round figure counts once it is confirmed."""

from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.assessment_state import AssessmentState
from actions.buttons import button
from actions.form_turn import asks
from actions.memory import Memory
from actions.phrases import say
from actions.turn import Turn
from policy_kb.current import current
from policy_kb.fact_words import CATEGORY_WORDS, GRADE_WORDS, value_words
from policy_kb.yuan import yuan

#: What the ear calls a number nobody named.
_UNNAMED = ("money", "number")


def doubted(turn: Turn) -> dict[str, Any] | None:
    """What the message says that cannot be so, or not exactly; None when there is nothing or it asks."""
    found = next((p for p in turn.values("problem") if isinstance(p, dict)), None)
    return None if found is None or (asks(turn.text) and found.get("fact") != "grade") else found


def ask_back(
    dispatcher: CollectingDispatcher, memory: Memory, state: AssessmentState, problem: dict[str, Any]
) -> bool:
    """Say what is wrong; True when the person is to answer that before the next question."""
    kind, fact = problem.get("kind"), _meant(problem, state)
    if kind == "two_grades" and problem.get("category") and not memory.facts.get("disabilities"):
        memory.learn("disabilities", [{"category": problem["category"], "grade": None}])  # 二级 alone will do
    if kind == "approximate":
        if fact is None or current().facts[fact].kind != "number":
            dispatcher.utter_message(text=say("doubt_exact"))
            return False
        state.doubt = {"fact": fact, "value": problem["value"]}
        words = {
            "title": current().facts[fact].title,
            "value": value_words(current().facts[fact], problem["value"]),
        }
        buttons = [
            button("行，就按这个算", "answer_fact", polarity="yes"),
            button("不行，我说准数", "answer_fact", polarity="no"),
        ]
        dispatcher.utter_message(text=say("doubt_round", **words), buttons=buttons)
        return True
    dispatcher.utter_message(text=_words(problem, fact))
    return False


def settle(dispatcher: CollectingDispatcher, memory: Memory, turn: Turn, state: AssessmentState) -> bool:
    """Take the answer to a doubt: True when the figure was confirmed or given up; else it waits no longer."""
    doubt, state.doubt = state.doubt, None
    answer = turn.value("polarity")
    if doubt is None or answer is None:
        return False
    if answer == "yes":
        memory.learn(doubt["fact"], doubt["value"])
        state.skipped = [key for key in state.skipped if key != doubt["fact"]]
    elif answer == "no":
        state.again = doubt["fact"]
    else:  # 不知道: the figure stays open
        state.skipped.append(doubt["fact"])
    return True


def _meant(problem: dict[str, Any], state: AssessmentState) -> str | None:
    """The fact of a doubted number: as named, else as asked for."""
    facts = current().facts
    if problem.get("fact") in facts:
        return str(problem["fact"])
    if problem.get("fact") in _UNNAMED and state.asked in facts and facts[state.asked].kind == "number":
        return state.asked
    return None


def _words(problem: dict[str, Any], fact: str | None) -> str:
    kind, said = problem.get("kind"), problem.get("said")
    if kind == "two_grades":
        category = CATEGORY_WORDS.get(problem.get("category") or "", "")
        grades = "和".join(GRADE_WORDS.get(int(grade), "") for grade in said or [])
        return say("doubt_two_grades", category=category, grades=grades)
    if problem.get("fact") == "grade":
        return say("wrong_grade")
    if kind == "more_than_cost":
        return say("doubt_more_than_cost", said=yuan(said or 0), cost=yuan(problem.get("value") or 0))
    if kind == "negative":
        return say("doubt_negative", title=current().facts[fact].title if fact else "这个数")
    return say("doubt_unlikely")
