"""What people put around any question, for the misheard copies of the training examples."""

import random
from pathlib import Path

import yaml

_FRAMES: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
_SHARE = 0.3  # of the copies get an opening, as many a closing


def framed(text: str, seed: int) -> str:
    """The text with an opening, a closing, both or neither around it; the same for the same seed."""
    chance = random.Random(f"frame:{seed}:{text}")
    before = chance.choice(_FRAMES["before"]) if chance.random() < _SHARE else ""
    after = chance.choice(_FRAMES["after"]) if chance.random() < _SHARE else ""
    return before + text.rstrip("，。？！") + after if after else before + text
