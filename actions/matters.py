"""The words for matters beside the policy (`adjacent/…`) and beyond it (`oos/…`)."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk.executor import CollectingDispatcher

from actions.phrases import say, tidy

_WORDS = Path(__file__).parent / "words" / "outside.yml"
_POINTS = re.compile(r"回电|12345|12385")


@lru_cache(maxsize=1)
def matters() -> dict[str, dict[str, Any]]:
    """The replies by label (`adjacent/certificate`, `oos/other_place`)."""
    raw = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return {entry["id"]: entry for entry in raw}


def outside_words(label: str) -> str:
    """What is said about a matter beside or beyond the policy; it always names somebody who can help."""
    entry = matters().get(label) or matters()[label.split("/")[0] + "/other"]
    words = tidy(entry["reply"])
    return words if _POINTS.search(words) else "\n".join([words, say("a_person")])


def other_place(dispatcher: CollectingDispatcher) -> list[dict[str, Any]]:
    """Another county's rules were asked for."""
    dispatcher.utter_message(text=outside_words("oos/other_place"))
    return []
