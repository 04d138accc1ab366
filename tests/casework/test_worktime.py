"""Working hours, holidays, make-up days, and how a moment is said."""

from datetime import date, datetime, timezone

import pytest

from casework import worktime
from casework.clock import SHANGHAI


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-11-25 08:29", False),
        ("2026-11-25 08:30", True),
        ("2026-11-25 11:59", True),
        ("2026-11-25 12:00", False),
        ("2026-11-25 14:30", True),
        ("2026-11-25 17:30", False),
        ("2026-11-28 10:00", False),  # Saturday
        ("2026-10-01 10:00", False),  # National Day
        ("2026-10-10 10:00", True),  # Saturday, made up for the holiday
        ("2027-02-08 10:00", False),  # Spring Festival, beyond the calendar package
        ("2027-03-02 10:00", True),
        ("2031-05-01 10:00", False),  # fixed holidays of any year
    ],
)
def test_when_offices_are_open(moment: str, open_: bool):
    assert worktime.is_open(at(moment)) is open_


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-25 10:15", "2026-11-25 10:15"),
        ("2026-11-25 12:30", "2026-11-25 14:30"),
        ("2026-11-25 20:00", "2026-11-26 08:30"),
        ("2026-11-27 18:00", "2026-11-30 08:30"),
        ("2026-09-30 18:00", "2026-10-08 08:30"),
    ],
)
def test_the_next_open_moment(moment: str, opens: str):
    assert worktime.next_open(at(moment)) == at(opens)


@pytest.mark.parametrize(
    ("created", "wished", "due"),
    [
        ("2026-11-25 09:00", None, "2026-11-26 09:00"),  # one working day of six and a half hours
        ("2026-11-25 20:00", None, "2026-11-26 17:30"),
        ("2026-11-27 16:30", None, "2026-11-30 16:30"),
        ("2026-11-25 09:00", "2026-11-25 15:00", "2026-11-25 15:00"),
        ("2026-11-25 09:00", "2026-11-28 10:00", "2026-11-30 08:30"),
        ("2026-11-25 16:00", "2026-11-25 09:00", "2026-11-25 16:00"),
    ],
)
def test_by_when_to_ring(created: str, wished: str | None, due: str):
    assert worktime.due(at(created), at(wished) if wished else None) == at(due)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-25 09:00", "11月25日（星期三）上午9点"),
        ("2026-11-25 14:30", "11月25日（星期三）下午2点半"),
        ("2026-11-25 12:05", "11月25日（星期三）中午12点05分"),
        ("2026-11-29 19:00", "11月29日（星期日）晚上7点"),
        ("2026-11-25 00:00", "11月25日（星期三）凌晨0点"),
        ("2027-01-04 08:30", "2027年1月4日（星期一）上午8点半"),
    ],
)
def test_a_moment_is_said_with_weekday_and_date(moment: str, words: str):
    assert worktime.describe(at(moment), now=at("2026-11-24 10:00")) == words


def test_moments_of_other_zones_are_said_in_the_time_of_china():
    moment = datetime(2026, 11, 25, 1, 0, tzinfo=timezone.utc)
    assert worktime.describe(moment, now=moment) == "11月25日（星期三）上午9点"


def test_office_hours_in_words():
    assert worktime.opening_hours() == "工作日上午8点半到12点，下午2点半到5点半"
    assert worktime.is_workday(date(2026, 10, 10))


def test_an_office_may_have_hours_of_its_own_also_when_it_answers_together_with_another(monkeypatch):
    own = {**worktime._data(), "offices": {"民政局": [["10:00", "11:00"]]}}
    monkeypatch.setattr(worktime, "_data", lambda: own)
    wished = at("2026-11-25 08:30")
    for office in ("民政局", "残联、民政局"):
        assert worktime.due(at("2026-11-25 08:00"), wished, office) == at("2026-11-25 10:00")
    assert worktime.due(at("2026-11-25 08:00"), wished, "残联") == wished
