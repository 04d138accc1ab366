"""The disability subsidy (clause 1): the sum that is theirs, both readings where the words are open."""

import re
from typing import Any

import pytest
from saying import HERE, NEWER, disabled, says, yuan

from policy_kb.kb import KnowledgeBase


@pytest.mark.parametrize("easy", [False, True])
def test_urban_hearing_2_hears_both_readings_and_who_decides(kb: KnowledgeBase, easy: bool) -> None:
    text = says(kb, "subsidy_amount", disabled("hearing", 2, residence="urban", **HERE), easy=easy)
    assert re.search(r"按城乡分：城镇4000元", text)
    assert re.search(r"按等级分：二级3000元", text)
    assert "民政局" in text
    assert yuan(text) == {"4000", "3000"}


def test_rural_grade_1_hears_both_readings(kb: KnowledgeBase) -> None:
    text = says(kb, "subsidy_amount", disabled("visual", 1, residence="rural", **HERE))
    assert re.search(r"按城乡分：农村牧区3000元", text)
    assert re.search(r"按等级分：一级4000元", text)


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize(
    ("facts", "sum_"),
    [
        (disabled("visual", 1, residence="urban"), "4000"),
        (disabled("hearing", 2, residence="rural"), "3000"),
        (disabled("mental", 2, residence="rural"), "3000"),
        (disabled("mental", 3, residence="urban"), "3000"),
        (disabled("intellectual", 4, residence="rural"), "2000"),
        (disabled("physical", 3), "2400"),
        (disabled("physical", 3, residence="urban"), "2400"),
        (disabled("physical", 3, residence="rural"), "2400"),
    ],
)
@pytest.mark.parametrize("covered", [{}, HERE])
def test_where_one_sum_is_theirs_no_other_is_named(
    kb: KnowledgeBase, facts: dict[str, Any], sum_: str, covered: dict[str, Any], easy: bool
) -> None:
    text = says(kb, "subsidy_amount", facts | covered, easy=easy)
    assert yuan(text) == {sum_}
    assert NEWER in text


def test_mental_4_urban_hears_3000_and_2000(kb: KnowledgeBase) -> None:
    text = says(kb, "subsidy_amount", disabled("mental", 4, residence="urban", **HERE))
    assert yuan(text) == {"3000", "2000"}
    assert "民政局" in text


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize(
    ("category", "grade"),
    [("visual", 3), ("visual", 4), ("hearing", 3), ("hearing", 4), ("speech", 3), ("physical", 4)],
)
def test_groups_that_are_not_listed_hear_so_and_no_sum(
    kb: KnowledgeBase, category: str, grade: int, easy: bool
) -> None:
    text = says(kb, "subsidy_amount", disabled(category, grade, residence="rural", **HERE), easy=easy)
    assert "没有列进" in text
    assert yuan(text) == set()


def test_physical_of_unknown_grade_hears_all_three_sums(kb: KnowledgeBase) -> None:
    text = says(kb, "subsidy_amount", disabled("physical", None, residence="urban"))
    assert yuan(text) == {"4000", "3000", "2400"}
    assert "四级没有列进" in text


def test_hearing_of_unknown_grade_never_hears_the_sum_of_physical_3(kb: KnowledgeBase) -> None:
    text = says(kb, "subsidy_amount", disabled("hearing", None))
    assert yuan(text) == {"4000", "3000"}


def test_severe_without_a_grade_hears_the_severe_sums_only(kb: KnowledgeBase) -> None:
    text = says(kb, "subsidy_amount", disabled("physical", None), said={"severe": True})
    assert yuan(text) == {"4000", "3000"}


def test_nobody_known_hears_all_groups(kb: KnowledgeBase) -> None:
    text = says(kb, "subsidy_amount")
    assert yuan(text) == {"4000", "3000", "2400", "2000"}
    assert "肢体三级残疾人：2400元" in text


def test_several_disabilities_get_the_highest_and_adding_up_is_open(kb: KnowledgeBase) -> None:
    both = [{"category": "physical", "grade": 3}, {"category": "visual", "grade": 1}]
    text = says(kb, "subsidy_amount", {"disabilities": both, "residence": "urban", **HERE})
    assert yuan(text) == {"4000"}
    assert "能不能加起来，文件没有写" in text


@pytest.mark.parametrize("missing", ["local_hukou", "certified"])
@pytest.mark.parametrize("easy", [False, True])
def test_people_the_policy_does_not_cover_hear_no_sum(kb: KnowledgeBase, missing: str, easy: bool) -> None:
    facts = disabled("visual", 1, residence="urban") | HERE | {missing: False}
    for topic in ("subsidy_amount", "two_subsidies"):
        text = says(kb, topic, facts, easy=easy)
        assert yuan(text) == set()
        assert {"local_hukou": "户籍", "certified": "残疾证"}[missing] in text.replace("要有证", "残疾证")
