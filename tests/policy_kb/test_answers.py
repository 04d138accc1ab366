"""What a resident reads: the sum that is theirs, and the clause it rests on."""

import re
from datetime import date
from typing import Any

import pytest

from policy_kb.answers import FACETS, SILENT, answer
from policy_kb.kb import KnowledgeBase

DAY = date(2026, 11, 23)
HERE = {"local_hukou": True, "certified": True}
NEWER = "国家、自治区、市有新规定的"


def says(kb: KnowledgeBase, topic: str, facts: dict[str, Any] | None = None, **more: Any) -> str:
    """The answer's text, on a day before any change."""
    return answer(kb, topic, facts or {}, DAY, **more).text


def disabled(category: str | None, grade: int | None, **facts: Any) -> dict[str, Any]:
    return {"disabilities": [{"category": category, "grade": grade}], **facts}


def yuan(text: str) -> set[str]:
    """Every sum in yuan of a text."""
    return set(re.findall(r"(\d[\d.]*)(?=元|万元)", text))


# --- the basis -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("topic", "last"),
    [
        ("subsidy_amount", "依据：《实施意见》第1条"),
        ("relief_amount", "依据：《实施意见》第1条"),
        ("inpatient_aid", "依据：《实施意见》第2条"),
        ("rent_reduction", "依据：《实施意见》第3条"),
        ("business_grant", "依据：《实施意见》第6条"),
        ("assistive_device", "依据：《实施意见》第7条"),
        ("tertiary_aid", "依据：《实施意见》第10条"),
        ("leadership", "依据：《实施意见》第16条"),
        ("fund_supervision", "依据：《实施意见》第18条"),
        ("general", "依据：《实施意见》总体要求"),
        ("goals", "依据：《实施意见》主要目标"),
        ("scope", "依据：《实施意见》适用范围"),
        ("validity", "依据：《实施意见》有效期"),
        ("newer_rules", "依据：《实施意见》有效期"),
        ("overview_all", "依据：《实施意见》第1条、第2条、第7条"),
        ("home_devices", "依据：《实施意见》第7条、第13条"),
        ("central_support", "依据：《实施意见》第1条、第8条"),
    ],
)
@pytest.mark.parametrize("facet", [None, *FACETS])
def test_the_last_line_names_the_clause(kb: KnowledgeBase, topic: str, last: str, facet: str | None) -> None:
    assert says(kb, topic, facet=facet).splitlines()[-1] == last


CITED = {"general": "总体要求", "goals": "主要目标", "scope": "适用范围", "validity": "有效期"}
CITED |= {str(n): f"第{n}条" for n in range(1, 19)}
ORDER = list(CITED.values())


@pytest.mark.parametrize("facet", [None, *FACETS])
@pytest.mark.parametrize("easy", [False, True])
def test_every_topic_ends_with_its_one_basis_line(kb: KnowledgeBase, facet: str | None, easy: bool) -> None:
    for topic in kb.topics.values():
        found = answer(kb, topic.id, {}, DAY, facet=facet, easy=easy)
        names = sorted((CITED[c] for c in topic.clauses), key=ORDER.index)
        assert found.text.splitlines()[-1] == "依据：《实施意见》" + "、".join(names), topic.id
        assert found.text.count("依据：") == 1, topic.id
        assert found.basis == topic.clauses
        assert (found.topic, found.benefit) == (topic.id, topic.benefit)


# --- no invented facts -----------------------------------------------------------------------------

PRINTED_SUMS = {
    *("4000", "3000", "2400", "2000", "1000", "5000", "100", "30000", "50000", "9000"),
}
PRINTED_RATES = {"30", "50", "15", "90", "95", "97", "60"}


@pytest.mark.parametrize("easy", [False, True])
def test_no_sum_or_rate_that_the_text_does_not_hold(kb: KnowledgeBase, easy: bool) -> None:
    for topic in kb.topics:
        text = says(kb, topic, easy=easy)
        assert yuan(text) <= PRINTED_SUMS, topic
        assert set(re.findall(r"(\d[\d.]*)%", text)) <= PRINTED_RATES, topic


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize("facet", [None, *FACETS])
def test_an_answer_with_a_sum_says_that_newer_rules_go_first(
    kb: KnowledgeBase, facet: str | None, easy: bool
) -> None:
    for topic in kb.topics:
        text = says(kb, topic, facet=facet, easy=easy)
        if re.search(r"\d\s*(万?元|%)", text):
            assert NEWER in text, topic


