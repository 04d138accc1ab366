"""A text understood once is not worked out again; nobody gets what is another message's own."""

import asyncio
from datetime import date
from typing import Any

import pytest

from bot.dialogue import parses
from bot.dialogue.parses import Parses


class Ear:
    """Stands in for Rasa's agent: understands, and counts how often."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def parse_message(self, text: str) -> dict[str, Any]:
        self.heard.append(text)
        facts = [{"entity": "age", "value": len(text)}]
        return {"text": text, "entities": facts, "message_id": "m1", "metadata": {"door": "web"}}


def read(kept: Parses, ear: Ear, *texts: str) -> list[dict[str, Any]]:
    async def each() -> list[dict[str, Any]]:
        return [await kept.of(ear, text) for text in texts]

    return asyncio.run(each())


def test_a_repeated_text_is_understood_once_and_alike():
    ear = Ear()
    first, second, other = read(Parses(), ear, "你好", "你好", "您好啊")
    assert first == second == {"text": "你好", "entities": [{"entity": "age", "value": 2}]}
    assert other["entities"][0]["value"] == 3
    assert ear.heard == ["你好", "您好啊"]


def test_what_one_turn_changes_the_next_does_not_see():
    kept, ear = Parses(), Ear()
    (first,) = read(kept, ear, "你好")
    first["entities"][0]["value"] = 99
    (second,) = read(kept, ear, "你好")
    second["entities"].clear()
    assert read(kept, ear, "你好")[0]["entities"] == [{"entity": "age", "value": 2}]
    assert ear.heard == ["你好"]


def test_tomorrow_is_another_day(monkeypatch: pytest.MonkeyPatch):
    kept, ear = Parses(), Ear()
    monkeypatch.setattr(parses, "today", lambda: date(2026, 11, 23))
    read(kept, ear, "明天给我打电话", "明天给我打电话")
    monkeypatch.setattr(parses, "today", lambda: date(2026, 11, 24))
    read(kept, ear, "明天给我打电话", "明天给我打电话")
    assert ear.heard == ["明天给我打电话"] * 2


def test_the_oldest_are_forgotten_and_long_ones_not_kept():
    kept, ear = Parses(most=2), Ear()
    read(kept, ear, "一", "二", "一", "三", "一", "二")
    assert ear.heard == ["一", "二", "三", "二"]
    long = "说来话长" * 20
    read(kept, ear, long, long)
    assert ear.heard[-2:] == [long, long]
