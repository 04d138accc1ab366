"""Answers that take longer than WeChat waits, or are longer than it carries: nothing lost, nothing twice."""

import time
from collections.abc import Callable, Iterator

import office
import pytest
from fake_wechat import AES_KEY, APP_ID, SECRET, TOKEN, Api, Side
from waiting import eventually

from bot.wechat.settings import WechatSettings
from casework import outbox, peers
from casework.db import session_scope
from casework.models import Letter

SLOW = "还在查。过几秒钟，回复“继续”看答案。"
MORE = "还有没说完的。回复“继续”看下面的。"
COMING = "正在查，请等几秒钟。查到了马上发给您。"
LATE = "您前面问的，答案来了："
LONG = [{"text": f"第{number}段。" + "补贴按月发到卡上。" * 60} for number in range(1, 6)]  # 1,632 bytes each


@pytest.fixture
def mute(start: Callable) -> Iterator[Side]:
    """An account that can only answer."""
    account = WechatSettings(APP_ID, TOKEN)
    made = Side(start(rate_limited=False, account=account).url, account)
    yield made
    made.close()


@pytest.fixture
def api() -> Api:
    """WeChat's API, to be told how to behave."""
    return Api()


@pytest.fixture
def able(start: Callable, serve: Callable, api: Api) -> Iterator[Side]:
    """An account that can also write by itself."""
    account = WechatSettings(APP_ID, TOKEN, AES_KEY, SECRET, serve(api.app()))
    made = Side(start(rate_limited=False, account=account).url, account)
    yield made
    made.close()


