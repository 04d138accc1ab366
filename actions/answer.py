"""Answer a policy question: the topic's words for this person, with the basis as the last line."""

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.buttons import Button, button, call_back, no_help
from actions.easy import wants_easy
from actions.goes_on import (
    asks_if_one_gets_it,
    beside_before,
    elsewhere,
    learn_bare_sum,
    mark,
    told_before,
    topic_of,
    unchanged,
)
from actions.known import who
from actions.matters import matters, other_place, outside_words
from actions.memory import Memory
from actions.missed import asked, missed
from actions.named import as_named
from actions.phrases import say
from actions.result_told import ask_which_gain
from actions.turn import Turn, today
from actions.what_if import after_result, asks_what_if, keeps_result, tell_news, tell_what_if, tells_news
from policy_kb.answers import SIDES, Answer, answer
from policy_kb.current import current
from policy_kb.validity import promulgated

#: A second reading this close to the first is offered as a button.
_CLOSE = 0.35
#: An overview leads on to the questions of an assessment only where it was plainly asked for.
_SURELY = 0.4
_SCOPE = "scope"
_WHAT_DO_I_GET = re.compile(r"能(?:领|拿|享受)(?:到)?(?:些)?(?:什么|啥|甚|哪些|多少)")


class ActionAnswer(Ability):
    """`policy`: asked in words or by a button."""

    def name(self) -> str:
        return "action_answer"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        turn, memory = as_named(Turn.of(tracker)), Memory.of(tracker)
        if turn.questions() and not tracker.active_loop:
            return answer_each(dispatcher, tracker, turn, memory)
        person, before = memory.current, memory.facts
        memory.hear(turn, answering=tracker.active_loop_name == "assessment_form")
        if turn.value("other_place") and not memory.profile.get("local_hukou"):
            if turn.value("local_hukou") is False:  # of another county, and asks whether this holds for them
                return tell(dispatcher, tracker, memory, _SCOPE)
            return other_place(dispatcher)
        if after_result(tracker) and asks_what_if(turn, memory):
            tell_what_if(dispatcher, memory)
            return [memory.event(), keeps_result(tracker)]
        if tells_news(tracker, turn, memory, person, before):
            tell_news(dispatcher, memory, before)
            return [memory.event(), keeps_result(tracker)]
        meant = told_before(turn, tracker)
        if meant:  # 第二件要什么材料
            memory.current = meant["whom"]
            if "matter" in meant:
                dispatcher.utter_message(text=outside_words(meant["matter"]), buttons=[call_back()])
                return [memory.event()]
        if asks_if_one_gets_it(turn, tracker) and not tracker.active_loop:
            return [FollowupAction("assessment_form")]  # which hears the message itself
        topic = turn.value("topic") or (meant["topic"] if meant else topic_of(turn, tracker))
        if topic == _SCOPE and _WHAT_DO_I_GET.search(turn.text):
            return [FollowupAction("assessment_form")]  # who they are was said, and what they get is asked
        if topic is None and after_result(tracker) and turn.facet and not beside_before(turn, tracker):
            ask_which_gain(dispatcher, tracker, turn.facet)
            return [memory.event()]
        if topic is None:
            return elsewhere(dispatcher, tracker, turn, memory)
        if any((p or {}).get("fact") == "grade" for p in turn.values("problem")):
            dispatcher.utter_message(text=say("wrong_grade"))
            return [memory.event(), SlotSet("last", {"topic": topic, "facet": None})]
        learn_bare_sum(turn, memory, topic)
        facet = turn.value("facet") or (None if turn.by_button else turn.facet)
        also = None if turn.by_button or turn.elliptic else second_reading(turn)
        events = tell(dispatcher, tracker, memory, topic, facet, also)
        surely = turn.by_button or turn.confidence >= _SURELY
        if current().topics[topic].is_overview and surely and facet is None and not tracker.active_loop:
            events.append(FollowupAction("assessment_form"))
        return events


