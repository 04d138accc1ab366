"""The examples of the eligibility contract, to the letter."""

from datetime import date
from typing import Any

import pytest

from policy_kb.assess import assess
from policy_kb.kb import KnowledgeBase
from policy_kb.readings import ReadingError

ON = date(2026, 11, 23)
COVERED = {"local_hukou": True, "certified": True}
TABLE = [
    *("disability_subsidy", "temporary_relief", "insurance_premium_support", "inpatient_aid"),
    *("higher_inpatient_reimbursement", "rural_house_rebuild", "public_rental_reduction"),
    *("self_employment_grant", "assistive_device", "child_rehab_rescue", "rehab_allowance"),
    *("tertiary_student_aid", "preschool_intake_award", "five_cultural_services"),
]


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return KnowledgeBase.load()


def one(kb: KnowledgeBase, benefit: str, rulings: dict[str, str] | None = None, **facts: Any) -> dict:
    found = assess(kb, COVERED | facts, ON, rulings)["benefits"]
    return next(b for b in found if b["id"] == benefit)


def disabled(*pairs: tuple[str | None, int | None]) -> list[dict[str, Any]]:
    return [{"category": category, "grade": grade} for category, grade in pairs]


def test_every_benefit_is_listed_each_time_in_one_order(kb: KnowledgeBase) -> None:
    nobody = [b["id"] for b in assess(kb, {}, ON)["benefits"]]
    outsider = [b["id"] for b in assess(kb, {"local_hukou": False}, ON)["benefits"]]
    assert nobody == outsider
    assert set(TABLE) < set(nobody)
    assert {b["clause"] for b in assess(kb, {}, ON)["benefits"]} == set(range(1, 15))


def test_an_assessment_has_the_keys_of_the_contract(kb: KnowledgeBase) -> None:
    result = assess(kb, {}, ON)
    assert set(result) == {"on", "validity", "kb_version", "benefits", "next_question"}
    assert result["on"] == "2026-11-23"
    assert set(result["benefits"][0]) == {
        *("id", "clause", "status", "amount", "missing", "open_readings", "because", "lead", "review")
    }


def test_only_mental_of_unknown_grade_is_eligible_for_2000_to_4000(kb: KnowledgeBase) -> None:
    found = one(kb, "disability_subsidy", disabilities=disabled(("mental", None)))
    assert found["status"] == "eligible"
    assert found["amount"] == {"min": 2000, "max": 4000, "period": "year"}
    assert found["missing"] == ["disabilities", "residence"]


def test_urban_grade_1_gets_exactly_4000_under_both_readings(kb: KnowledgeBase) -> None:
    found = one(kb, "disability_subsidy", residence="urban", disabilities=disabled(("visual", 1)))
    assert found["amount"] == {"min": 4000, "max": 4000, "period": "year"}
    assert (found["missing"], found["open_readings"], found["review"]) == ([], [], False)
    assert found["lead"] == ["民政局"]


def test_rural_grade_1_gets_3000_to_4000_until_the_reading_is_ruled(kb: KnowledgeBase) -> None:
    person = {"residence": "rural", "disabilities": disabled(("hearing", 1))}
    found = one(kb, "disability_subsidy", **person)
    assert found["amount"] == {"min": 3000, "max": 4000, "period": "year"}
    assert (found["missing"], found["open_readings"]) == ([], ["subsidy_split"])
    assert any(
        "每年3000元" in line and "每年4000元" in line and "民政局" in line for line in found["because"]
    )
    for ruling, yuan in {"by_residence": 3000, "by_grade": 4000}.items():
        ruled = one(kb, "disability_subsidy", {"subsidy_split": ruling}, **person)
        assert ruled["amount"] == {"min": yuan, "max": yuan, "period": "year"}
        assert ruled["open_readings"] == []


def test_of_several_rates_the_highest_one_and_the_office_decides(kb: KnowledgeBase) -> None:
    person = {"residence": "rural", "disabilities": disabled(("mental", 4), ("physical", 3))}
    found = one(kb, "disability_subsidy", **person)
    assert found["amount"] == {"min": 2400, "max": 2400, "period": "year"}
    assert (found["review"], found["open_readings"]) == (True, [])
    added = one(kb, "disability_subsidy", {"subsidy_several": "added"}, **person)
    assert added["amount"] == {"min": 4400, "max": 4400, "period": "year"}


def test_visual_3_gets_no_subsidy_and_nothing_is_missing(kb: KnowledgeBase) -> None:
    found = one(kb, "disability_subsidy", disabilities=disabled(("visual", 3)))
    assert (found["status"], found["amount"], found["missing"]) == ("ineligible", None, [])


def test_a_list_with_unknown_parts_has_distinct_categories(kb: KnowledgeBase) -> None:
    """One of two must be mental or intellectual at 3 or 4, as the other four categories are taken."""
    taken = [(c, 4) for c in ("visual", "hearing", "speech", "physical")]
    found = one(kb, "disability_subsidy", disabilities=disabled(*taken, (None, 3)))
    assert (found["status"], found["missing"]) == ("eligible", ["residence"])


