"""Lines that break, gateways that stop, several gateways: nothing lost, nothing asked twice."""

import threading
from collections.abc import Callable

import httpx
import pytest
from fake_wechat import AES_KEY, APP_ID, TOKEN, Side
from waiting import eventually

from bot.wechat.settings import WechatSettings

ACCOUNT = WechatSettings(APP_ID, TOKEN, AES_KEY)


def test_a_line_that_breaks_costs_nothing(start: Callable, rasa) -> None:  # type: ignore[no-untyped-def]
    side = Side(start(rate_limited=False, account=ACCOUNT).url, ACCOUNT)
    side.text("o-li", "你好")
    rasa.held = True
    xml = side.xml("o-li", "text", MsgId="4711", Content="补贴多少钱")
    with pytest.raises(httpx.TimeoutException):
        side.post(xml, timeout=0.4)
    again = side.soon(side.bring, "o-li", xml)
    assert eventually(lambda: rasa.at_once == 1)
    rasa.held = False
    assert again.result().startswith("收到：补贴多少钱")
    assert [one["text"] for one in rasa.got] == ["你好", "补贴多少钱"]
    side.close()


def test_two_gateways_are_one_door(start: Callable, rasa) -> None:  # type: ignore[no-untyped-def]
    one, other = (Side(start(rate_limited=False, account=ACCOUNT).url, ACCOUNT) for _ in range(2))
    rasa.seconds = 0.3
    xml = one.xml("o-li", "text", MsgId="4711", Content="补贴多少钱")
    answers = [side.soon(side.bring, "o-li", xml) for side in (one, other, one, other)]
    assert len({answer.result() for answer in answers}) == 1
    assert other.text("o-li", "1").startswith("您选了：约人回电")
    assert len(rasa.got) == 2
    one.close()
    other.close()


def test_a_gateway_that_stops_finishes_and_another_hands_over(start: Callable, rasa) -> None:  # type: ignore[no-untyped-def]
    first = start(rate_limited=False, account=ACCOUNT)
    side = Side(first.url, ACCOUNT)
    rasa.held = True
    assert side.text("o-li", "补贴多少钱").startswith("还在查。")
    threading.Timer(0.5, setattr, (rasa, "held", False)).start()  # it has begun to stop
    first.stop()
    assert eventually(lambda: len(rasa.got) == 1)
    again = Side(start(rate_limited=False, account=ACCOUNT).url, ACCOUNT)
    assert again.text("o-li", "继续").startswith("您前面问的，答案来了：\n\n收到：补贴多少钱")
    assert len(rasa.got) == 1
    side.close()
    again.close()
