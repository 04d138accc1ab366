"""What a resident reads: the sum that is theirs, and the clause it rests on."""

import re
from datetime import date

import pytest
from saying import DAY, NEWER, says, yuan

from policy_kb.answers import FACETS, SILENT, answer
from policy_kb.kb import KnowledgeBase

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
