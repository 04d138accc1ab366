"""What Yizhu knows of a person, in words that can be checked."""

from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.buttons import button
from actions.memory import Memory
from actions.persons import which_of
from actions.phrases import say
from actions.turn import Turn
from policy_kb import fact_words as words_of
from policy_kb.current import current

PERSON_WORDS = {
    "self": "您",
    "mother": "您母亲",
    "father": "您父亲",
    "spouse": "您爱人",
    "child": "您的孩子",
    "grandchild": "您的孙辈",
    "grandparent": "您的老人",
    "sibling": "您的兄弟姐妹",
    "in_law": "您的亲家人",
    "relative": "您的亲戚",
    "neighbour": "您的邻居",
    "other": "这个人",
}


def who(memory: Memory) -> str:
    """The current person as we address the asker: 您, 您母亲, 您婆婆…"""
    named = which_of(memory.current)
    if named and memory.relation == "other":  # 张大爷 is a name, and nobody's kin
        return named
    return f"您{named}" if named else PERSON_WORDS.get(memory.relation, "这个人")


def fact_words(key: str, value: Any) -> str:
    """One fact in words, such as `残疾类别和等级：视力一级` or `年龄：67岁`."""
    return words_of.fact_words(current().facts[key], value)


def known_lines(memory: Memory) -> str:
    """All that is known of the current person."""
    lines = words_of.profile_lines(current().facts, memory.facts)
    if not lines:
        return say("known_nothing")
    return say("known", who=who(memory), lines=lines)


def known_in_short(memory: Memory) -> list[str]:
    """What is known of the current person, without what there is not."""
    facts = current().facts
    return [
        fact_words(key, value)
        for key, value in memory.facts.items()
        if value is not None and not words_of.is_absent(facts[key], value)
    ]


def tell_known(dispatcher: CollectingDispatcher, memory: Memory) -> None:
    """Say what is known of the current person, with a way to correct it."""
    correct = [button("改一下", "control", control="correct")] if memory.facts else []
    dispatcher.utter_message(text=known_lines(memory), buttons=correct)


def fact_to_correct(turn: Turn) -> str | None:
    """The fact that a button below 改一下 names; None for a button that names a part of an application."""
    named = turn.value("fact") if turn.value("control") == "correct" else None
    return named if named in current().facts else None


def ask_which_fact(dispatcher: CollectingDispatcher, memory: Memory) -> None:
    """改一下: which fact is wrong; each is a button that asks it anew."""
    facts = current().facts
    buttons = [
        button(facts[key].title, "control", control="correct", fact=key)
        for key, value in memory.facts.items()
        if value is not None and not words_of.is_absent(facts[key], value)
    ]
    dispatcher.utter_message(text=say("correct_which" if buttons else "known_nothing"), buttons=buttons)
