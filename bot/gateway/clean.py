"""Typed text as it may go on: no control characters, no brackets that only we may write."""

import re
import unicodedata

# Kept among the format characters: joiners for emoji, and the vowel separator of Mongolian script.
_KEPT = {"\n", "\u200c", "\u200d", "\u180e"}
_DROPPED = {"Cc", "Cf", "Cs", "Cn"}
_BRACKETS = str.maketrans("", "", "⟦⟧")
_BLANK_LINES = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """Return `text` without control, direction and token characters, and without outer space.

    Line ends become \\n, tabs become spaces. The result is valid UTF-8 and may be empty.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").translate(_BRACKETS)
    kept = (char for char in text if char in _KEPT or unicodedata.category(char) not in _DROPPED)
    cleaned = _BLANK_LINES.sub("\n\n", "".join(kept)).strip()
    return cleaned if any(unicodedata.category(char)[0] in "LNPSM" for char in cleaned) else ""
