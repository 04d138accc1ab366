"""Sums that the speaker has heard of."""

from datetime import date

import pytest

from bot.nlu.extract import extract, normalise


def _claim(text: str):
    found = extract(normalise(text), date(2026, 11, 24))
    return next((f.value for f in found if f.entity == "claim"), None)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("不是5000吗", 5000, "元"),
        ("听说二级一年给六千块", 6000, "元"),
        ("网上说创业给十万是真的吗", 100000, "元"),
        ("不是百分之五十吗", 50, "%"),
        ("人家都说能报六成", 60, "%"),
    ],
)
def test_a_sum_heard_of(text, value, unit):
    assert _claim(text) == {"value": value, "unit": unit}


@pytest.mark.parametrize("text", ["不是三级吗", "听说要等三年", "我花了8000", "说是要满60岁"])
def test_no_sum(text):
    assert _claim(text) is None
