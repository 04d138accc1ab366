"""How a text sounds: fuzzy pinyin, so that 底保 and 低保, or 证策 and 政策, look alike.

Tones are dropped, and the pairs that phones and the speech of this area confuse are made one:
zh/z, ch/c, sh/s, -ng/-n, l/n at the start, h/f.
"""

import re
from functools import lru_cache

from pypinyin import Style, pinyin
from pypinyin.contrib.tone_convert import to_normal

_START = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"))
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def fuzzy(syllable: str) -> str:
    """A syllable without tone, its confusable start and end made one."""
    for confused, plain in _START:
        if syllable.startswith(confused):
            syllable = plain + syllable[len(confused) :]
            break
    return syllable[:-1] if syllable.endswith("ng") else syllable


@lru_cache(maxsize=8192)
def _character(char: str) -> str:
    return fuzzy(pinyin(char, style=Style.NORMAL, heteronym=False)[0][0])


def sounds(text: str) -> list[str]:
    """The fuzzy syllables of a text in order; typed pinyin words count as what they spell."""
    found: list[str] = []
    for piece in re.findall(r"[\u4e00-\u9fff]|[a-z]+|\d+", text.lower()):
        if _HAN.match(piece):
            found.append(_character(piece))
        elif piece.isdigit():
            found.append("0")  # which number it is says nothing about the topic
        else:
            found.extend(_spelled(piece))
    return found


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    from pypinyin.constants import PINYIN_DICT

    readings = {to_normal(one) for value in PINYIN_DICT.values() for one in value.split(",")}
    return frozenset(s for s in readings if s.isascii() and s.isalpha())


@lru_cache(maxsize=4096)
def _spelled(word: str) -> tuple[str, ...]:
    """Cut a typed word such as `canji` into syllables, longest first; not pinyin → the word itself."""
    rest, cut = word, []
    while rest:
        for length in range(min(6, len(rest)), 0, -1):
            if rest[:length] in _syllables():
                cut.append(fuzzy(rest[:length]))
                rest = rest[length:]
                break
        else:
            return (word,)
    return tuple(cut)