@pytest.mark.parametrize(
    "topic", ["coverage_targets", "rehab_targets", "enrolment_rate", "sheltered_bases", "goals"]
)
@pytest.mark.parametrize("easy", [False, True])
def test_a_target_is_called_a_target_and_never_met(kb: KnowledgeBase, topic: str, easy: bool) -> None:
    text = says(kb, topic, easy=easy)
    assert "目标" in text
    assert re.search(r"没有写|没有说", text)
    assert not re.search(r"已经(达到|建成|实现)", text)


def test_no_answer_holds_an_empty_value_or_a_leftover_of_a_template(kb: KnowledgeBase) -> None:
    for topic in kb.topics:
        for easy in (False, True):
            text = says(kb, topic, easy=easy)
            assert not re.search(r"None|True|False|[{}]|  |。。|\d\.\d{3}", text), topic


@pytest.mark.parametrize("facet", [None, *FACETS])
def test_every_answer_leads_to_a_person(kb: KnowledgeBase, facet: str | None) -> None:
    for topic in kb.topics:
        assert re.search(r"回电|12345|12385", says(kb, topic, facet=facet)), topic


# --- sides of a topic that the text is silent on ---------------------------------------------------


@pytest.mark.parametrize("facet", list(SILENT))
def test_silent_sides_say_what_is_granted_and_that_the_rest_is_not_written(
    kb: KnowledgeBase, facet: str
) -> None:
    text = says(kb, "assistive_device", facet=facet)
    assert "辅助器具" in text.splitlines()[0]
    assert "没有写" in text
    assert "卫健委" in text
    assert "回电" in text
    assert text.splitlines()[-1] == "依据：《实施意见》第7条"


@pytest.mark.parametrize("facet", list(SILENT))
def test_silent_sides_of_every_topic_say_so(kb: KnowledgeBase, facet: str) -> None:
    for topic in kb.topics:
        text = says(kb, topic, facet=facet)
        assert "没有写" in text, topic
        assert "回电" in text, topic


def test_the_office_of_clause_5_is_two_offices(kb: KnowledgeBase) -> None:
    text = says(kb, "public_welfare_posts", facet="office")
    assert "组织部、人社局牵头" in text
    assert "各镇、就业和社保事业中心、税务局、残联" in text


def test_where_no_office_leads_it_says_so(kb: KnowledgeBase) -> None:
    for topic in ("leadership", "workforce", "funding"):
        text = says(kb, topic, facet="office")
        assert "没有写" in text
        assert "牵头负责" not in text


def test_the_source_is_quoted_word_for_word(kb: KnowledgeBase) -> None:
    text = says(kb, "tertiary_aid", facet="source")
    assert "按照不低于年度已缴纳学杂费用的60%进行救助，单次救助最高不超过9000元。" in text


def test_every_quote_stands_in_a_cited_clause(kb: KnowledgeBase) -> None:
    for topic in kb.topics.values():
        quotes = [
            line[1:-1]
            for line in says(kb, topic.id, facet="source").splitlines()
            if line.startswith("“") and line.endswith("”")
        ]
        assert len(quotes) == len(topic.clauses), topic.id
        assert all(any(q in kb.clauses[c].text for c in topic.clauses) for q in quotes), topic.id


# --- the disability subsidy ------------------------------------------------------------------------


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


# --- sums worked out -------------------------------------------------------------------------------


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


# --- validity --------------------------------------------------------------------------------------

PROMULGATED = date(2022, 12, 6)  # in force from 2023-01-05 to 2028-01-04


@pytest.mark.parametrize(
    ("on", "warned"),
    [
        (date(2023, 1, 4), "还没到施行的日子"),
        (date(2023, 1, 5), ""),
        (date(2028, 1, 4), ""),
        (date(2028, 1, 5), "过了有效期"),
    ],
)
def test_after_the_last_day_every_answer_warns(kb: KnowledgeBase, on: date, warned: str) -> None:
    for topic in kb.topics:
        for facet in (None, "office", "materials"):
            text = answer(kb, topic, {}, on, facet=facet, promulgated=PROMULGATED).text
            assert warned in text
            assert bool(warned) == ("注意：这份文件" in text), topic


def test_an_unknown_topic_is_refused(kb: KnowledgeBase) -> None:
    with pytest.raises(KeyError):
        answer(kb, "no_such_topic", {}, DAY)
