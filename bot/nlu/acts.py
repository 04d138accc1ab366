"""Short messages that only make sense in the talk: an answer to what was asked, or a wish about the talk.

Decided by rules, since the classifier sees a message alone: `control` (说简单点, 上一步, 是, 不知道)
and `inform` (那农村的呢, 三级, 12岁): nothing but stated facts.
"""

import re
from collections.abc import Sequence

from bot.nlu.extract import Found

_ABOUT_THE_TALK = {"control", "polarity"}
#: A need or a hardship named alone (轮椅, 住院) is a question about it, not an answer.
_NOT_FACTS = _ABOUT_THE_TALK | {"other_place", "problem", "wants_work", "school_age_unenrolled", "difficulty"}
_NEEDS = "needs_"
#: What may be left over of a message that only states facts.
_LEFTOVER = re.compile(
    r"[\s,.;:!?，。；：！？、“”\"'()（）~—…]|那么?|如果|要是|我们?|咱|家里?|的话|呢|吗|嘛|吧|啊|呀|哇|嘞|了|的|是|有|在|今年|现在"
    r"|应该|可能|就|也|都|还|再|哦|噢|嗯|户口?|她|他|它|人|和|跟|一个|电话|手机号?|号码|打|给|请|您|你|大概|左右|约|花|一共|总共"
)


def act(text: str, found: Sequence[Found]) -> str | None:
    """`control`, `inform`, or None when the message is more than that.

    Args:
        text: the normalised message.
        found: what was extracted from it; positions refer to `text`.
    """
    if any(f.entity in _ABOUT_THE_TALK and f.end - f.start >= len(text.strip()) - 3 for f in found):
        return "control"
    facts = [f for f in found if f.entity not in _NOT_FACTS and not f.entity.startswith(_NEEDS)]
    if not facts:
        return None
    left = list(text)
    for fact in facts:
        left[fact.start : fact.end] = " " * (fact.end - fact.start)
    return "inform" if not _LEFTOVER.sub("", "".join(left)) else None
