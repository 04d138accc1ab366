"""Read an answer to the question that was just asked: a button, 是/不是, a number, or plain words."""

import re
from typing import Any

from actions.form_turn import asks
from actions.memory import Memory
from actions.turn import Turn
from policy_kb.facts import Fact
from policy_kb.kb import KnowledgeBase

#: A short answer that begins with its yes or no: 没有吃低保, 领着呢.
_PLAIN_ANSWER = re.compile(r"(?P<no>没|不|无|未|非)|有|是|对|在|领|吃|办|想|要|需要")
_YES = ("有", "是", "对")  # other verbs say yes only to a question that has them
#: What a number with its unit is read as: 一年 is no age.
_COUNTED = {"岁": "age", "年": "years", "元": "money"}
_YEARS = re.compile(r"(?<!今)年(?![纪龄满])")
_SHORT = 12  # characters
#: 不是这个，是另外那个: speaks of the question, and answers nothing.
_NOT_AN_ANSWER = re.compile(r"这个|那个|另外|别的|问的|不懂|没懂|明白|意思|^对了")
_NONE_OF_THESE = ("都没有", "没有", "都不", "全没有", "没了", "没有了", "啥也没有", "甚也没有")
_OF_SEVERAL = re.compile(r"(?:都|全|啥也|甚也|什么也)(?:没|不是)")
_NOT_KNOWN = re.compile(r"(?:我|这个|也|还)?(?:不知道|不晓得|不清楚|不记得|记不清|记不得|忘了|说不上|说不清)")
#: That nothing more follows: 就这些, 别的没有.
_ALL_SAID = re.compile(r"就这|别的没|其他没|其它没|只有|没别的")


def take(kb: KnowledgeBase, memory: Memory, turn: Turn, asked: str) -> bool:
    """Note the answer to `asked`; False when the message holds none."""
    fact = kb.facts[asked]
    if turn.value("fact"):
        value = turn.value("value")
        return memory.learn(turn.value("fact"), value) if value is not None else False
    if memory.profile.get(asked) is not None and _just_said(turn, asked):
        return True
    if any(_just_said(turn, key) for key in kb.facts if key != asked):
        return False  # it speaks of something else: 需要轮椅 is no yes to another question
    value = _read(fact, turn)
    return memory.learn(asked, value) if value is not None else False


def take_choice(
    kb: KnowledgeBase, memory: Memory, turn: Turn, offered: list[str], ticked: list[str]
) -> bool | None:
    """Tick what was named of a choice. Once nothing more is to follow the rest counts as stated false.

    Several things in one message are the whole choice; after one alone the rest is offered again.

    Returns:
        True when the choice is made, False when more may follow, None when nothing can be read.
    """
    named = [key for key in offered if turn.value("need") == key or _names(kb.facts[key], turn)]
    for key in named:
        _tick(kb.facts[key], memory)
    ticked.extend(key for key in named if key not in ticked)
    left = [key for key in offered if key not in ticked and memory.profile.get(key) is None]
    if named and left and (turn.by_button or not (len(named) > 1 or _ALL_SAID.search(turn.text))):
        return False
    if not named and not _none_of_these(turn):
        return None
    for key in left:
        memory.learn(key, kb.facts[key].absent)
    return True


def _none_of_these(turn: Turn) -> bool:
    text = turn.text.strip()
    return turn.value("polarity") == "no" or text.startswith(_NONE_OF_THESE) or bool(_ALL_SAID.match(text))


def left_open(turn: Turn) -> bool:
    """不知道, 不知道几级, or 不想说."""
    if turn.value("polarity") in ("unknown", "refuse"):
        return True
    return len(turn.text) <= _SHORT and bool(_NOT_KNOWN.match(turn.text.strip())) and not asks(turn.text)


def _just_said(turn: Turn, asked: str) -> bool:
    return turn.value("disability" if asked == "disabilities" else asked) is not None


def _read(fact: Fact, turn: Turn) -> Any:
    if fact.kind == "bool" and not turn.by_button and _OF_SEVERAL.match(turn.text.strip()):
        return None  # an answer to several things, not to 户口在伊旗吗
    if fact.kind == "bool" and turn.value("polarity") in ("yes", "no"):
        return turn.value("polarity") == "yes"
    if fact.kind == "bool" and not turn.by_button and _NOT_AN_ANSWER.search(turn.text):
        return None
    if fact.kind == "bool" and not asks(turn.text) and len(turn.text) <= _SHORT:
        plain = _PLAIN_ANSWER.match(turn.text.strip())
        if plain and (plain["no"] or plain.group() in _YES or plain.group() in fact.question):
            return plain["no"] is None
    if fact.kind == "stay" and turn.value("polarity") == "no":
        return False
    if fact.kind == "number":
        bare = () if fact.unit == "岁" and _YEARS.search(turn.text) else ("number",)
        return _first(turn, (_COUNTED.get(fact.unit, "number"), *bare))
    said = turn.text.strip()
    for title, value in fact.buttons:
        if value is not None and (said == title or (len(title) > 1 and title in said)):
            return value
    if fact.kind == "choice" and turn.value("polarity") == "no" and "none" in fact.values:
        return "none"
    return None


def _first(turn: Turn, entities: tuple[str, ...]) -> Any:
    return next((turn.value(e) for e in entities if isinstance(turn.value(e), int | float)), None)


def _names(fact: Fact, turn: Turn) -> bool:
    stated = turn.value(fact.key)
    if stated is not None:
        return stated != fact.absent
    return any(word in turn.text for word in (fact.title, fact.tick, *fact.said))


def _tick(fact: Fact, memory: Memory) -> None:
    """A ticked need is true; one that has kinds (新建还是维修, 本人还是子女) stays open and is asked."""
    if fact.kind == "bool":
        memory.learn(fact.key, True)
