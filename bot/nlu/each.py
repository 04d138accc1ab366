"""他们俩一年各多少: one question asked of several people, taken as a question for each of them."""

import re
from typing import Any

from bot.nlu.extract.message import Message
from bot.nlu.extract.people import mentions
from bot.nlu.extract.which import relation_of
from bot.nlu.several import MOST, Part

_EACH = re.compile(
    r"各(?:自|是|能|该|给|领|拿|补|有|得|算)*[^，。？！]{0,4}(?:多少|几|什么|啥|甚)|分别[^，。？！]{0,8}(?:多少|几|什么|啥|甚)"
    r"|(?:俩|两个(?:人)?|两口子|都)[^，。？！]{0,8}(?:多少|几个?钱)|一人[^，。？！]{0,6}(?:多少|几)"
)
#: Whoever asks, and those a question points to, beside kin by their names.
_POINTED_TO = re.compile("[我他她咱俺你您]")
_OTHER = "of_another"


def for_each(question: Part) -> list[Part]:
    """The question once for every person of whom something is said; empty when it is asked of one.

    Args:
        question: the whole message as understood, a matter of the policy, with its entities.
    """
    others = [e["value"] for e in question.entities if e["entity"] == _OTHER]
    own = [e for e in question.entities if e["entity"] != _OTHER]
    if not others or not question.label.startswith("policy/"):
        return []
    if not _EACH.search(question.text) and not _both_described(question.text, own, others):
        return []
    facts: dict[str, list[dict[str, Any]]] = {}
    for one in others:
        facts.setdefault(one["key"], []).append({"entity": one["entity"], "value": one["value"]})
    people = [own, *([_person(key), *said] for key, said in facts.items())]
    return [_asked_of(question, entities) for entities in people[:MOST]]


def _both_described(text: str, own: list[dict[str, Any]], others: list[dict[str, Any]]) -> bool:
    """我爸肢体三级，我妈视力一级，一年补贴多少: a disability of each is told, and the words that ask name nobody."""
    asking = re.split("[，。；、]", text.strip("，。；、？！"))[-1]
    named = _POINTED_TO.search(asking) or mentions(Message(asking))
    told = [any(e["entity"] == "disability" for e in entities) for entities in (own, others)]
    return all(told) and not named


def _person(key: str) -> dict[str, Any]:
    return {"entity": "person", "value": relation_of(key), "key": key}


def _asked_of(question: Part, entities: list[dict[str, Any]]) -> Part:
    return Part(
        question.text, question.intent, question.label, question.confidence, question.facet, False, entities
    )
