"""Characters and sounds as bags of n-grams, for the vectorisers."""

import re

from bot.nlu.sounds import sounds

_NOT_TEXT = re.compile(r"[^\w⟦⟧]+")
_TOKEN = re.compile(r"⟦\w+:\w+⟧")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def plain(text: str) -> str:
    """Only what carries the topic: no punctuation, numbers and private tokens as one sign each."""
    text = _TOKEN.sub("☏", text.lower())
    return _NOT_TEXT.sub(" ", _DIGITS.sub("0", text)).strip()


def character_grams(text: str) -> list[str]:
    """One to three neighbouring characters, within a run between blanks, with its edges marked."""
    grams: list[str] = []
    whole = f"^{plain(text)}$"
    for length in (1, 2, 3):
        grams.extend(whole[i : i + length] for i in range(len(whole) - length + 1))
    return [g for g in grams if g.strip() and g not in ("^", "$")]


def sound_grams(text: str) -> list[str]:
    """One to three neighbouring fuzzy syllables."""
    heard = sounds(plain(text))
    return [" ".join(heard[i : i + length]) for length in (1, 2, 3) for i in range(len(heard) - length + 1)]