def test_the_relief_cap_and_the_groups_named_for_relaxing_it(kb: KnowledgeBase) -> None:
    groups = {
        "minimum_living_allowance": False,
        "multi_disabled_household": False,
        "elderly_disabled_household": False,
        "three_withouts": False,
    }
    person = {"difficulty": "production", "disabilities": disabled(("visual", 3)), **groups}
    plain = one(kb, "temporary_relief", **person)
    assert plain["amount"] == {
        **{"min": 0, "max": 2000, "period": "occasion"},
        "named_for_relaxation": False,
    }
    assert (plain["review"], plain["missing"]) == (True, [])
    two = one(kb, "temporary_relief", **(person | {"disabilities": disabled((None, 3), (None, 4))}))
    assert (two["amount"]["named_for_relaxation"], two["missing"]) == (True, [])
    still_open = one(kb, "temporary_relief", **(person | {"three_withouts": None}))
    assert (still_open["amount"]["named_for_relaxation"], still_open["missing"]) == (None, ["three_withouts"])


def test_30_percent_at_least_of_what_insurance_left(kb: KnowledgeBase) -> None:
    person = {"public_payroll": False, "fully_insured": False}
    stay = {"reimbursable": 10000.05, "reimbursed": 4000}
    known = one(kb, "inpatient_aid", inpatient=stay, **person)
    assert known["amount"] == {"min": 1800.02, "max": None, "period": "stay"}  # 1800.015, half up
    part = one(kb, "inpatient_aid", inpatient={"reimbursable": 10000}, **person)
    assert (part["status"], part["missing"]) == ("undetermined", ["inpatient"])
    assert part["amount"] == {"min": 0, "max": None, "period": "stay"}
    nothing = one(kb, "inpatient_aid", inpatient={"reimbursable": 0, "reimbursed": None}, **person)
    assert (nothing["status"], nothing["missing"]) == ("ineligible", [])
    paid = one(kb, "inpatient_aid", inpatient={"reimbursable": 0.3, "reimbursed": 0.3}, **person)
    assert paid["status"] == "ineligible"


@pytest.mark.parametrize(
    ("house", "amount", "missing"),
    [
        ("rebuild", {"min": 30000, "max": None, "period": "household"}, []),
        ("repair", None, []),
        (None, {"min": 0, "max": None, "period": "household"}, ["dilapidated_house"]),
    ],
)
def test_a_new_house_has_a_sum_and_a_repair_has_none(
    kb: KnowledgeBase, house: str | None, amount: dict | None, missing: list[str]
) -> None:
    found = one(kb, "rural_house_rebuild", residence="rural", dilapidated_house=house)
    assert (found["amount"], found["missing"]) == (amount, missing)


def test_half_the_rent_below_two_years_of_mla_and_not_at_two(kb: KnowledgeBase) -> None:
    person = {
        **{"public_rental_tenant": True, "public_rental_rent": 3600.5},
        **{"disabilities": disabled(("visual", 4)), "elderly_disabled_household": False},
        **{"multi_disabled_household": False, "three_withouts": False, "minimum_living_allowance": True},
    }
    found = one(kb, "public_rental_reduction", mla_years=1.99, **person)
    assert found["amount"] == {"min": 1800.25, "max": 1800.25, "period": "year"}
    assert one(kb, "public_rental_reduction", mla_years=2, **person)["status"] == "ineligible"
    without = person | {"minimum_living_allowance": False}
    assert one(kb, "public_rental_reduction", **without)["missing"] == []
    rent = one(kb, "public_rental_reduction", mla_years=1, **(person | {"public_rental_rent": None}))
    assert rent["amount"] == {"min": 0, "max": None, "period": "year"}
    assert (rent["status"], rent["missing"]) == ("eligible", ["public_rental_rent"])


@pytest.mark.parametrize(("years", "status"), [(2.99, "ineligible"), (3, "eligible"), (None, "undetermined")])
def test_three_years_between_grants(kb: KnowledgeBase, years: float | None, status: str) -> None:
    person = {"self_employed": True, "household_grant": "other_project", "years_since_grant": years}
    assert one(kb, "self_employment_grant", **person)["status"] == status


def test_seven_years_divide_rescue_and_allowance(kb: KnowledgeBase) -> None:
    for age, rescue, allowance in [(6.99, "eligible", "ineligible"), (7, "ineligible", "eligible")]:
        person = {"needs_rehab": True, "hardship": True, "age": age}
        assert one(kb, "child_rehab_rescue", **person)["status"] == rescue
        assert one(kb, "rehab_allowance", **person)["status"] == allowance


