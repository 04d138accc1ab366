"""What Yizhu knows of a person, in words that can be checked."""

from typing import Any

from actions.memory import Memory
from actions.persons import which_of
from actions.phrases import say
from policy_kb import fact_words as words_of
from policy_kb.kb import current

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
    return f"您{named}" if named else PERSON_WORDS.get(memory.relation, "这个人")


def fact_words(key: str, value: Any) -> str:
    """One fact in words, such as `残疾类别和等级：视力一级` or `年龄：67岁`."""
    return words_of.fact_words(current().facts[key], value)


def known_lines(memory: Memory) -> str:
    """All that is known of the current person."""
    lines = [fact_words(key, value) for key, value in memory.profile.items() if value is not None]
    if not lines:
        return say("known_nothing")
    return say("known", who=who(memory), lines=lines)
