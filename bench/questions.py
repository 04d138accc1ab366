"""Questions with keys, drawn with a fixed seed so that two runs ask the same ones."""

import json
import random
from pathlib import Path
from typing import Any

_LONGEST = 2000  # characters that the gateway takes


def draw(folder: Path, number: int, seed: int) -> list[dict[str, Any]]:
    """`number` questions of all files in `folder`, each file in proportion; empty when there are none."""
    listed = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    usable = [question for question in listed if len(question["text"]) <= _LONGEST]
    return random.Random(seed).sample(usable, min(number, len(usable)))
