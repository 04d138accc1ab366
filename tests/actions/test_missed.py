"""What goes on the review list from the talk, and that the list never costs anybody the reply."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from waiting import eventually

from actions import missed as writer
from actions.afterwards import settle
from actions.answer import ActionAnswer
from actions.control import ActionControl
from actions.follow_up import ActionFollowUp
from actions.not_understood import ActionNotUnderstood
from actions.outside import ActionOutside
from casework import db, misses, tally
from casework.clock import utcnow

NOT_HELPED = '/control{"control": "not_helped"}'


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("YIZHU_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield tmp_path
    settle()
    db.dispose()


def said(text: str, label: str, *also: tuple[str, float], **values: Any) -> dict[str, Any]:
    """A message as Rasa reads it."""
    entities = [{"entity": key, "value": value} for key, value in values.items()]
    return {
        "text": text,
        "intent": {"name": label.split("/")[0], "confidence": 0.5},
        "understood": {"label": label, "ranking": [[label, 0.5], *map(list, also)]},
        "entities": entities,
    }


def tracker(*messages: dict[str, Any], slots: dict[str, Any] | None = None) -> Tracker:
    events = [{"event": "user", "text": m["text"], "parse_data": m} for m in messages]
    return Tracker("talk", slots or {}, messages[-1], events, False, None, {}, "action_listen")


def reply(
    action: Any, *messages: dict[str, Any], slots: dict[str, Any] | None = None
) -> list[dict[str, Any]]:
    dispatcher = CollectingDispatcher()
    action.run(dispatcher, tracker(*messages, slots=slots), {})
    settle()
    return list(dispatcher.messages)


def titles(messages: list[dict[str, Any]]) -> list[str]:
    return [button["title"] for message in messages for button in message["buttons"]]


def listed() -> list[tuple[str, str]]:
    return [(miss.text, miss.reason) for miss in misses.list_misses()]


def test_what_was_not_understood_is_listed_with_what_it_was_taken_for() -> None:
    reply(ActionNotUnderstood(), said("咕噜咕噜，我叫王桂兰", "unsure", ("policy/scope", 0.1)))
    [one] = misses.list_misses()
    assert (one.text, one.reason) == ("咕噜咕噜，我叫［姓名］", "not_understood")
    assert (one.understood, one.confidence) == ("unsure", 0.5)


@pytest.mark.parametrize("label", ["oos/other", "oos/gibberish"])
def test_what_is_nothing_in_particular_is_listed(label: str) -> None:
    reply(ActionOutside(), said("一句别的话", label))
    assert listed() == [("一句别的话", "outside")]


def test_a_question_without_a_matter_is_listed_as_asked_back() -> None:
    reply(ActionFollowUp(), said("八岁", "inform", age=8))
    assert listed() == [("八岁", "asked_back")]


def test_answers_and_outside_replies_have_the_button() -> None:
    assert "没帮到我" in titles(reply(ActionAnswer(), said("住院能救助多少", "policy/inpatient_aid")))
    assert "没帮到我" in titles(reply(ActionOutside(), said("残疾证咋办", "adjacent/certificate")))
    assert "没帮到我" in titles(reply(ActionOutside(), said("飞机票多少钱", "oos/knowledge")))
    assert "没帮到我" not in titles(reply(ActionOutside(), said("你真笨", "oos/insult")))
    assert listed() == []


def test_several_answers_have_it_once_below_the_last() -> None:
    asked = said("住院救助多少，轮椅咋领", "policy/inpatient_aid")
    asked["understood"]["parts"] = [
        {"text": text, "intent": "policy", "label": label, "confidence": 0.9, "facet": None}
        | {"elliptic": False, "entities": []}
        for text, label in (("住院救助多少", "policy/inpatient_aid"), ("补贴多少", "policy/subsidy_amount"))
    ]
    assert titles(reply(ActionAnswer(), asked)).count("没帮到我") == 1


def test_pressed_it_lists_the_question_and_offers_a_person_and_other_topics() -> None:
    asked = said("住院那个钱", "policy/inpatient_aid", ("policy/subsidy_amount", 0.2), ("policy/scope", 0.01))
    pressed = said(NOT_HELPED, "control", control="not_helped")
    slots = {"last": {"topic": "inpatient_aid", "facet": None}}
    messages = reply(ActionControl(), asked, pressed, slots=slots)
    assert titles(messages) == ["约人回电", "残疾人补贴一年多少钱"]
    assert "对不起" in messages[0]["text"]
    assert listed() == [("住院那个钱", "not_helped")]


def test_pressed_twice_it_counts_once() -> None:
    asked = said("住院那个钱", "policy/inpatient_aid")
    pressed = said(NOT_HELPED, "control", control="not_helped")
    reply(ActionControl(), asked, pressed)
    reply(ActionControl(), asked, pressed, pressed)
    assert [miss.times for miss in misses.list_misses()] == [1]


def test_what_was_asked_and_what_was_missed_is_counted_by_day() -> None:
    for _ in range(2):
        reply(ActionAnswer(), said("住院能救助多少", "policy/inpatient_aid"))
    reply(ActionNotUnderstood(), said("咕噜咕噜", "unsure"))
    today = utcnow().date() - timedelta(days=1)
    assert tally.totals("asked", today) == {"inpatient_aid": 2}
    assert tally.totals("missed", today) == {"not_understood": 1}
    assert tally.totals("asked", today + timedelta(days=3)) == {}


def test_a_list_that_cannot_be_written_costs_nobody_the_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("no disk")

    monkeypatch.setattr(writer, "note_miss", broken)
    assert reply(ActionNotUnderstood(), said("咕噜咕噜", "unsure"))[0]["text"]


def test_a_slow_list_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    written, disk = [], threading.Event()
    monkeypatch.setattr(writer, "note_miss", lambda *_: written.append(disk.wait(30)))
    dispatcher = CollectingDispatcher()
    ActionNotUnderstood().run(dispatcher, tracker(said("咕噜咕噜", "unsure")), {})
    assert dispatcher.messages and not written
    disk.set()
    assert eventually(lambda: written)
