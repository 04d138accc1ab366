"""The numbers of the policy: as printed, and changed only from the day a change names."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from policy_kb.answers import answer
from policy_kb.assess import assess
from policy_kb.kb import KnowledgeBase
from policy_kb.parameters import ParameterError

Edit = Callable[[str, str, str], None]

DAY = date(2026, 11, 23)

PRINTED = {
    "subsidy_severe_higher": 4000,
    "subsidy_severe_lower": 3000,
    "subsidy_mental_higher": 3000,
    "subsidy_mental_lower": 2000,
    "subsidy_physical_3": 2400,
    "relief_living_cap": 1000,
    "relief_production_cap": 2000,
    "relief_emergency_cap": 5000,
    "relief_fund_floor": 1_000_000,
    "pension_coverage": 90,
    "medical_coverage": 95,
    "inpatient_aid_rate": 30,
    "rebuild_floor": 30_000,
    "rent_reduction_rate": 50,
    "rent_allowance_years": 2,
    "dpf_cadre_share": 15,
    "business_grant_min": 5000,
    "business_grant_max": 50_000,
    "business_grant_gap_years": 3,
    "employed_per_household": 1,
    "job_bases_target": 2,
    "job_bases_target_year": 2025,
    "rehab_coverage": 90,
    "rehab_coverage_year": 2025,
    "rehab_allowance_age": 7,
    "device_coverage": 90,
    "screening_age": 7,
    "compulsory_enrolment": 97,
    "preschool_award": 1000,
    "tertiary_aid_rate": 60,
    "tertiary_aid_cap": 9000,
    "goals_year": 2025,
    "effective_after_days": 30,
    "validity_years": 5,
}


def test_every_number_is_the_printed_one(kb: KnowledgeBase) -> None:
    assert kb.parameters.all(DAY) == PRINTED


def test_each_printed_number_stands_in_the_words_of_its_clause(kb: KnowledgeBase) -> None:
    for item in kb.parameters.items():
        assert item.printed in item.words, item.name
        assert item.words in kb.clauses[item.clause].text, item.name


def test_an_unknown_name_is_named(kb: KnowledgeBase) -> None:
    with pytest.raises(ParameterError, match="subsidy_speech"):
        kb.parameters.value("subsidy_speech", DAY)


RAISE_DAY = date(2027, 7, 1)
PHYSICAL_3 = {"disabilities": [{"category": "physical", "grade": 3}], "local_hukou": True, "certified": True}


@pytest.fixture
def raised(copy: Path, edit: Edit) -> KnowledgeBase:
    """The sum for physical grade 3 rises to 2600 on 1 July 2027."""
    old = "{from: null, value: 2400}"
    edit("parameters.yml", old, old + "\n    - {from: 2027-07-01, value: 2600}")
    return KnowledgeBase.load(copy)


@pytest.mark.parametrize(
    ("on", "said", "unsaid"),
    [
        (date(2026, 11, 23), "2400元", "2600"),
        (date(2027, 6, 30), "2400元", "2600"),
        (date(2027, 7, 1), "2600元", "2400"),
        (date(2029, 1, 1), "2600元", "2400"),
    ],
)
@pytest.mark.parametrize("easy", [False, True])
def test_a_rise_changes_the_answers_from_its_day_only(
    raised: KnowledgeBase, on: date, said: str, unsaid: str, easy: bool
) -> None:
    for profile in (PHYSICAL_3, {}):
        text = answer(raised, "subsidy_amount", profile, on, easy=easy).text
        assert said in text
        assert unsaid not in text


def test_a_rise_changes_the_assessment_from_its_day_only(raised: KnowledgeBase) -> None:
    def subsidy(on: date) -> dict:
        listed = assess(raised, PHYSICAL_3, on)["benefits"]
        return next(b["amount"] for b in listed if b["id"] == "disability_subsidy")

    assert subsidy(RAISE_DAY - timedelta(days=1)) == {"min": 2400, "max": 2400, "period": "year"}
    assert subsidy(RAISE_DAY) == {"min": 2600, "max": 2600, "period": "year"}


def test_a_value_that_begins_later_does_not_hold_before(copy: Path, edit: Edit) -> None:
    edit("parameters.yml", "{from: null, value: 2400}", "{from: 2027-07-01, value: 2600}")
    parameters = KnowledgeBase.load(copy).parameters
    assert parameters.value("subsidy_physical_3", RAISE_DAY) == 2600
    with pytest.raises(ParameterError, match="subsidy_physical_3 在 2027-06-30"):
        parameters.value("subsidy_physical_3", date(2027, 6, 30))


def test_values_hold_in_the_order_of_their_days_whatever_the_order_of_the_lines(
    copy: Path, edit: Edit
) -> None:
    lines = "{from: 2029-01-01, value: 2800}\n    - {from: 2027-07-01, value: 2600}\n    - {from: null, value: 2400}"
    edit("parameters.yml", "{from: null, value: 2400}", lines)
    parameters = KnowledgeBase.load(copy).parameters
    days = (date(2027, 1, 1), date(2028, 1, 1), date(2030, 1, 1))
    assert [parameters.value("subsidy_physical_3", day) for day in days] == [2400, 2600, 2800]
