"""`ordinal`: which of several things just answered is meant (第二件, 头一个, 最后那个)."""

import re

from bot.nlu.extract.found import Found
from bot.nlu.extract.message import Message

#: 第七条 is a clause of the document, so 条 does not count here.
_NTH = re.compile(
    r"(?:第(?P<n>[一二三1-3])(?:件事?|个(?!月|季度|孩子|娃)|样|项|问)|(?P<first>头一?[件个样])|(?P<last>最后那?一?[件个样]))(?:事|问题)?"
)
_NUMBER = {"一": 1, "二": 2, "三": 3}
_LONGEST = 16  # characters; in a longer message 第二个 counts something of its own


def ordinals(message: Message) -> list[Found]:
    """Entity `ordinal`: 1, 2, 3, or -1 for the last; nothing in a long message."""
    if len(message.text) > _LONGEST:
        return []
    m = _NTH.search(message.text)
    if m is None:
        return []
    value = -1 if m["last"] else 1 if m["first"] else _NUMBER.get(m["n"]) or int(m["n"])
    return [Found("ordinal", value, m.start(), m.end(), m.group())]
