"""Wishes about the talk outside a form: 再说一遍, 说简单点, 看原文, 哪个部门管, 你知道我什么, 是/不是."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import AllSlotsReset, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.answer import tell
from actions.application_resume import names_draft
from actions.asides import say_aside, word_asked
from actions.assessment_state import AssessmentState
from actions.buttons import button, call_back
from actions.confirm import settle
from actions.easy import kept, wants_easy, wished
from actions.goes_on import tell_matter
from actions.known import ask_which_fact, fact_to_correct, tell_known
from actions.memory import Memory
from actions.not_helped import not_helped
from actions.pending import ask_again
from actions.phrases import say
from actions.result_told import tell_all, tell_result
from actions.said import said_last
from actions.turn import Turn
from actions.what_if import after_result, tell_original
from policy_kb.basis import basis_line
from policy_kb.current import current
from policy_kb.glossary import Word, gloss
from policy_kb.topics import Topic

_MORE = 4  # topics offered after 还有呢
_ASSESSING = ("what_known", "correct", "full", "result", "go_on")
_FACETS = {"source": "source", "office": "office", "why": "source"}


class ActionControl(Ability):
    """`control`."""

    def name(self) -> str:
        return "action_control"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        turn, memory = Turn.of(tracker), Memory.of(tracker)
        memory.hear(turn)
        if names_draft(turn):  # 接着办482-615，后四位1234
            return [FollowupAction("application_form")]
        wish, last = turn.value("control"), tracker.get_slot("last") or {}
        if wish is None:
            return settle(dispatcher, tracker, turn, turn.value("polarity") == "yes")
        if wish == "original" and after_result(tracker):
            return tell_original(dispatcher, memory)
        if wish == "original":
            memory.supposed = {}
        if wish in _ASSESSING:
            return _of_assessment(dispatcher, tracker, turn, memory, wish)
        if wish == "restart":
            dispatcher.utter_message(text=say("greet"), buttons=[button("我能领什么", "assess"), call_back()])
            return [AllSlotsReset(), *kept(tracker)]
        if wish == "more" and AssessmentState.of(tracker).ended == "stopped":
            return [memory.event(), FollowupAction("assessment_form")]
        if wish == "more":
            return _more(dispatcher, last)
        if wish == "not_helped":
            return not_helped(dispatcher, tracker, last)
        if wish == "stop":
            dispatcher.utter_message(text=say("stopped_nothing"))
            return []
        if wish == "repeat" and ask_again(dispatcher, tracker):
            return []
        if wished(tracker) is not None:
            return _in_other_words(dispatcher, tracker, memory, last)
        if meant := word_asked(turn):
            return _tell_meaning(dispatcher, tracker, memory, *meant)
        if say_aside(dispatcher, tracker, [call_back()]):
            ask_again(dispatcher, tracker)
            return []
        return _again(dispatcher, tracker, memory, wish, last)


def _of_assessment(
    dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, memory: Memory, wish: str
) -> list[dict[str, Any]]:
    """What is known, what of it is wrong, what comes of it, and going on with the questions."""
    if wish == "go_on" or fact_to_correct(turn) or (wish == "result" and not memory.facts):
        return [memory.event(), FollowupAction("assessment_form")]
    if wish == "what_known":
        tell_known(dispatcher, memory)
    elif wish == "correct":
        ask_which_fact(dispatcher, memory)
    elif wish == "full":
        tell_all(dispatcher, tracker)
    else:
        return tell_result(dispatcher, tracker)
    return []


def _again(
    dispatcher: CollectingDispatcher, tracker: Tracker, memory: Memory, wish: str, last: dict[str, Any]
) -> list[dict[str, Any]]:
    """The last answer once more: as it was, its words in the text, its office."""
    if after_result(tracker) and (wish == "repeat" or not last.get("topic")):
        return tell_result(dispatcher, tracker)
    fixed = said_last(tracker) if wish == "repeat" else []
    if fixed:  # the emergency numbers, a word on what the policy leaves out
        for text, buttons in fixed:
            dispatcher.utter_message(text=text, buttons=buttons)
        return []
    if last.get("matter") and not last.get("topic"):
        tell_matter(dispatcher, last["matter"])
        return []
    if not last.get("topic"):
        dispatcher.utter_message(
            text=say("repeat_none"), buttons=[button("我能领什么", "assess"), call_back()]
        )
        return []
    facet = _FACETS.get(wish, last.get("facet"))
    return tell(dispatcher, tracker, memory, last["topic"], facet)


def _in_other_words(
    dispatcher: CollectingDispatcher, tracker: Tracker, memory: Memory, last: dict[str, Any]
) -> list[dict[str, Any]]:
    """说简单点, 说正常点: what was said last once more, the text's own words as the plain answer."""
    dispatcher.utter_message(text=say("easy_on" if wished(tracker) else "easy_off"))
    if ask_again(dispatcher, tracker):
        return []
    if after_result(tracker) and not said_last(tracker):
        return tell_result(dispatcher, tracker)
    before = said_last(tracker)
    if last.get("topic") and not before:
        facet = None if last.get("facet") == "source" else last.get("facet")
        return tell(dispatcher, tracker, memory, last["topic"], facet)
    for text, buttons in before:
        dispatcher.utter_message(text=text, buttons=buttons)
    if not before:
        dispatcher.utter_message(text=say("easy_what"), buttons=[button("我能领什么", "assess"), call_back()])
    return []


def _tell_meaning(
    dispatcher: CollectingDispatcher, tracker: Tracker, memory: Memory, term: str, word: Word
) -> list[dict[str, Any]]:
    """What a word means, then the answer that turns on it; where there are several, one may be chosen."""
    topics, line = [current().topics[topic] for topic in word.topics], gloss(term, word)
    if len(topics) == 1:
        (topic,) = topics
        told = word.means in (topic.easy if wants_easy(tracker) else topic.answer)  # easy answers explain
        return tell(dispatcher, tracker, memory, topic.id, before="" if told else line)
    steps = [button(topic.title, "policy", topic=topic.id) for topic in topics]
    basis = basis_line(clause for topic in topics for clause in topic.clauses)
    text = "\n".join([line, say("word_matters"), basis]) if topics else line
    dispatcher.utter_message(text=text, buttons=[*steps, call_back()])
    return []


def _more(dispatcher: CollectingDispatcher, last: dict[str, Any]) -> list[dict[str, Any]]:
    """还有呢: what else the clause just answered from holds; before any answer, what there is at all."""
    topics = current().topics
    if last.get("topic") in topics:
        near = _beside(list(topics.values()), topics[last["topic"]])
        steps = [button(topic.title, "policy", topic=topic.id) for topic in near]
        if steps:
            dispatcher.utter_message(
                text=say("more_of_this"), buttons=[*steps, button("我能领什么", "assess")]
            )
            return []
    steps = [button("都有哪些政策", "policy", topic="overview_all"), button("我能领什么", "assess")]
    dispatcher.utter_message(text=say("capability"), buttons=[*steps, call_back(last.get("topic"))])
    return []


def _beside(topics: list[Topic], last: Topic) -> list[Topic]:
    """The next few topics of the same clause, in the order of the text, from the one just told on."""
    same = [t for t in topics if t.clauses[:1] == last.clauses[:1] and not t.is_overview]
    at = next((i for i, t in enumerate(same) if t.id == last.id), -1)
    return [t for t in same[at + 1 :] + same[: max(at, 0)] if t.id != last.id][:_MORE]
