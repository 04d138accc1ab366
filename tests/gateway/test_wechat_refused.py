"""What is not WeChat's, or broken, or hostile, is turned away; a house in trouble says so."""

import time
from collections.abc import Callable, Iterator

import pytest
from fake_wechat import AES_KEY, APP_ID, TOKEN, Side

from bot.wechat.cipher import signature
from bot.wechat.settings import WechatSettings

SAFE = WechatSettings(APP_ID, TOKEN, AES_KEY)
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "补贴补贴"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><xml><MsgType>text</MsgType><Content>&c;</Content></xml>'
)
FILE = '<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/hostname">]><xml><MsgType>text</MsgType><Content>&f;</Content></xml>'


@pytest.fixture
def encrypted(start: Callable) -> Iterator[Side]:
    """An account whose messages are encrypted."""
    made = Side(start(rate_limited=False, account=SAFE).url, SAFE)
    yield made
    made.close()


@pytest.fixture
def plain(start: Callable) -> Iterator[Side]:
    """An account whose messages are not."""
    account = WechatSettings(APP_ID, TOKEN)
    made = Side(start(rate_limited=False, account=account).url, account)
    yield made
    made.close()


def test_strangers_are_turned_away(encrypted: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    xml = encrypted.xml("o-li", "text", MsgId="1", Content="你好")
    long_ago = str(int(time.time()) - 3600)
    stranger = Side(encrypted.url, WechatSettings(APP_ID, TOKEN))  # knows the token's signature, not the key
    foreign = Side(encrypted.url, WechatSettings("wx0000000000000000", TOKEN, AES_KEY))
    refused = [
        encrypted.post(xml, signature="0" * 40),
        encrypted.post(xml, signature=""),
        encrypted.post(xml, signature="签名"),
        encrypted.post(xml, timestamp=long_ago),
        encrypted.post(xml, nonce="1"),
        encrypted.post(xml, msg_signature="0" * 40),
        stranger.post(xml),
        foreign.post(xml),
        encrypted.http.post("/wechat", content=xml),
        encrypted.http.get("/wechat"),
    ]
    assert [(one.status_code, one.text) for one in refused] == [(403, "")] * 10
    assert rasa.got == []
    stranger.close()
    foreign.close()


def test_an_old_request_played_again_is_refused(plain: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    xml = plain.xml("o-li", "text", MsgId="1", Content="你好")
    for seconds, status in ((3600, 403), (-3600, 403), (60, 200)):
        then = str(int(time.time()) - seconds)
        good = signature(TOKEN, then, "263014780")
        assert plain.post(xml, timestamp=then, nonce="263014780", signature=good).status_code == status
    assert len(rasa.got) == 1


def test_the_same_message_in_a_new_envelope_is_done_once(encrypted: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    xml = encrypted.xml("o-li", "text", MsgId="1", Content="你好")
    assert encrypted.bring("o-li", xml) == encrypted.bring("o-li", xml) != ""
    assert len(rasa.got) == 1


@pytest.mark.parametrize("mode", ["plain", "encrypted"])
def test_broken_and_hostile_messages_are_turned_away(mode: str, request: pytest.FixtureRequest, rasa) -> None:  # type: ignore[no-untyped-def]
    side: Side = request.getfixturevalue(mode)
    broken = ["", "<xml>", "你好", "<html></html>", BOMB, FILE, "<xml>" + "<a>" * 9000, "\x00\x01", "<xml/>"]
    codes = [side.post(one).status_code for one in broken]
    assert codes[:-1] == [403] * 8
    assert codes[-1] == (403 if mode == "plain" else 200)  # sealed by WeChat, but nothing to answer in it
    assert side.post("<xml>" + "x" * 70_000 + "</xml>").status_code == 413
    assert rasa.got == []
    assert side.text("o-li", "你好").startswith("收到：你好")


def test_without_an_account_there_is_no_such_address(start: Callable) -> None:
    house = start(rate_limited=False)
    with house.client() as client:
        assert client.post("/wechat").status_code == 404
        assert client.get("/wechat").status_code == 404


def test_a_message_that_cannot_be_kept_is_not_said_to_be(
    start: Callable, monkeypatch: pytest.MonkeyPatch, rasa
) -> None:  # type: ignore[no-untyped-def]
    account = WechatSettings(APP_ID, TOKEN)
    side = Side(start(rate_limited=False, account=account).url, account)
    monkeypatch.setenv("DATABASE_URL", "postgresql://yizhu@127.0.0.1:1/gone")
    shown = side.text("o-li", "补贴多少钱")
    assert shown.startswith("对不起，系统现在出了点问题，您刚才说的没有收下。")
    assert "12385" in shown
    assert rasa.got == []
    monkeypatch.delenv("DATABASE_URL")
    assert side.text("o-li", "补贴多少钱").startswith("收到：补贴多少钱")
    side.close()


def test_when_the_assistant_is_away_people_hear_it(start: Callable) -> None:
    account = WechatSettings(APP_ID, TOKEN)
    side = Side(start(down=True, rate_limited=False, account=account).url, account)
    assert side.text("o-li", "补贴多少钱").startswith("对不起，系统现在出了点问题")
    side.close()
