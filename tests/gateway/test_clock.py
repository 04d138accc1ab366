"""The machine's clock jumps, by a day or for years: talks go on, limits and deadlines do not notice."""

import time

import pytest

from bot.gateway import words
from bot.gateway.session import LIFETIME


def say(client, text):
    return client.post("/api/chat", json={"text": text})


@pytest.fixture
def jump(monkeypatch):
    """Sets the clock that people read; the one that only counts seconds goes on."""
    real = time.time

    def by(seconds):
        monkeypatch.setattr(time, "time", lambda: real() + seconds)

    return by


@pytest.mark.parametrize("seconds", [-1, -86_400, 3_600, LIFETIME - 60])
def test_a_talk_goes_on_after_the_clock_was_set(house, jump, seconds):
    client = house.client()
    say(client, "你好")
    first = house.rasa.got[-1]["sender"]
    jump(seconds)
    assert say(client, "还在吗").json()["replies"][0]["text"] == "收到：还在吗"
    assert house.rasa.got[-1]["sender"] == first


def test_a_cookie_that_outlived_its_time_is_a_new_talk(house, jump):
    client = house.client()
    say(client, "你好")
    first = house.rasa.got[-1]["sender"]
    jump(LIFETIME + 60)
    say(client, "还在吗")
    assert house.rasa.got[-1]["sender"] != first


@pytest.mark.parametrize("seconds", [-86_400, 86_400])
def test_a_button_from_before_still_opens(house, jump, seconds):
    client = house.client()
    (button,) = say(client, "你好").json()["replies"][0]["buttons"]
    jump(seconds)
    assert client.post("/api/chat", json={"button": button["button"]}).status_code == 200


def test_limits_and_deadlines_do_not_notice(start, jump):
    house = start(per_conversation=(2.0, 0.01), deadline=2.0)
    client = house.client()
    say(client, "一")
    say(client, "二")
    jump(86_400)
    assert [say(client, "三").status_code for _ in range(2)] == [200, 429], "a day later by the clock only"
    jump(-86_400)
    house.rasa.held = True
    other = house.client()
    began = time.monotonic()
    assert say(other, "问").json()["replies"][0]["text"] == words.APOLOGY
    assert time.monotonic() - began < 3