@pytest.mark.parametrize(
    ("tuition", "least", "missing"),
    [(8000, 4800, []), (15000, 9000, []), (99999, 9000, []), (None, 0, ["tuition_paid"])],
)
def test_60_percent_of_tuition_up_to_9000(
    kb: KnowledgeBase, tuition: float | None, least: float, missing: list[str]
) -> None:
    found = one(kb, "tertiary_student_aid", tertiary_student="child", tuition_paid=tuition)
    assert found["amount"] == {"min": least, "max": 9000, "period": "year"}
    assert found["missing"] == missing


def test_the_kindergarten_need_not_be_covered(kb: KnowledgeBase) -> None:
    found = one(kb, "preschool_intake_award", local_hukou=False, preschool_intake=3)
    assert found["amount"] == {"min": 3000, "max": 3000, "period": "year"}
    open_number = one(kb, "preschool_intake_award", local_hukou=False)
    assert open_number["amount"] == {"min": 1000, "max": None, "period": "year"}


def test_reasons_quote_the_clause(kb: KnowledgeBase) -> None:
    found = one(kb, "disability_subsidy", disabilities=disabled(("physical", 3)))
    assert found["because"] == [
        "是伊金霍洛旗户籍（原文：“本实施意见适用于伊金霍洛旗户籍的持证残疾人”）",
        "有残疾人证（原文：“本实施意见适用于伊金霍洛旗户籍的持证残疾人”）",
        "是肢体三级残疾（原文：“肢体三级残疾人按照每人每年2400元的标准给予补贴”）",
    ]


def test_an_outsider_is_told_the_one_reason(kb: KnowledgeBase) -> None:
    found = one(kb, "disability_subsidy", local_hukou=False)
    assert found["because"] == ["不是伊金霍洛旗户籍（原文：“本实施意见适用于伊金霍洛旗户籍的持证残疾人”）"]


def test_the_first_question_is_whether_the_policy_applies_at_all(kb: KnowledgeBase) -> None:
    assert assess(kb, {}, ON)["next_question"] == "local_hukou"
    assert assess(kb, {"local_hukou": True}, ON)["next_question"] == "certified"


def test_questions_end_when_nothing_is_missing(kb: KnowledgeBase) -> None:
    asked: dict[str, Any] = {}
    truth = {"local_hukou": True, "certified": True, "disabilities": disabled(("visual", 1)), "age": 40}
    blank = {"bool": False, "choice": "none", "number": 0, "stay": False}
    while (fact := assess(kb, asked, ON)["next_question"]) is not None:
        assert fact not in asked
        value = truth.get(fact, blank.get(kb.facts[fact].kind))
        asked[fact] = {"residence": "rural", "household_grant": "never"}.get(fact, value)
    assert all(not b["missing"] for b in assess(kb, asked, ON)["benefits"])


def test_a_question_waits_for_the_one_it_rests_on(kb: KnowledgeBase) -> None:
    asked: dict[str, Any] = dict(COVERED)
    order = []
    while (fact := assess(kb, asked, ON)["next_question"]) is not None:
        order.append(fact)
        value = {"bool": True, "choice": None, "number": 1, "stay": {"reimbursable": 9, "reimbursed": 1}}
        kind = kb.facts[fact].kind
        asked[fact] = next(iter(kb.facts[fact].values)) if kind == "choice" else value.get(kind)
        if kind == "disabilities":
            asked[fact] = disabled(("visual", 3))
    assert order.index("tertiary_student") < order.index("tuition_paid")
    assert order.index("public_rental_tenant") < order.index("public_rental_rent")


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2023, 1, 4), "not_yet"),
        (date(2023, 1, 5), "in_force"),
        (date(2028, 1, 4), "in_force"),
        (date(2028, 1, 5), "expired"),
    ],
)
def test_validity_runs_five_years_from_30_days_after_promulgation(
    kb: KnowledgeBase, on: date, state: str
) -> None:
    assert assess(kb, {}, on, promulgated=date(2022, 12, 6))["validity"] == state
    assert assess(kb, {}, on)["validity"] == "unset"


@pytest.mark.parametrize("rulings", [{"subsidy_split": "by_age"}, {"colour": "red"}])
def test_a_ruling_that_the_register_does_not_know_is_refused(kb: KnowledgeBase, rulings: dict) -> None:
    with pytest.raises(ReadingError):
        assess(kb, {}, ON, rulings)


def test_an_answer_may_be_changed_without_harm_to_the_next(kb: KnowledgeBase) -> None:
    first = assess(kb, {"difficulty": "living"}, ON)
    for benefit in first["benefits"]:
        benefit["missing"].append("x")
        if benefit["amount"]:
            benefit["amount"]["min"] = -1
    second = assess(kb, {"difficulty": "living"}, ON)
    assert all("x" not in b["missing"] for b in second["benefits"])
    assert all(b["amount"]["min"] >= 0 for b in second["benefits"] if b["amount"])