def test_what_was_late_is_fetched_by_a_word(mute: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    rasa.held, rasa.answer = True, [{"text": "一年3000元。"}]
    assert mute.text("o-li", "补贴多少钱") == SLOW
    rasa.held = False
    assert _fetched(mute, "o-li") == f"{LATE}\n\n一年3000元。"
    assert [one["text"] for one in rasa.got] == ["补贴多少钱"]
    assert mute.text("o-li", "继续") == "一年3000元。"  # nothing waits: a word of the talk like any other
    assert [one["text"] for one in rasa.got] == ["补贴多少钱", "继续"]


def test_what_was_late_comes_with_the_next_answer(mute: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    rasa.held = True
    assert mute.text("o-li", "补贴多少钱") == SLOW
    rasa.held = False
    shown = mute.text("o-li", "康复呢")
    assert shown.startswith(f"{LATE}\n\n收到：补贴多少钱")
    assert shown.count("收到：康复呢") == 1
    assert "补贴多少钱" not in mute.text("o-li", "谢谢")


def test_a_repeated_request_gets_the_same_and_asks_once(mute: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    rasa.seconds = 0.4
    xml = mute.xml("o-li", "text", MsgId="4711", Content="补贴多少钱")
    answers = [one.result() for one in [mute.soon(mute.bring, "o-li", xml) for _ in range(3)]]
    answers.append(mute.bring("o-li", xml))
    assert len(set(answers)) == 1 and answers[0].startswith("收到：补贴多少钱")
    tap = mute.xml("o-li", "event", Event="CLICK", EventKey="check")
    assert mute.bring("o-li", tap) == mute.bring("o-li", tap) != ""
    assert len(rasa.got) == 2


def test_a_repeated_late_request_gets_the_same(mute: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    rasa.held = True
    xml = mute.xml("o-li", "text", MsgId="4711", Content="补贴多少钱")
    assert [mute.bring("o-li", xml) for _ in range(3)] == [SLOW] * 3
    rasa.held = False
    assert _fetched(mute, "o-li").startswith(LATE)
    assert len(rasa.got) == 1


def test_an_answer_longer_than_a_message_comes_in_parts(mute: Side, rasa) -> None:  # type: ignore[no-untyped-def]
    rasa.answer = LONG
    first = mute.text("o-li", "都说说")
    rest = [mute.text("o-li", "“继续”") for _ in range(4)]
    whole = [first, *rest]
    assert [part.startswith(f"第{number}段。") for number, part in enumerate(whole, 1)] == [True] * 5
    assert [part.endswith(MORE) for part in whole] == [True] * 4 + [False]
    assert len(rasa.got) == 1


def test_who_can_write_sends_what_was_late(able: Side, api: Api, rasa) -> None:  # type: ignore[no-untyped-def]
    rasa.held = True
    xml = able.xml("o-li", "text", MsgId="4711", Content="补贴多少钱")
    assert [able.bring("o-li", xml) for _ in range(2)] == [COMING] * 2
    rasa.held = False
    assert eventually(lambda: len(api.sent) == 1)
    assert able.bring("o-li", xml) == COMING
    time.sleep(1.5)
    ((to, text),) = api.sent
    assert to == "o-li" and text.startswith("收到：补贴多少钱")
    assert len(rasa.got) == 1


def test_the_rest_of_a_long_answer_follows_in_order(able: Side, api: Api, rasa) -> None:  # type: ignore[no-untyped-def]
    rasa.answer = LONG
    assert able.text("o-li", "都说说").startswith("第1段。")
    assert eventually(lambda: len(api.sent) == 4)
    assert [text[:4] for _, text in api.sent] == ["第2段。", "第3段。", "第4段。", "第5段。"]


def test_nothing_is_lost_while_wechat_has_troubles(able: Side, api: Api, rasa) -> None:  # type: ignore[no-untyped-def]
    rasa.answer = LONG[:3]
    api.trouble = [429, "cut", -1]
    assert able.text("o-li", "都说说").startswith("第1段。")
    assert eventually(lambda: len(api.sent) == 2, 40)
    assert [text[:4] for _, text in api.sent] == ["第2段。", "第3段。"]


def test_a_token_that_is_over_is_renewed_once(able: Side, api: Api, rasa) -> None:  # type: ignore[no-untyped-def]
    assert eventually(lambda: len(api.menus) == 1)
    api.token = 2  # the one we have is no longer taken; WeChat names the new one
    rasa.answer = LONG[:3]
    able.text("o-li", "都说说")
    assert eventually(lambda: len(api.sent) == 2)
    assert api.calls.count("token") == 2 and api.forced == 0


def test_a_token_that_stays_refused_is_forced_anew(able: Side, api: Api, rasa) -> None:  # type: ignore[no-untyped-def]
    api.trouble = [42001]
    rasa.answer = LONG[:2]
    able.text("o-li", "都说说")
    assert eventually(lambda: len(api.sent) == 1)
    assert api.forced == 1


@pytest.mark.parametrize("code", [45015, 45047])
def test_what_may_not_be_sent_any_more_waits_for_the_next_message(
    able: Side, api: Api, rasa, code: int
) -> None:  # type: ignore[no-untyped-def]
    rasa.answer = LONG[:2]
    api.trouble = [code]
    able.text("o-li", "都说说")
    assert eventually(lambda: api.trouble == [])
    time.sleep(0.3)
    rasa.answer = [{"text": "不客气。"}]
    assert able.text("o-li", "谢谢").startswith("第2段。")
    everything = [text for _, text in api.sent] + able.seen["o-li"]
    assert sum("第2段。" in text for text in everything) == 1
    assert eventually(
        lambda: sum("不客气。" in text for text in [t for _, t in api.sent] + able.seen["o-li"]) == 1
    )


def test_the_menu_is_made_at_the_start(able: Side, api: Api) -> None:
    assert eventually(lambda: len(api.menus) == 1)
    buttons = api.menus[0]["button"]
    assert [one["name"] for one in buttons] == ["能领什么", "约人回电", "更多"]
    assert all(len(one["name"].encode()) <= 16 for one in buttons)
    assert [one["name"] for one in buttons[2]["sub_button"]] == [
        "我的回电",
        "说简单点",
        "信息怎么保管",
        "删除我的信息",
    ]


def test_a_letter_reaches_its_person(able: Side, api: Api) -> None:
    able.text("o-li", "你好")
    conversation = peers.meet("wechat", "o-li").conversation
    office.write(conversation, "wechat", "材料收到了。", "wang.li")
    assert eventually(lambda: outbox.waiting(conversation, "wechat") == [])  # marked after it is sent
    assert api.sent == [("o-li", "工作人员给您来信了：\n\n材料收到了。")]


def test_a_letter_waits_for_who_can_only_be_answered(mute: Side) -> None:
    mute.text("o-li", "你好")
    conversation = peers.meet("wechat", "o-li").conversation
    office.write(conversation, "wechat", "材料收到了。", "wang.li")
    office.write(conversation, "wechat", "请周一来取。", "wang.li")
    shown = mute.text("o-li", "有消息吗")
    assert shown.startswith(
        "工作人员给您来信了：\n\n材料收到了。\n\n工作人员给您来信了：\n\n请周一来取。\n\n收到：有消息吗"
    )
    assert outbox.waiting(conversation, "wechat") == []
    assert "材料收到了" not in mute.text("o-li", "谢谢")


def test_a_letter_that_came_too_late_is_sent_when_the_person_writes(able: Side, api: Api) -> None:
    able.text("o-li", "你好")
    conversation = peers.meet("wechat", "o-li").conversation
    api.trouble = [45015] * 3
    letter = office.write(conversation, "wechat", "材料收到了。", "wang.li")
    assert eventually(lambda: _tries(letter) == 1)
    api.trouble = []
    outbox.failed(letter, "not before they write again")  # and again a while later
    outbox.failed(letter, "not before they write again")
    able.text("o-li", "在吗")
    assert eventually(lambda: ("o-li", "工作人员给您来信了：\n\n材料收到了。") in api.sent)


def _fetched(side: Side, who: str) -> str:
    """What a person sees who says 继续 until it is there, as they are told to."""
    for _ in range(6):
        shown = side.text(who, "继续")
        if shown != SLOW:  # on a busy machine it may be that a few times
            break
    return shown


def _tries(letter: int) -> int:
    """How often a letter was tried in vain, as it is kept."""
    with session_scope(read_only=True) as session:
        row = session.get(Letter, letter)
        return row.tries if row else -1
