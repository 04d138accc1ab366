"""What is heard of a call-back: who picks up, and the wished time with weekday, date and office hours."""

from datetime import datetime

import pytest

from actions import callback_time
from actions.callback_time import time_words
from actions.callback_who import who_picks_up
from actions.turn import HERE


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("让我闺女接，慢点说", "闺女"),
        ("我老汉接电话", "老汉"),
        ("电话打过来我妈在旁边一起听", "本人，妈一起听"),
        ("我自己接", "本人"),
        ("明天下午打", None),
        ("我儿子接送孩子上学", None),
    ],
)
def test_who_picks_up(said, who):
    found = who_picks_up(said)
    assert (found and found.who) == who


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (
            {"text": "礼拜三下午", "date": "2026-12-02", "from": "14:00", "to": "18:00"},
            "礼拜三下午，就是12月2日（星期三）下午2点半以后",
        ),
        (
            {"text": "放羊回来六点", "date": None, "from": "18:00", "to": None},
            "放羊回来六点，就是11月26日（星期四）晚上6点。"
            "那时已经下班，工作人员会在11月27日（星期五）上午8点半以后联系您",
        ),
        (
            {"text": "礼拜天", "date": "2026-11-29", "from": None, "to": None},
            "礼拜天，就是11月29日（星期日）上午8点半。"
            "那天不上班，工作人员会在11月30日（星期一）上午8点半以后联系您",
        ),
        (
            {"text": "上午", "date": None, "from": "08:00", "to": "12:00"},
            "上午，就是11月27日（星期五）上午8点半以后",
        ),
        (None, "随时，最晚11月27日（星期五）下午3点半前"),
    ],
)
def test_a_time_is_read_back_with_weekday_and_date(when, words, monkeypatch):
    monkeypatch.setattr(callback_time, "now", lambda: datetime(2026, 11, 26, 15, 30, tzinfo=HERE))
    assert time_words(when, "残联") == words
