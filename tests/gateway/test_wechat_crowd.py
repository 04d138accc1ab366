"""Many people and many messages at once: all are answered, each once, in the order of their words."""

import re
from collections.abc import Callable, Iterator

import pytest
from fake_wechat import AES_KEY, APP_ID, SECRET, TOKEN, Api, Side
from waiting import eventually

from bot.wechat.settings import WechatSettings
from casework.db import session_scope
from casework.door_tables import InboxRow

PEOPLE, MESSAGES = 8, 5


@pytest.fixture(params=["mute", "able"])
def crowded(request: pytest.FixtureRequest, start: Callable, serve: Callable) -> Iterator[tuple[Side, Api]]:
    """An account that can only answer, and one that can write."""
    api = Api()
    able = WechatSettings(APP_ID, TOKEN, AES_KEY, SECRET, serve(api.app()))
    account = able if request.param == "able" else WechatSettings(APP_ID, TOKEN, AES_KEY)
    made = Side(start(rate_limited=False, account=account).url, account)
    yield made, api
    made.close()


def kept() -> int:
    """How many messages were taken in."""
    with session_scope(read_only=True) as session:
        return session.query(InboxRow).count()


def fetch(side: Side, who: str) -> None:
    """Ask for what came too late on a busy machine, until there is nothing more."""
    for _ in range(20):
        if side.text(who, "继续").startswith("收到：继续"):
            return
    raise AssertionError("there is no end to it")


def test_rapid_fire_of_many_people(crowded: tuple[Side, Api], request: pytest.FixtureRequest, rasa) -> None:  # type: ignore[no-untyped-def]
    side, api = crowded
    rasa.seconds = 0.02
    side.text("o-0", "开始")
    waiting = []
    for message in range(MESSAGES):
        for person in range(PEOPLE):
            xml = side.xml(f"o-{person}", "text", MsgId=f"9{person}{message}", Content=f"第{message}句")
            waiting += [side.soon(side.bring, f"o-{person}", xml) for _ in range(1 + (person == 3))]
        assert eventually(lambda so_far=message: kept() == 1 + PEOPLE * (so_far + 1))
    for one in waiting:
        one.result()
    if request.node.callspec.params["crowded"] == "mute":
        for person in range(PEOPLE):
            fetch(side, f"o-{person}")

    def heard(person: int) -> list[str]:
        said = side.seen[f"o-{person}"] + [text for to, text in api.sent if to == f"o-{person}"]
        return re.findall("收到：第(.)句", "".join(said))

    everything = [str(number) for number in range(MESSAGES)]
    for person in range(PEOPLE):
        if person != 3:  # of whom each message was brought twice: the same answer twice, the question once
            assert eventually(lambda person=person: sorted(heard(person)) == everything), heard(person)
    assert eventually(lambda: set(heard(3)) == set(everything)), heard(3)
    by_person: dict[str, list[str]] = {}
    for one in rasa.got:
        if one["text"].startswith("第"):
            by_person.setdefault(one["sender"], []).append(one["text"])
    assert list(by_person.values()) == [[f"第{number}句" for number in range(MESSAGES)]] * PEOPLE


def test_who_sends_too_much_at_once_is_told(start: Callable, rasa) -> None:  # type: ignore[no-untyped-def]
    account = WechatSettings(APP_ID, TOKEN)
    side = Side(start(rate_limited=False, account=account).url, account)
    side.text("o-li", "开始")
    rasa.held = True
    waiting = [side.soon(side.text, "o-li", f"第{number}句") for number in range(16)]
    assert eventually(lambda: kept() >= 1 + 10 + 1)  # with the first, and with the word that it is too fast
    rasa.held = False
    for one in waiting:
        one.result()
    fetch(side, "o-li")
    everything = "".join(side.seen["o-li"])
    taken = [one["text"] for one in rasa.got if one["text"].startswith("第")]
    assert 10 <= len(taken) < 16
    assert 1 <= everything.count("您发得太快了") <= 16 - len(taken)
    assert all(everything.count(f"收到：{text}\n") == 1 for text in taken)
    side.close()
