"""Write texts as a phone mishears them: some characters replaced by others that sound alike."""

import random
from collections import defaultdict
from collections.abc import Iterable

from bot.nlu.sounds import sounds

_HAN = range(0x4E00, 0x9FFF)


class Mishearing:
    """Swaps characters for homophones taken from the characters that the given texts use."""

    def __init__(self, texts: Iterable[str]) -> None:
        alike: dict[str, list[str]] = defaultdict(list)
        for char in sorted({c for text in texts for c in text if ord(c) in _HAN}):
            alike[sounds(char)[0]].append(char)
        self._alike = dict(alike)

    def write(self, text: str, share: float, seed: int) -> str:
        """The text with about `share` of its Chinese characters swapped; the same for the same seed."""
        chance = random.Random(f"{seed}:{text}")
        return "".join(self._swap(c, chance) if chance.random() < share else c for c in text)

    def _swap(self, char: str, chance: random.Random) -> str:
        if ord(char) not in _HAN:
            return char
        others = [c for c in self._alike.get(sounds(char)[0], ()) if c != char]
        return chance.choice(others) if others else char
