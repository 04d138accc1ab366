"""Find a call-back's phone, time, manner and matter in what was said."""

import re
from typing import Any

from actions.callback_draft import CallbackDraft
from actions.callback_who import who_picks_up
from actions.turn import Turn
from casework.phones import InvalidPhone, normalise
from casework.vault import get
from casework.wishes import manner_key
from policy_kb.current import current

_TOKEN = re.compile(r"⟦\w+:\w+⟧")
#: Words that ask for a call and say nothing about its matter.
_ABOUT_CALLING = re.compile(
    r"转?人工(?:客服|服务)?|真人|活人|客服|工作人员|专人|领导|管事的|你们?|您们?|人家|安排|找个?人|叫个?人|让个?人|来个人|派个?人"
    r"|给我|给俺|给咱|跟我|和我|同我|替我|帮我|联系我?|回个?电话?|打个?电话|打给我|电话|手机号?|号码|来电|通话|聊聊?|说说|讲讲|谈谈"
    r"|麻烦|请问?|能不能|能否|可以|可不可以|我想|想要?|我要|需要|希望|预约|约个?|登记|一下|个|吧|吗|呢|哇|了|的|是|我|有|行不行|好不好|哈|嘛"
    r"|打|回|接|约|再|就|都|尽快|赶紧|快|问问?|说|讲|话|改[到成为]|换[到成]|不同意|同意|不对|对"
)
#: From this confidence on a topic decides which office calls back, and which wishes are the same.
_STANDS_OUT = 0.3
#: Characters left from which on a message has a matter; one fewer (轮椅) will do where it is like a topic.
_TELLS = 3
_LONGEST = 200  # characters of a matter
_OPENING = re.compile(
    r"^(?:我|俺)?(?:还|再)?(?:想|要|想要)?再?(?:请|麻烦|帮我|让人|叫人|找个?人)*(?:[给跟和]我)?再?"
    r"[打约回](?:一?个|一下)?(?:电话|回电)(?=问|说|讲|聊|谈|咨询|了解)"
)
_CLAUSE = re.compile(r"[,，。；;！!\n]+")
_SIGNS = re.compile(r"[\s,.;:!?，。；：！？、“”()（）~…-]+")


def hear(draft: CallbackDraft, turn: Turn, asked: str | None) -> bool:
    """Note what the message tells of the call-back; True when it told something."""
    before = _told(draft)
    _hear_contact(draft, turn)
    if turn.value("when"):
        draft.when = turn.value("when")
    elif asked == "when" and _own_words(turn) and not turn.value("phone"):
        draft.when = {"text": _plain(turn.text)[:40], "date": None, "from": None, "to": None}
    if asked == "matter" and _own_words(turn) and (before == _told(draft) or says_matter(turn)):
        draft.matter, draft.topic = _matter_words(turn) or None, _topic_told(turn) or draft.topic
    return before != _told(draft)


def _told(draft: CallbackDraft) -> tuple[Any, ...]:
    return (draft.phone, draft.when, draft.manner, draft.matter, draft.who_answers)


def _own_words(turn: Turn) -> bool:
    """Typed words that are no 是/不是 and no wish about the talk."""
    return not turn.by_button and turn.value("control") is None and turn.value("polarity") is None


def matter_of(turn: Turn, last_topic: str | None) -> tuple[str | None, str | None]:
    """What the first message is about: its own words if they say more than “call me”, and a topic.

    Returns:
        (matter in words, topic id); either may be None.
    """
    topics = current().topics
    named = turn.value("topic")
    if named in topics:
        return topics[named].title, named
    if says_matter(turn):
        return _matter_words(turn), _topic_told(turn) or last_topic
    return (topics[last_topic].title, last_topic) if last_topic in topics else (None, None)


def _topic_told(turn: Turn) -> str | None:
    """The topic of the policy that the words are about; None where none stands out."""
    likely = turn.call_topics() or turn.topics()
    return likely[0][0] if likely and likely[0][1] >= _STANDS_OUT else None


def says_matter(turn: Turn) -> bool:
    """Whether anything is left once the wish to be called, the number and the time are taken away."""
    if turn.by_button:
        return False
    left = _left(_TOKEN.sub("", turn.text), turn)
    return left >= _TELLS or (left == _TELLS - 1 and bool(turn.call_topics() or turn.topics()))


def _matter_words(turn: Turn) -> str:
    """The clauses that tell the matter (问问低保), without those that only tell when, how and who picks up."""
    clauses = [
        clause for clause in _CLAUSE.split(_TOKEN.sub("", turn.text)) if _left(clause, turn) >= _TELLS - 1
    ]
    told = [_OPENING.sub("", clause) for clause in clauses if not who_picks_up(clause)]
    return "，".join(told)[:_LONGEST].strip() if told else _plain(turn.text)[:_LONGEST]


def _left(text: str, turn: Turn) -> int:
    """How many characters say more than “call me then”."""
    for entity in turn.entities:
        if entity["entity"] in ("when", "manner", "person") and entity.get("text"):
            text = text.replace(entity["text"], "")
    return len(_SIGNS.sub("", _ABOUT_CALLING.sub("", text)))


def _hear_contact(draft: CallbackDraft, turn: Turn) -> None:
    answers, manners = who_picks_up(turn.text), turn.values("manner")
    if answers and not answers.beside:  # 让我闺女接: she answers, she does not only listen
        manners = [manner for manner in manners if manner != "carer"]
    if answers:
        draft.who_answers = answers.who
    if manners:
        draft.manner = manner_key(manners)
    draft.phone = phone_in(turn) or draft.phone


def phone_in(turn: Turn) -> str | None:
    """The token of the last number in the message that can be rung."""
    tokens = [token for token in turn.values("phone") if _can_be_rung(token, turn.conversation)]
    return tokens[-1] if tokens else None


def _can_be_rung(token: str, conversation: str) -> bool:
    number = get(token, conversation)
    if number is None:
        return False
    try:
        normalise(number)
    except InvalidPhone:
        return False
    return True


def _plain(text: str) -> str:
    """The words without private numbers."""
    return _SIGNS.sub(" ", _TOKEN.sub("", text)).strip() if _TOKEN.search(text) else text.strip()
