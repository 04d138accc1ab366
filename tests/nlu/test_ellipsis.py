"""Which messages name no matter of their own."""

from datetime import date

import pytest

from bot.nlu.ellipsis import asks_of_costs, asks_whether, elliptic, trails
from bot.nlu.extract import extract, normalise


def _elliptic(text: str) -> bool:
    plain = normalise(text)
    return elliptic(plain, extract(plain, date(2026, 11, 24)))


def _asks_whether(text: str) -> bool:
    plain = normalise(text)
    return asks_whether(plain, extract(plain, date(2026, 11, 24)))


@pytest.mark.parametrize(
    "text",
    [
        "我妈也能领吗",
        "要什么材料",
        "去哪儿办",
        "我的呢",
        "那城里人呢",
        "多久能批下来",
        "不是5000吗",
        "那我爸肢体三级呢",
        "一个人补多少",
        "要花钱不",
        "干不满一年呢",
        "六十岁以上呢",
        "一年能领几回",
    ],
)
def test_goes_on_about_what_was_said(text):
    assert _elliptic(text)


@pytest.mark.parametrize(
    "text", ["补贴多少钱", "轮椅呢", "公租房呢", "我能领什么", "精神二级能领多少", "住院要什么材料"]
)
def test_names_its_matter(text):
    assert not _elliptic(text)


@pytest.mark.parametrize(
    "text", ["我爸七十五低保听力三级能给不", "我妈视力一级能不能领", "二级的给吗", "我哥智力二级，行不行"]
)
def test_facts_and_but_whether_are_held_against_the_last_answer(text):
    assert _asks_whether(text)


@pytest.mark.parametrize(
    "text", ["精神二级能领多少", "肢体三级能领轮椅不", "肢体二级能免费坐车吗", "听力三级能领甚", "听力三级"]
)
def test_a_sum_or_a_matter_makes_it_a_question_of_its_own(text):
    assert not _asks_whether(text)


@pytest.mark.parametrize("text", ["修呢", "那火车呢", "硕士呢？", "谁来修", "这钱给几次", "不收咋办"])
def test_a_word_or_two_is_held_against_the_last_answer(text):
    assert trails(text)


@pytest.mark.parametrize("text", ["你呢", "娃上了三年特教学校，学费呢", "这个政策是谁定的呢，我想不通"])
def test_more_than_a_word_or_two_stands_alone(text):
    assert not trails(text)


@pytest.mark.parametrize(
    ("text", "costs"), [("车费呢", True), ("路费谁出？", True), ("住宿呢", False), ("车费多少钱", False)]
)
def test_a_cost_alone_is_never_a_matter_of_its_own(text, costs):
    assert asks_of_costs(text) is costs
