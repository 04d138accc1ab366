"""Sums worked out for one person: hospital, tuition, rent, relief, house, business, kindergarten."""

import re
from typing import Any

import pytest
from saying import HERE, disabled, says, yuan

from policy_kb.kb import KnowledgeBase


def stay(reimbursable: float, reimbursed: float) -> dict[str, Any]:
    inpatient = {"reimbursable": reimbursable, "reimbursed": reimbursed}
    return {"inpatient": inpatient, "public_payroll": False, "fully_insured": False, **HERE}


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize(
    ("reimbursable", "reimbursed", "sum_"),
    [(12000, 7000, "1500"), (10000, 4000, "1800"), (10001, 0, "3000.3")],
)
def test_inpatient_aid_is_at_least_30_percent_of_the_rest(
    kb: KnowledgeBase, reimbursable: int, reimbursed: int, sum_: str, easy: bool
) -> None:
    text = says(kb, "inpatient_aid", stay(reimbursable, reimbursed), easy=easy)
    assert f"救助至少{sum_}元" in text
    assert "30%" in text


def test_a_fully_reimbursed_stay_brings_nothing(kb: KnowledgeBase) -> None:
    text = says(kb, "inpatient_aid", stay(8000, 8000))
    assert "没有剩下的" in text
    assert "救助至少" not in text


@pytest.mark.parametrize("reason", ["public_payroll", "fully_insured"])
@pytest.mark.parametrize("easy", [False, True])
def test_payroll_and_full_insurance_are_outside_inpatient_aid(
    kb: KnowledgeBase, reason: str, easy: bool
) -> None:
    text = says(kb, "inpatient_aid", stay(12000, 7000) | {reason: True}, easy=easy)
    assert "1500" not in text
    assert re.search(r"不在这项救助里|不给", text)


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize(
    ("paid", "says_", "not_says"),
    [(20000, "9000元", "12000"), (15000, "9000元", "至少救助"), (10000, "至少救助6000元", None)],
)
def test_tuition_aid(kb: KnowledgeBase, paid: int, says_: str, not_says: str | None, easy: bool) -> None:
    facts = {"tertiary_student": "self", "tuition_paid": paid, **HERE}
    text = says(kb, "tertiary_aid", facts, easy=easy)
    assert says_ in text
    assert "9000元" in text
    assert not_says is None or not_says not in text


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize(("rent", "half"), [(3600, "减1800元"), (2401, "减1200.5元")])
def test_rent_halves(kb: KnowledgeBase, rent: int, half: str, easy: bool) -> None:
    facts = disabled("visual", 2, public_rental_tenant=True, public_rental_rent=rent, **HERE)
    text = says(kb, "rent_reduction", facts, easy=easy)
    assert half in text
    assert "50%" in text


def test_two_years_of_mla_are_not_less_than_two_years(kb: KnowledgeBase) -> None:
    facts = {
        **disabled("visual", 3, public_rental_tenant=True, public_rental_rent=3600, **HERE),
        **{"minimum_living_allowance": True, "mla_years": 2, "multi_disabled_household": False},
        **{"elderly_disabled_household": False, "three_withouts": False},
    }
    text = says(kb, "rent_reduction", facts)
    assert "不在公租房租金减免的范围里" in text
    assert "1800" not in text


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize(
    ("difficulty", "cap"), [("living", "1000"), ("production", "2000"), ("emergency", "5000")]
)
def test_relief_names_the_cap_of_this_hardship_only(
    kb: KnowledgeBase, difficulty: str, cap: str, easy: bool
) -> None:
    assert yuan(says(kb, "relief_amount", {"difficulty": difficulty, **HERE}, easy=easy)) == {cap}


@pytest.mark.parametrize("easy", [False, True])
def test_a_new_house_brings_at_least_30000_and_a_repair_no_sum(kb: KnowledgeBase, easy: bool) -> None:
    rural = {"residence": "rural", **HERE}
    new = says(kb, "dangerous_house", rural | {"dilapidated_house": "rebuild"}, easy=easy)
    repair = says(kb, "dangerous_house", rural | {"dilapidated_house": "repair"}, easy=easy)
    assert re.search(r"(不低于|至少补)30000元", new)
    assert yuan(repair) == set()
    assert "没有写" in repair


@pytest.mark.parametrize("easy", [False, True])
def test_the_business_grant_is_5000_to_50000(kb: KnowledgeBase, easy: bool) -> None:
    text = says(kb, "business_grant", {"self_employed": True, "household_grant": "never", **HERE}, easy=easy)
    assert "5000元到50000元" in text


@pytest.mark.parametrize(
    "facts",
    [
        {"household_grant": "same_project"},
        {"household_grant": "other_project", "years_since_grant": 2},
        {"household_grant": "other_project", "years_since_grant": 2.9},
    ],
)
@pytest.mark.parametrize(
    "topic", ["business_grant", "business_grant_again", "heritage_craft", "online_business"]
)
def test_a_household_that_had_the_grant_lately_hears_no_sum(
    kb: KnowledgeBase, facts: dict[str, Any], topic: str
) -> None:
    for easy in (False, True):
        assert yuan(says(kb, topic, facts | {"self_employed": True} | HERE, easy=easy)) == set()


def test_after_three_years_another_project_may_apply(kb: KnowledgeBase) -> None:
    facts = {"household_grant": "other_project", "years_since_grant": 3, "self_employed": True, **HERE}
    assert "5000元到50000元" in says(kb, "business_grant", facts)


@pytest.mark.parametrize("easy", [False, True])
def test_a_kindergarten_gets_1000_a_child(kb: KnowledgeBase, easy: bool) -> None:
    assert re.search(
        r"一共(奖励)?3000元|一共3000元", says(kb, "preschool_award", {"preschool_intake": 3}, easy=easy)
    )


def test_the_yearly_fund_is_a_million_for_all(kb: KnowledgeBase) -> None:
    text = says(kb, "relief_fund")
    assert "不少于100万元" in text
    assert "不是给一个人的" in text
