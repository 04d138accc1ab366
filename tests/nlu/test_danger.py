"""Danger now is read from its words; a mishap that is over is not taken for one."""

import pytest

from bot.nlu.danger import in_danger


@pytest.mark.parametrize(
    "text", ["家里着火了", "我男人晕倒了", "我妈喘不上气了", "活了六十年，去年老伴走了，我也不想活了"]
)
def test_danger(text):
    assert in_danger(text)


@pytest.mark.parametrize(
    "text", ["去年冬天家里着火了，家具都烧了，能申请什么救助", "前年煤气中毒了以后就不会说话了，能评几级"]
)
def test_a_mishap_that_is_over(text):
    assert not in_danger(text)
