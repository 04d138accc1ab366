"""A call wished for a holiday."""

from datetime import date

import pytest

from bot.nlu.extract import extract


@pytest.mark.parametrize(
    ("said", "today", "day"),
    [
        ("国庆节给我打电话", date(2026, 9, 1), "2026-10-01"),
        ("过年的时候打给我", date(2026, 11, 26), "2027-02-06"),
        ("中秋下午给我打个电话", date(2026, 11, 26), "2027-09-15"),
        ("元旦打电话", date(2026, 11, 26), "2027-01-01"),
        ("过了年再打", date(2026, 11, 26), "2027-02-14"),
        ("过了年再打", date(2027, 2, 10), "2027-02-14"),
        ("正月十五给我打电话", date(2026, 11, 26), "2027-02-20"),
        ("正月初八给我打电话", date(2026, 11, 26), "2027-02-13"),
        ("腊月二十三给我打电话", date(2026, 11, 26), "2027-01-30"),
        ("小年那天打电话", date(2027, 1, 31), "2028-01-19"),
        ("腊月初八上午打给我", date(2026, 11, 26), "2027-01-15"),
        ("大年三十打电话", date(2027, 2, 5), "2027-02-05"),
        ("下个月初给我打电话", date(2026, 11, 26), "2026-12-01"),
        ("月底打电话", date(2026, 11, 10), "2026-11-25"),
        ("过两天打电话", date(2026, 11, 26), "2026-11-28"),
        ("三天以后给我回电话", date(2026, 11, 26), "2026-11-29"),
    ],
)
def test_a_holiday_is_a_day(said, today, day):
    (found,) = [f for f in extract(said, today) if f.entity == "when"]
    assert found.value["date"] == day


def test_a_holiday_without_a_call_is_no_time():
    assert not [f for f in extract("过年有没有慰问金", date(2026, 11, 26)) if f.entity == "when"]
