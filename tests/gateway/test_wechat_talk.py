"""People talk by WeChat: what they send, tap and say, and what they see in answer."""

import time
from collections.abc import Callable, Iterator

import pytest
from fake_wechat import AES_KEY, APP_ID, TOKEN, Side

from bot.wechat.cipher import signature
from bot.wechat.settings import WechatSettings
from casework import peers

PLAIN = WechatSettings(APP_ID, TOKEN)
SAFE = WechatSettings(APP_ID, TOKEN, AES_KEY)
ASKED = "收到：{said}\n\n回复数字就能选：\n1 约人回电"


@pytest.fixture
def side(request: pytest.FixtureRequest, start: Callable) -> Iterator[Side]:
    """An account without the right to write by itself; encrypted, if a test does not want both modes."""
    account = getattr(request, "param", SAFE)
    made = Side(start(rate_limited=False, account=account).url, account)
    yield made
    made.close()


@pytest.mark.parametrize("side", [PLAIN, SAFE], ids=["plain", "encrypted"], indirect=True)
def test_the_address_is_confirmed_when_it_is_entered(side: Side) -> None:
    stamp = str(int(time.time()))
    query = {"timestamp": stamp, "nonce": "263014780", "echostr": "1616140317555161061"}
    good = {**query, "signature": signature(TOKEN, stamp, "263014780")}
    assert side.http.get("/wechat", params=good).text == "1616140317555161061"
    wrong = side.http.get("/wechat", params={**good, "nonce": "263014781"})
    assert (wrong.status_code, wrong.text) == (403, "")


@pytest.mark.parametrize("side", [PLAIN, SAFE], ids=["plain", "encrypted"], indirect=True)
def test_a_question_is_answered_with_numbered_choices(side: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    assert side.text("o-li", "补贴多少钱") == ASKED.format(said="补贴多少钱")
    pressed = side.text("o-li", "1")
    assert pressed.startswith('您选了：约人回电\n收到：/callback{"topic": "subsidy_amount"}')
    assert [one.get("text") or one.get("payload") for one in rasa.got] == [
        "补贴多少钱",
        '/callback{"topic": "subsidy_amount"}',
    ]
    assert rasa.got[0]["metadata"] == {"door": "wechat", "easy": None}


def test_one_persons_numbers_are_not_anothers(side: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    side.text("o-li", "补贴多少钱")
    assert side.text("o-wang", "1").startswith("收到：1\n")
    assert len({one["sender"] for one in rasa.got}) == 2
    assert not any("o-li" in one["sender"] for one in rasa.got)


def test_the_same_number_from_another_person_is_another_message(side: Side) -> None:
    assert side.text("o-li", "补贴多少钱", 4711).startswith("收到：补贴多少钱")
    assert side.text("o-wang", "康复呢", 4711).startswith("收到：康复呢")


def test_what_a_person_says_aloud_is_repeated_and_answered(side: Side) -> None:
    heard = side.message("o-li", "voice", MediaId="x", Format="amr", Recognition="补贴多少钱。")
    assert heard == "听到您说：“补贴多少钱。”\n" + ASKED.format(said="补贴多少钱。")
    assert side.message("o-li", "voice", MediaId="x", Format="amr", Recognition="").startswith(
        "这段语音我没有听清"
    )


UNREADABLE = [
    ("image", {"PicUrl": "http://mmbiz.qpic.cn/x"}, "图片我看不了。"),
    ("video", {"MediaId": "x"}, "视频我看不了。"),
    ("shortvideo", {"MediaId": "x"}, "视频我看不了。"),
    ("file", {"Title": "证.pdf"}, "文件我打不开。"),
    ("link", {"Url": "https://example.org"}, "链接我打不开。"),
    ("location", {"Location_X": "39.56", "Location_Y": "109.75", "Label": "某村"}, "位置我用不上，不用发。"),
    ("text", {"Content": "【收到不支持的消息类型，暂无法显示】"}, "表情我看不懂。"),
    ("miniprogrampage", {"Title": "x"}, "这个我看不了。"),
]


def test_what_cannot_be_read_is_told(side: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    told = [side.message("o-li", kind, **fields) for kind, fields, _ in UNREADABLE]
    ways_on = "可以打字问我，也可以按住说话。想找人，发“约人回电”。"
    assert told == [begins + ways_on for _, _, begins in UNREADABLE]
    assert rasa.got == []


def test_newcomers_are_welcomed(side: Side) -> None:
    assert side.event("o-li", "subscribe").startswith(
        "谢谢您的关注。打字问就行，也可以按住说话。\n收到：/greet"
    )
    assert side.event("o-wang", "SCAN", "123").startswith("收到：/greet")


def test_the_menu_does_what_it_says(side: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    for key in ("check", "call", "status", "delete"):
        side.event("o-li", "CLICK", key)
    assert [one["payload"] for one in rasa.got] == [
        "/assess",
        "/callback",
        "/callback_status",
        "/delete_data",
    ]


def test_easy_words_are_switched_on_and_off(side: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    rasa.answer = [{"text": "好，我说简单点。", "custom": {"easy": True}}]
    assert side.event("o-li", "CLICK", "easy", 1000).startswith("好，我说简单点。")
    rasa.answer = [{"text": "好，改回来了。", "custom": {"easy": False}}]
    assert side.event("o-li", "CLICK", "easy", 1001).startswith("好，改回来了。")
    assert [one["payload"] for one in rasa.got] == [
        '/control{"control": "simpler"}',
        '/control{"control": "normal"}',
    ]
    assert [one["metadata"]["easy"] for one in rasa.got] == [None, True]


def test_how_things_are_kept_is_said_without_asking_anybody(side: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    assert "存之前会加密" in side.event("o-li", "CLICK", "privacy")
    assert rasa.got == []


def test_reports_of_wechat_are_not_answered(side: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    where = {"Latitude": "39.56", "Longitude": "109.75", "Precision": "10"}
    assert side.event("o-li", "LOCATION", **where) == ""
    assert side.event("o-li", "VIEW", "https://example.org") == ""
    assert side.event("o-li", "TEMPLATESENDJOBFINISH") == ""
    assert rasa.got == []


def test_who_leaves_is_not_written_to_until_they_come_back(side: Side) -> None:
    side.text("o-li", "你好")
    assert side.event("o-li", "unsubscribe") == ""
    assert peers.meet("wechat", "o-li").blocked
    side.event("o-li", "subscribe")
    assert not peers.meet("wechat", "o-li").blocked


def test_private_numbers_stay_in_the_house(side: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    shown = side.text("o-li", "我的电话13800001234")
    assert "13800001234" in shown
    assert "13800001234" not in str(rasa.got)


@pytest.mark.parametrize("side", [PLAIN, SAFE], ids=["plain", "encrypted"], indirect=True)
def test_signs_that_xml_does_not_know_do_no_harm(side: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    rasa.answer = [{"text": "甲]]>乙\x08丙<b>&amp;"}]
    assert side.text("o-li", "补贴<多少>&钱") == "甲]]>乙丙<b>&amp;"
    assert rasa.got[0]["text"] == "补贴<多少>&钱"


def test_no_word_of_a_person_and_no_open_id_is_in_the_log(
    side: Side, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    side.text("o-secret-id", "我家的事情")
    assert '"door": "wechat"' in caplog.text
    assert "o-secret-id" not in caplog.text and "我家的事情" not in caplog.text
