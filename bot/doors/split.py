"""Long texts in parts that a door can carry, cut where a reader would pause."""

import re
from collections.abc import Callable, Iterator

# From the best place to the worst; each pattern ends where a cut may be made.
_PLACES = (
    re.compile(r"\n\n+"),
    re.compile(r"\n"),
    re.compile(r"[。！？!?…]+[”’）)]*"),
    re.compile(r"[；;，,、 ]"),
)


def split(text: str, longest: int, measure: Callable[[str], int] = len) -> list[str]:
    """Cut `text` into parts of at most `longest`, as `measure` counts; nothing but outer space is lost.

    A cut is made at the last empty line that fits, else line end, sentence end, comma, else anywhere.
    A single character longer than `longest` stays whole.
    """
    parts = []
    rest = text.strip()
    while measure(rest) > longest:
        end = _cut(rest, _fitting(rest, longest, measure))
        parts.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*parts, rest] if rest else parts


def _fitting(text: str, longest: int, measure: Callable[[str], int]) -> int:
    """How many characters of `text` fit; at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle]) <= longest else (low, middle - 1)
    return low


def _cut(text: str, fits: int) -> int:
    """The best place for a cut within the first `fits` characters, not too near the beginning."""
    for place in _PLACES:
        ends = [end for end in _ends(place, text, fits) if end >= fits // 3]
        if ends:
            return ends[-1]
    return fits


def _ends(place: re.Pattern[str], text: str, fits: int) -> Iterator[int]:
    return (found.end() for found in place.finditer(text, 0, fits))


def utf16(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def utf8(text: str) -> int:
    """Length in bytes of UTF-8, as WeChat counts."""
    return len(text.encode())
