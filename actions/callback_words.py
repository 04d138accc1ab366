"""Find a call-back's phone, time, manner and matter in what was said."""

import re
from typing import Any

from actions.callback_draft import CallbackDraft
from actions.turn import Turn
from casework.phones import InvalidPhone, normalise
from casework.vault import get
from policy_kb.kb import current

_TOKEN = re.compile(r"⟦\w+:\w+⟧")
#: Words that ask for a call and say nothing about its matter.
_ABOUT_CALLING = re.compile(
    r"转?人工(?:客服|服务)?|真人|活人|客服|工作人员|专人|领导|管事的|你们?|您们?|人家|安排|找个?人|叫个?人|让个?人|来个人|派个?人"
    r"|给我|给俺|给咱|跟我|和我|同我|替我|帮我|联系我?|回个?电话?|打个?电话|打给我|电话|手机号?|号码|来电|通话|聊聊?|说说|讲讲|谈谈"
    r"|麻烦|请问?|能不能|能否|可以|可不可以|我想|想要?|我要|需要|希望|预约|约个?|登记|一下|个|吧|吗|呢|哇|了|的|是|我|有|行不行|好不好|哈|嘛"
    r"|打|回|接|约|再|就|都|尽快|赶紧|快|问问?|说|讲|话"
)
_SIGNS = re.compile(r"[\s,.;:!?，。；：！？、“”()（）~…-]+")


def hear(draft: CallbackDraft, turn: Turn, asked: str | None) -> bool:
    """Note what the message tells of the call-back; True when it told something."""
    before = (draft.phone, draft.when, draft.manner, draft.matter)
    _hear_contact(draft, turn)
    if turn.value("when"):
        draft.when = turn.value("when")
    elif asked == "when" and turn.text and not turn.by_button and not turn.value("phone"):
        draft.when = {"text": _plain(turn.text)[:40], "date": None, "from": None, "to": None}
    if asked == "matter" and not turn.by_button:
        draft.matter = _plain(turn.text)[:200] or None
    return before != (draft.phone, draft.when, draft.manner, draft.matter)


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
        likely = turn.topics()
        return _plain(turn.text)[:200], likely[0][0] if likely else last_topic
    return (topics[last_topic].title, last_topic) if last_topic in topics else (None, None)


def says_matter(turn: Turn) -> bool:
    """Whether anything is left once the wish to be called, the number and the time are taken away."""
    if turn.by_button:
        return False
    text = _TOKEN.sub("", turn.text)
    for entity in turn.entities:
        if entity["entity"] in ("when", "manner", "person") and entity.get("text"):
            text = text.replace(entity["text"], "")
    return len(_SIGNS.sub("", _ABOUT_CALLING.sub("", text))) >= 3


def _hear_contact(draft: CallbackDraft, turn: Turn) -> None:
    if turn.value("manner"):
        draft.manner = turn.value("manner")
    for token in turn.values("phone"):
        if _can_be_rung(token, turn.conversation):
            draft.phone = token


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


def when_words(when: dict[str, Any] | None) -> str:
    """The wished time in the person's words."""
    return (when or {}).get("text") or "随时"
