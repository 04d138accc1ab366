"""All that is said goes out by one way: no action stands beside `Ability`."""

import importlib
import pkgutil
from datetime import timedelta
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.utils import all_subclasses

import actions
from actions.ability import Ability
from actions.turn import today

TALK: dict[str, Any] = {"sender_id": "talk-1", "slots": {}, "latest_message": {}, "events": []}


class Says(Ability):
    """Says one thing."""

    def __init__(self, text: str) -> None:
        self._text = text

    def name(self) -> str:
        return "action_says"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        dispatcher.utter_message(text=self._text)
        return []


def heard(text: str) -> str:
    dispatcher = CollectingDispatcher()
    Says(text).run(dispatcher, Tracker.from_dict(TALK), {})
    return dispatcher.messages[0]["text"]


CITING = "残疾人每年有补贴。\n依据：《实施意见》第1条"
EXPIRED = "注意：这份文件已经过了有效期，办之前请先跟旗残联确认。"


def test_whatever_cites_the_policy_after_its_last_day_warns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIZHU_PROMULGATED", "2015-01-01")
    assert heard(CITING) == f"残疾人每年有补贴。\n{EXPIRED}\n依据：《实施意见》第1条"
    assert heard("您好，我是伊助。") == "您好，我是伊助。"
    own = "注意：这份文件过了有效期，请先问旗残联。\n依据：《实施意见》第1条"
    assert heard(own) == own, "a result warns in its own words, once"


def test_before_the_first_day_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIZHU_PROMULGATED", today().isoformat())
    assert "注意：这份文件还没到施行的日子。\n依据" in heard(CITING)


@pytest.mark.parametrize("days", [None, 31])
def test_nothing_is_warned_of_while_it_is_in_force_or_the_day_is_not_set(
    monkeypatch: pytest.MonkeyPatch, days: int | None
) -> None:
    day = "" if days is None else (today() - timedelta(days=days)).isoformat()
    monkeypatch.setenv("YIZHU_PROMULGATED", day)
    assert heard(CITING) == CITING


def test_every_action_speaks_through_ability() -> None:
    for module in pkgutil.iter_modules(actions.__path__):
        importlib.import_module(f"actions.{module.name}")
    ours = [one for one in all_subclasses(Action) if one.__module__.startswith("actions.")]
    assert len(ours) > 10
    assert [one for one in ours if not issubclass(one, Ability) or "run" in vars(one)] == [Ability]
