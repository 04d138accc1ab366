"""Which of the numbered choices a person means: "1", "１", "①", "一", "选1", "第一个", or the words themselves."""

import re
import unicodedata
from collections.abc import Sequence

from bot.doors import words
from bot.doors.shape import mark
from casework.choices import Chosen

_AROUND = re.compile(
    r"^(?:回复|选择|选|我选|第|点)?\s*(\d{1,2}|[A-Z]|[一二三四五六七八九十]{1,2})\s*(?:个|号|项)?[。.、)）]?$"
)
_HAN = {
    sign: number
    for number, sign in enumerate(("一", "二", "三", "四", "五", "六", "七", "八", "九", "十"), 1)
} | {"十一": 11, "十二": 12}


def asks_for_more(text: str) -> bool:
    """Whether a person replies the word that brings what is left to say."""
    return unicodedata.normalize("NFKC", text).strip('“”"‘’。.!~ \n') == words.NEXT


def meant(text: str, offered: Sequence[tuple[int, Chosen]]) -> Chosen | None:
    """The choice that `text` names; None when it is something said, not a choice."""
    said = unicodedata.normalize("NFKC", text).strip().upper()
    for _, chosen in offered:
        if said == unicodedata.normalize("NFKC", chosen.title).strip().upper():
            return chosen
    found = _AROUND.match(said)
    if found is None:
        return None
    sign = found.group(1)
    named = [chosen for _, chosen in offered if sign in _HAN and chosen.title.startswith(sign)]
    if named:
        return named[0] if len(named) == 1 else None  # “三” is 三级 before it is the third
    for number, chosen in offered:
        lettered = chosen.keyboard.endswith("L")
        if sign == mark(number, lettered) or (not lettered and _HAN.get(sign) == number):
            return chosen
    return None