def answer_each(
    dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, memory: Memory
) -> list[dict[str, Any]]:
    """Several questions in one message: each answered in order, in a bubble of its own with its own basis."""
    questions = turn.questions()
    topic, facet = None, None
    told: list[dict[str, Any]] = []
    for number, question in zip("一二三", map(as_named, questions), strict=False):
        memory.hear(question)
        if question.label.startswith("policy/"):
            topic, facet = question.label.split("/")[1], question.facet
            told.append({"topic": topic, "facet": facet, "whom": memory.current})
            said = words(tracker, memory, topic, facet, question.value("claim"))
            asked(topic)
            steps = [
                button("看原文：" + current().topics[topic].title, "policy", topic=topic, facet="source")
            ]
            of = "" if memory.current == "self" else f"（{who(memory)}）"
            again = topic in [one.get("topic") for one in told[:-1]]
            heading = f"{number}、{SIDES[facet] if facet and again else current().topics[topic].title}{of}"
            dispatcher.utter_message(text=f"{heading}\n{said.text}", buttons=steps)
        else:
            told.append({"matter": question.label, "whom": memory.current})
            dispatcher.utter_message(text=f"{number}、{outside_words(question.label)}")
    if turn.unanswered:
        missed(turn, "not_understood")
    closing = say("answered_each", number=len(questions), unanswered="；".join(turn.unanswered))
    dispatcher.utter_message(text=closing, buttons=[call_back(topic), no_help()])
    return [memory.event(), SlotSet("last", {"topic": topic, "facet": facet, "told": told})]


def tell(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    memory: Memory,
    topic: str,
    facet: str | None = None,
    also: str | None = None,
    before: str = "",
) -> list[dict[str, Any]]:
    """Say the answer of a topic for the current person, with its next steps.

    `also`, a second reading, is offered as a button; `before` is a line said first.
    """
    turn = Turn.of(tracker)
    said = words(tracker, memory, topic, facet, turn.value("claim"))
    asked(topic)
    aside = [] if tracker.active_loop else [no_help()]  # within a form its own question follows
    before = before or unchanged(turn, tracker, said.text)
    text = f"{before}\n{said.text}" if before else said.text
    dispatcher.utter_message(text=text, buttons=[*_steps(said, facet, also), *aside])
    return [memory.event(), SlotSet("last", {"topic": topic, "facet": facet, "said": mark(said.text)})]


def words(
    tracker: Tracker,
    memory: Memory,
    topic: str,
    facet: str | None,
    claim: dict[str, Any] | None,
) -> Answer:
    """The answer itself, in easy words where they are wanted; a sum the asker has heard of is checked."""
    return answer(
        current(),
        topic,
        memory.profile,
        today(),
        facet=facet,
        easy=wants_easy(tracker),
        promulgated=promulgated(),
        said=memory.partly,
        claim=None if facet else claim,
    )


def second_reading(turn: Turn) -> str | None:
    """The label of the second likeliest reading, a topic or a neighbouring matter, if it is nearly as likely."""
    read = [
        (label, likely) for label, likely in turn.ranking if label.split("/")[0] in ("policy", "adjacent")
    ]
    if len(read) > 1 and read[1][1] >= _CLOSE * read[0][1]:
        return read[1][0]
    return None


def _steps(said: Answer, facet: str | None, also: str | None) -> list[Button]:
    steps = []
    if said.benefit and not said.topic.startswith("overview"):
        steps.append(button("我能不能领", "assess", topic=said.topic))
        steps.append(button("开始申请", "apply", topic=said.topic))
    if facet != "source":
        steps.append(button("看原文", "policy", topic=said.topic, facet="source"))
    if also:
        steps.append(_named(also))
    return [*steps, call_back(said.topic)]


def _named(label: str) -> Button:
    """The button for another reading, in the resident's words."""
    kind, _, name = label.partition("/")
    if kind == "policy":
        return button(current().topics[name].title, "policy", topic=name)
    return button(matters()[label]["title"], kind, matter=label)
