"""A result in words: totals, arithmetic, what decides, one reason, when to ask anew."""

from datetime import date

import pytest

from policy_kb.current import current
from policy_kb.result.build import result_of
from policy_kb.result.model import Result
from policy_kb.result.text import full_text

ON = date(2026, 11, 25)
COVERED = {"local_hukou": True, "certified": True}


def told(**facts):
    return result_of(current(), {**COVERED, **facts}, ON, "您")


def one(category, grade):
    return [{"category": category, "grade": grade}]


def paid(result):
    return {gain.title: (gain.amount, gain.how) for gain in result.paid}


@pytest.mark.parametrize(
    ("facts", "title", "said"),
    [
        (
            {"disabilities": one("visual", 1), "residence": "urban"},
            "残疾人补贴",
            ("每年4000元", "视力一级，城镇"),
        ),
        (
            {"disabilities": one("physical", 3), "residence": "urban"},
            "残疾人补贴",
            ("每年2400元", "肢体三级"),
        ),
        (
            {
                "inpatient": {"reimbursable": 30000, "reimbursed": 18000},
                "public_payroll": False,
                "fully_insured": False,
            },
            "住院医疗救助",
            ("每次住院不少于3600元", "报销剩下的12000元的30%"),
        ),
        (
            {"disabilities": one("visual", 1), "public_rental_tenant": True, "public_rental_rent": 2400},
            "公租房租金减免",
            ("每年1200元", "公租房一年租金2400元的50%"),
        ),
        (
            {"tertiary_student": "self", "tuition_paid": 8000},
            "大中专学生救助",
            ("每年4800到9000元", "一年学杂费8000元的60%，最多9000元"),
        ),
        ({"preschool_intake": 2}, "幼儿园招收残疾儿童奖励", ("每年2000元", "每名1000元，2名")),
    ],
)
def test_a_sum_comes_with_its_arithmetic(facts, title, said):
    assert paid(told(**facts))[title] == said


def test_only_what_is_certain_and_yearly_is_added_up():
    result = told(
        disabilities=one("visual", 1),
        residence="urban",
        public_rental_tenant=True,
        public_rental_rent=2400,
        inpatient={"reimbursable": 30000, "reimbursed": 18000},
        public_payroll=False,
        fully_insured=False,
        difficulty="living",
    )
    assert (result.total, result.total_exact, result.apart) == ("5200", True, True)


def test_under_an_open_reading_the_total_is_the_least_and_both_sums_are_said():
    result = told(disabilities=one("visual", 2), residence="urban")
    assert (result.total, result.total_exact) == ("3000", False)
    [subsidy] = [gain for gain in result.paid if gain.title == "残疾人补贴"]
    assert "每年4000元；" in subsidy.two_ways and "每年3000元。" in subsidy.two_ways
    assert "由民政局定" in subsidy.two_ways


def test_what_is_open_names_the_one_fact_that_decides_it():
    result = told(disabilities=one("visual", 1), residence="urban")
    decided = {part.title: group.decided_by for group in result.open for part in group.parts}
    assert decided["公租房租金减免"] == "现在租着公租房吗？"
    assert decided["免费适配辅助器具"] == "需要轮椅、拐杖、助听器这类辅助器具吗？"


def test_what_does_not_apply_has_one_reason_each():
    result = result_of(current(), {"local_hukou": False}, ON, "您")
    assert "不是伊金霍洛旗户籍" in [group.reason for group in result.refused]
    parts = [part.title for group in result.refused for part in group.parts]
    assert len(parts) == len(set(parts)) == result.refused_count


def test_a_second_grant_says_from_when_to_ask_anew():
    result = told(self_employed=True, household_grant="other_project", years_since_grant=1.5)
    [group] = [g for g in result.refused if g.parts[0].title == "自主创业扶持资金"]
    assert group.again == "大约2028年5月以后，可以再问一次。"
    later = told(self_employed=True, household_grant="other_project", years_since_grant=3)
    assert "自主创业扶持资金" in paid(later)


def test_what_nobody_stated_is_neither_shown_nor_a_reason():
    text = full_text(current(), told(residence="rural"))
    assert "幼儿园" not in text
    assert "城镇还是农村牧区：农村牧区" in text


def test_a_result_is_the_same_after_it_was_kept():
    result = told(disabilities=one("visual", 2), residence="urban", age=40)
    assert Result.read(result.plain()) == result


def test_the_text_says_when_the_data_has_changed_since():
    result = told(residence="rural")
    assert "政策数据改过" in full_text(current(), result, told_earlier=True)
    assert "政策数据改过" not in full_text(current(), result)
