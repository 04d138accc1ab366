"""Answers, wishes about the talk, call times and manners, and which side of a matter is asked."""

import pytest
from stated import stated

from bot.nlu.extract import facet, normalise


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("是", {"polarity": "yes"}),
        ("是的呢", {"polarity": "yes"}),
        ("对，是的", {"polarity": "yes"}),
        ("嗯", {"polarity": "yes"}),
        ("有呢", {"polarity": "yes"}),
        ("行", {"polarity": "yes"}),
        ("好的呀", {"polarity": "yes"}),
        ("同意", {"polarity": "yes"}),
        ("确认！", {"polarity": "yes"}),
        ("交上去", {"polarity": "yes"}),
        ("还没问", {"polarity": "unknown"}),
        ("不是", {"polarity": "no"}),
        ("没有", {"polarity": "no"}),
        ("没有没有", {"polarity": "no"}),
        ("不同意", {"polarity": "no"}),
        ("不知道", {"polarity": "unknown"}),
        ("我也说不上来", {}),
        ("说不上", {"polarity": "unknown"}),
        ("不晓得呀", {"polarity": "unknown"}),
        ("不想说", {"polarity": "refuse"}),
        ("不告诉你", {"polarity": "refuse"}),
        ("先停一下", {"control": "stop"}),
        ("算了吧", {"control": "stop"}),
        ("不问了", {"control": "stop"}),
        ("上一步", {"control": "back"}),
        ("退回去", {"control": "back"}),
        ("为什么问这个？", {"control": "why"}),
        ("再说一遍", {"control": "repeat"}),
        ("甚？", {"control": "repeat"}),
        ("说简单点", {"control": "simpler"}),
        ("听不懂", {"control": "simpler"}),
        ("说正常点", {"control": "normal"}),
        ("我不识字，能念给我听不", {"control": "aloud"}),
        ("念给我听", {"control": "aloud"}),
        ("字太小了看不清", {"control": "large_print"}),
        ("把字放大点吧", {"control": "large_print"}),
        ("手抖，打不了字", {"control": "by_voice"}),
        ("不会拼音", {"control": "by_voice"}),
        ("恢复正常吧", {"control": "normal"}),
        ("给我看看原文", {"control": "source"}),
        ("那找谁呢", {"control": "office"}),
        ("重新开始", {"control": "restart"}),
        ("还有呢", {"control": "more"}),
        ("说错了", {"control": "correct"}),
        ("改一下", {"control": "correct"}),
        ("你知道我什么", {"control": "what_known"}),
        ("你记了我啥", {"control": "what_known"}),
        ("你都记了我些甚", {"control": "what_known"}),
        ("你知道她的什么", {"control": "what_known"}),
        ("为啥是这么多", {"control": "why"}),
        ("你知道他们旗有什么政策", {}),
        ("是不是要户口本", {}),
        ("有补贴吗", {}),
        ("没有低保证", {"minimum_living_allowance": False}),
        ("不知道该找谁办", {}),
    ],
)
def test_answers_and_wishes(text: str, found: dict[str, str]) -> None:
    assert stated(text) == found


@pytest.mark.parametrize(
    ("text", "day", "start", "end"),
    [
        ("明天上午给我打电话", "2026-11-25", "08:00", "12:00"),
        ("后天下午打", "2026-11-26", "14:00", "18:00"),
        ("礼拜三后晌打给我", "2026-11-25", "14:00", "18:00"),
        ("下周一上午", "2026-11-30", "08:00", "12:00"),
        ("星期二", "2026-12-01", None, None),
        ("下礼拜五下午三点以后打", "2026-12-04", "15:00", None),
        ("下礼拜放羊回来六点打", "2026-11-30", "18:00", None),
        ("下下周打给我", "2026-12-07", None, None),
        ("这周末给我打电话", "2026-11-28", None, None),
        ("晌午以后打", None, "12:00", None),
        ("前晌", None, "08:00", "12:00"),
        ("放羊回来六点打", None, "18:00", None),
        ("下午三点", None, "15:00", None),
        ("下午3:30给我回电话", None, "15:30", None),
        ("九点以后", None, "09:00", None),
        ("晚上八点半打", None, "20:30", None),
        ("上午10点以前", None, None, "10:00"),
        ("下午两点到四点有空", None, "14:00", "16:00"),
        ("12月3号上午联系我", "2026-12-03", "08:00", "12:00"),
        ("5号打吧", "2026-12-05", None, None),
        ("下个月三号上午打电话", "2026-12-03", "08:00", "12:00"),
        ("今天就打", "2026-11-24", None, None),
        ("随时都行", None, None, None),
        ("越快越好", None, None, None),
    ],
)
def test_when(text: str, day: str | None, start: str | None, end: str | None) -> None:
    when = stated(text)["when"]
    assert (when["date"], when["from"], when["to"]) == (day, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "明天考试，现代残疾人观是什么",
        "补贴几号发",
        "中午吃什么",
        "去年领过",
        "一级残疾补多少",
        "每月十号到账吗",
    ],
)
def test_no_call_time(text: str) -> None:
    assert "when" not in stated(text)


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("别打电话，给我发短信", "text_only"),
        ("我接不了电话", "text_only"),
        ("我聋人，电话听不见，发短信", "text_only"),
        ("我耳背，说慢点", "slow_loud"),
        ("声音大点说", "slow_loud"),
        ("让我儿子接电话", "carer"),
        ("多打几遍", "call_twice"),
        ("打两次", "call_twice"),
        ("我是聋人，能领多少", None),
    ],
)
def test_manner(text: str, manner: str | None) -> None:
    assert stated(text).get("manner") == manner


def test_phone_token() -> None:
    assert stated("明天打⟦phone:ab12cd34⟧")["phone"] == "⟦phone:ab12cd34⟧"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("残疾人补贴归哪个局管", "office"),
        ("轮椅这事谁牵头", "office"),
        ("危房改造找哪个部门", "office"),
        ("文体的事儿哪家管", "office"),
        ("这摊寻谁", "office"),
        ("申请补贴要什么材料", "materials"),
        ("带啥证件", "materials"),
        ("办这个要啥手续", "materials"),
        ("怎么申请公租房", "process"),
        ("临时救助流程是什么", "process"),
        ("想领补贴咋办", "process"),
        ("办补贴要走哪些环节", "process"),
        ("到哪儿办", "place"),
        ("轮椅去哪领", "place"),
        ("补贴什么时候发", "when"),
        ("两项补贴多久领一次", "when"),
        ("钱几号到账", "when"),
        ("啥时候打到卡上", "when"),
        ("残联电话多少", "phone"),
        ("民政局联系方式", "phone"),
        ("多久能批下来", "duration"),
        ("文件原文是咋写的", "source"),
        ("这在第几条", "source"),
        ("一级一年多少钱", None),
        ("轮椅归哪家管，最多给多少", None),
        ("什么时候发，一年多少钱", None),
        ("救助标准是多少，怎么申请", None),
        ("我妈能领吗", None),
        ("娃以后谁来管他", None),
        ("让我儿子接电话", None),
        ("没钱了怎么办", None),
    ],
)
def test_facet(text: str, side: str | None) -> None:
    assert facet(normalise(text)) == side
