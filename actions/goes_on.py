"""A question that names no matter (要什么材料, 我妈也能领吗) goes on about what was just said."""

import re
from typing import Any
from zlib import crc32

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.buttons import button, call_back, no_help
from actions.matters import outside_words
from actions.memory import Memory
from actions.missed import missed
from actions.phrases import say
from actions.turn import Turn
from policy_kb.current import current

#: From this confidence on a short question is taken at its word although it names no matter.
_PLAIN_ALONE = 0.6
#: What such a message may mean at the beginning of a talk, by the classifier's own reading.
_OTHERWISE = {"apply": "application_form", "assess": "assessment_form"}


_OUTSIDE = ("adjacent", "oos")
_IF_I_GET_IT = re.compile(
    r"(?:那|那么|您看|你看|看看)?(?:我|俺|额)(?:到底)?(?:能不能|可不可以|能否|够不够格)?领(?:到|上|着)?[吗呢不？?。]*"
    r"|(?:那|那么|您看|你看|看看)?(?:我|俺|额)(?:到底)?能领(?:到|上|着)?(?:吗|不|么|不能)[？?。]*"
)

#: 办下来一年能领多少, after 残疾证怎么办: not about the certificate any more.
_WHAT_IT_BRINGS = re.compile(r"(?:领|补|拿|享受)[^，。？！]{0,4}(?:多少|几|什么|啥|甚|哪些)")

#: What a bare sum means in an answer about this topic (交了两万呢).
_SUM_MEANS = {
    "tertiary_aid": "tuition_paid",
    "rent_reduction": "public_rental_rent",
}


def learn_bare_sum(turn: Turn, memory: Memory, topic: str) -> None:
    """交了两万呢, after the tuition: the sum is the one that the topic asks for."""
    fact, yuan = _SUM_MEANS.get(topic), turn.value("money")
    if turn.elliptic and fact and yuan is not None and turn.value("claim") is None:
        memory.learn(fact, yuan)


def topic_of(turn: Turn, tracker: Tracker) -> str | None:
    """The topic a question is about: its own, or the last one's where it names none; None if there is none."""
    before = (tracker.get_slot("last") or {}).get("topic")
    if turn.elliptic and before:
        return str(before)
    topics = turn.topics()
    if not topics or (turn.elliptic and turn.label != f"policy/{topics[0][0]}"):
        return None
    return topics[0][0] if not turn.elliptic or topics[0][1] >= _PLAIN_ALONE else None


def mark(text: str) -> int:
    """A short mark of an answer, by which the same one is known again."""
    return crc32(text.encode())


def unchanged(turn: Turn, tracker: Tracker, text: str) -> str:
    """What is said first where a message that only goes on gets the very answer it got before; else nothing."""
    last = tracker.get_slot("last") or {}
    if turn.by_button or turn.intent == "control" or last.get("said") != mark(text):
        return ""
    if turn.intent == "inform":
        return say("noted_unchanged")
    return say("unchanged") if turn.elliptic else ""


def asks_if_one_gets_it(turn: Turn, tracker: Tracker) -> str | None:
    """我能不能领 or 我爸听力三级能给不, typed where the button under an answer says the same: the topic it is
    about, else None. A question that the classifier reads as that very topic is answered, with what was said.
    """
    topic = current().topics.get((tracker.get_slot("last") or {}).get("topic") or "")
    if turn.by_button or topic is None or topic.benefit is None or topic.is_overview:
        return None
    whether = turn.whether and (turn.intent != "policy" or turn.label != f"policy/{topic.id}")
    return topic.id if whether or _IF_I_GET_IT.fullmatch(turn.text.strip()) else None


def told_before(turn: Turn, tracker: Tracker) -> dict[str, Any] | None:
    """Which of the several answers of the last turn is meant (第二件): whom it was about, and its topic, or
    its `matter` where that was beside the policy."""
    told = (tracker.get_slot("last") or {}).get("told") or []
    number = turn.value("ordinal")
    if number is None or not turn.elliptic or number > len(told) or not told:
        return None
    meant: dict[str, Any] = told[number if number < 0 else number - 1]
    return meant


def beside_before(turn: Turn, tracker: Tracker) -> str | None:
    """The matter beside the policy (残疾证怎么办) that a message without one of its own goes on about."""
    last = tracker.get_slot("last") or {}
    goes_on = turn.elliptic and not last.get("topic") and not _WHAT_IT_BRINGS.search(turn.text)
    return last.get("matter") if goes_on else None


def tell_matter(dispatcher: CollectingDispatcher, label: str) -> None:
    """Who can help with a matter beside the policy, once more."""
    dispatcher.utter_message(text=outside_words(label), buttons=[call_back(), no_help()])


def elsewhere(
    dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, memory: Memory
) -> list[dict[str, Any]]:
    """No topic was spoken of: do what it means alone, or ask which matter is meant."""
    beside = beside_before(turn, tracker)
    if beside:
        tell_matter(dispatcher, beside)
        return [memory.event()]
    if tracker.active_loop_name == "assessment_form" and turn.facet:
        dispatcher.utter_message(text=say("told_with_result"))
        return [memory.event()]
    kind = turn.label.split("/")[0]
    if kind in _OUTSIDE and not turn.facet and turn.confidence >= _PLAIN_ALONE:
        tell_matter(dispatcher, turn.label)
        return [memory.event()]
    action = _OTHERWISE.get(kind)
    if action:
        return [memory.event(), FollowupAction(action)]
    return ask_which(dispatcher, turn, memory)


def ask_which(dispatcher: CollectingDispatcher, turn: Turn, memory: Memory) -> list[dict[str, Any]]:
    """Facts or a side without a matter, and none before: offer what they may be for."""
    missed(turn, "asked_back")
    steps = [button("我能领什么", "assess"), button("残疾人补贴一年多少钱", "policy", topic="subsidy_amount")]
    dispatcher.utter_message(text=say("nothing_before"), buttons=[*steps, call_back()])
    return [memory.event()]
