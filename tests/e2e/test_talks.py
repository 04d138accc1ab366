"""Whole conversations as readable data (`talks/*.yml`), played against the running system.

Each turn says or presses something; the replies must hold every `has` and none of `lacks`. With `easy: true`
they must be easy to read: short bubbles.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

TALKS = sorted((Path(__file__).parent / "talks").glob("*.yml"))


def _talks() -> list[Any]:
    return [
        pytest.param(talk["turns"], id=f"{path.stem}: {talk['who']}")
        for path in TALKS
        for talk in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("turns", _talks())
def test_a_talk_goes_as_it_should(chat, turns):
    for turn in turns:
        reply = chat.say(turn["say"]) if "say" in turn else chat.press(turn["press"])
        for words in turn.get("has", []):
            assert words in reply, f"{turn}\n{reply}"
        for words in turn.get("lacks", []):
            assert words not in reply, f"{turn}\n{reply}"
        if turn.get("easy"):
            assert all(len(bubble["text"]) <= 80 for bubble in chat.replies), f"{turn}\n{reply}"
        for title in turn.get("buttons", []):
            assert title in chat.titles, f"{turn}\n{chat.titles}"
