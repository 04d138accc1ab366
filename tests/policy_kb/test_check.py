"""`yizhu kb check`: each kind of breakage is named by file and entry; nothing broken goes into force."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from policy_kb.answers import answer
from policy_kb.check import check
from policy_kb.kb import ROOT, KnowledgeBase, current

Edit = Callable[[str, str, str], None]
DAY = date(2026, 11, 23)
PHYSICAL_3 = {"disabilities": [{"category": "physical", "grade": 3}]}


class Clock(Protocol):
    """Lets time go by for the knowledge base."""

    def pass_seconds(self, seconds: float) -> None: ...


def complaints(root: Path) -> str:
    """All problems found below a folder, a line each."""
    return "\n".join(str(problem) for problem in check(root))


def test_the_data_as_shipped_is_whole() -> None:
    assert complaints(ROOT) == ""


def test_an_untouched_copy_is_whole(copy: Path) -> None:
    assert complaints(copy) == ""


# --- breakage: (file, words replaced, by what, what the complaint must name) ------------------------

BREAKAGES = {
    "a sum in an answer": (
        "topics/01_social_relief.yml",
        "还是困难的残疾人和残疾人家庭，要采取",
        "还是困难的残疾人和残疾人家庭，每月500元，要采取",
        ["01_social_relief.yml", "hardship_after_mla", "answer", "“5”", "参数"],
    ),
    "a sum in Chinese numerals in an answer": (
        "topics/01_social_relief.yml",
        "还是困难的残疾人和残疾人家庭，要采取",
        "还是困难的残疾人和残疾人家庭，每月五百元，要采取",
        ["01_social_relief.yml", "hardship_after_mla", "五百元"],
    ),
    "a sum in an easy answer": (
        "topics/01_social_relief.yml",
        "公家还要想办法帮。",
        "公家还要给200元。",
        ["01_social_relief.yml", "hardship_after_mla", "easy"],
    ),
    "a sum in what is granted": (
        "topics/01_social_relief.yml",
        "采取必要措施给予生活保障。",
        "给予800元生活保障。",
        ["01_social_relief.yml", "hardship_after_mla", "grants"],
    ),
    "a sum in words that several topics share": (
        "words/subsidy.j2",
        "有几项残疾的，这里按最高的一项算",
        "有几项残疾的，按4000元算",
        ["words/subsidy.j2", "数字"],
    ),
    "words of a parameter that the clause does not hold": (
        "parameters.yml",
        "一般性生活困难救助资金不超1000元",
        "一般生活困难救助资金不超1000元",
        ["parameters.yml", "relief_living_cap", "第1条", "照抄原文"],
    ),
    "a printed number that the words do not hold": (
        "parameters.yml",
        'printed: "2400"',
        'printed: "2600"',
        ["parameters.yml", "subsidy_physical_3", "2600"],
    ),
    "a printed value overwritten instead of dated": (
        "parameters.yml",
        "{from: null, value: 2400}",
        "{from: null, value: 2600}",
        ["parameters.yml", "subsidy_physical_3", "2400"],
    ),
    "a parameter of an unknown clause": (
        "parameters.yml",
        'clause: "10"\n  title: 幼儿园',
        'clause: "19"\n  title: 幼儿园',
        ["parameters.yml", "preschool_award", "19"],
    ),
    "two values from one day": (
        "parameters.yml",
        "{from: null, value: 2400}",
        "{from: null, value: 2400}\n    - {from: null, value: 2600}",
        ["parameters.yml", "subsidy_physical_3", "同一天"],
    ),
    "a parameter with a missing line": (
        "parameters.yml",
        'printed: "2400"\n',
        "\n",
        ["parameters.yml", "subsidy_physical_3", "printed"],
    ),
    "a value that is no number": (
        "parameters.yml",
        "{from: null, value: 2400}",
        "{from: null, value: 两千四}",
        ["parameters.yml", "subsidy_physical_3"],
    ),
    "a day that is no day": (
        "parameters.yml",
        "{from: null, value: 2400}",
        "{from: null, value: 2400}\n    - {from: 明年七月, value: 2600}",
        ["parameters.yml", "subsidy_physical_3"],
    ),
    "a topic that cites an unknown clause": (
        "topics/01_social_relief.yml",
        'id: relief_fund\n  title: 旗里每年安排多少救助钱\n  clauses: ["1"]',
        'id: relief_fund\n  title: 旗里每年安排多少救助钱\n  clauses: ["1", "19"]',
        ["01_social_relief.yml", "relief_fund", "19", "不存在"],
    ),
    "a topic whose first clause is unknown": (
        "topics/01_social_relief.yml",
        'id: relief_fund\n  title: 旗里每年安排多少救助钱\n  clauses: ["1"]',
        'id: relief_fund\n  title: 旗里每年安排多少救助钱\n  clauses: ["19"]',
        ["01_social_relief.yml", "relief_fund", "19", "不存在"],
    ),
    "a topic that cites four clauses": (
        "topics/00_general.yml",
        'clauses: ["1", "2", "7"]',
        'clauses: ["1", "2", "7", "8"]',
        ["00_general.yml", "overview_all", "一到三条"],
    ),
    "an id that stands twice": (
        "topics/01_social_relief.yml",
        "id: relief_fund\n",
        "id: inpatient_aid\n",
        ["01_social_relief.yml", "02_insurance.yml", "inpatient_aid"],
    ),
    "a topic without an easy answer": (
        "topics/01_social_relief.yml",
        "easy: |\n    旗里每年要留一笔钱。",
        "hard: |\n    旗里每年要留一笔钱。",
        ["01_social_relief.yml", "relief_fund", "easy"],
    ),
    "a topic of an unknown benefit": (
        "topics/01_social_relief.yml",
        "benefit: temporary_relief",
        "benefit: temporary_releif",
        ["01_social_relief.yml", "relief_amount", "temporary_releif"],
    ),
    "a title too long for a button": (
        "topics/01_social_relief.yml",
        "title: 旗里每年安排多少救助钱",
        "title: 旗里每年到底安排多少钱来做临时救助",
        ["01_social_relief.yml", "relief_fund", "title"],
    ),
    "a parameter that does not exist": (
        "topics/01_social_relief.yml",
        "安排不少于{{ (p.relief_fund_floor",
        "安排不少于{{ (p.relief_fund_flor",
        ["01_social_relief.yml", "relief_fund", "relief_fund_flor"],
    ),
    "a template that is not closed": (
        "topics/01_social_relief.yml",
        "{% if f.minimum_living_allowance %}",
        "{% if f.minimum_living_allowance",
        ["01_social_relief.yml", "mla_all_entitled"],
    ),
    "an easy line too long": (
        "topics/01_social_relief.yml",
        "旗里每年要留一笔钱。\n",
        "旗里每年要留一笔钱，" + "这笔钱是给大家留的，" * 8 + "\n",
        ["01_social_relief.yml", "relief_fund", "easy"],
    ),
    "words of a benefit that the clause does not hold": (
        "benefits/02_insurance.yml",
        "words: 救助比例不低于可补偿费用报销剩余部分的30%",
        "words: 救助比例不低于可补偿费用报销剩余部分的40%",
        ["02_insurance.yml", "inpatient_aid", "40%", "照抄原文"],
    ),
    "words of a condition that the clause does not hold": (
        "benefits/02_insurance.yml",
        "words: 对非财政供养和非全额医保的残疾人，实施住院医疗救助",
        "words: 对非财政供养的残疾人，实施住院医疗救助",
        ["02_insurance.yml", "inpatient_aid", "照抄原文"],
    ),
    "a benefit of an unknown clause": (
        "benefits/02_insurance.yml",
        'id: inpatient_aid\n  clause: "2"',
        'id: inpatient_aid\n  clause: "20"',
        ["02_insurance.yml", "inpatient_aid", "20"],
    ),
    "a benefit that stands twice": (
        "benefits/02_insurance.yml",
        "id: inpatient_aid\n",
        "id: temporary_relief\n",
        ["02_insurance.yml", "temporary_relief"],
    ),
    "a benefit that asks an unknown fact": (
        "benefits/02_insurance.yml",
        "fact: public_payroll",
        "fact: public_pay",
        ["02_insurance.yml", "inpatient_aid", "public_pay"],
    ),
    "a sum of a benefit from an unknown parameter": (
        "benefits/02_insurance.yml",
        "percent: [inpatient_aid_rate,",
        "percent: [inpatient_rate,",
        ["inpatient_aid", "inpatient_rate"],
    ),
    "a ruling that is none of the options": (
        "readings.yml",
        "ruling: null",
        "ruling: {option: by_age, by: 民政局, day: 2027-03-01}",
        ["readings.yml", "subsidy_split", "by_age", "by_residence"],
    ),
    "a file that is not YAML": (
        "topics/02_insurance.yml",
        "- id: premium_support\n",
        "- id: [premium_support\n",
        ["02_insurance.yml"],
    ),
    "a text with a clause lost": (
        "source/yzf-2022-35.txt",
        "　　17.重视",
        "　　十七.重视",
        ["source/yzf-2022-35.txt", "第17条"],
    ),
}


@pytest.mark.parametrize("kind", list(BREAKAGES))
def test_a_breakage_is_named_by_file_and_entry(copy: Path, edit: Edit, kind: str) -> None:
    file, old, new, named = BREAKAGES[kind]
    edit(file, old, new)
    found = [str(problem) for problem in check(copy)]
    assert any(all(word in line for word in named) for line in found), found
    assert len(found) <= 40, "an office worker reads this"


def test_a_clause_that_no_topic_answers_is_named(copy: Path) -> None:
    (copy / "topics" / "14_charity.yml").write_text("[]\n", encoding="utf-8")
    assert "topics/：第14条没有任何条目回答" in complaints(copy)


def test_a_clause_without_a_benefit_is_named(copy: Path) -> None:
    (copy / "benefits" / "04_relapse.yml").write_text("[]\n", encoding="utf-8")
    assert "benefits/：第4条没有待遇条目" in complaints(copy)


def test_an_empty_parameter_file_is_a_problem_and_no_crash(copy: Path) -> None:
    (copy / "parameters.yml").write_text("", encoding="utf-8")
    assert complaints(copy) != ""


# --- the running system ----------------------------------------------------------------------------


def sum_said() -> str:
    return answer(current(), "subsidy_amount", PHYSICAL_3, DAY).text


def raise_the_sum(edit: Edit) -> None:
    old = "{from: null, value: 2400}"
    edit("parameters.yml", old, old + "\n    - {from: 2026-01-01, value: 2600}")


def test_a_change_that_passes_is_in_force_within_a_minute(edit: Edit, clock: Clock) -> None:
    before = current().version
    assert "2400元" in sum_said()
    raise_the_sum(edit)
    clock.pass_seconds(60)
    assert "2600元" in sum_said()
    assert "2400" not in sum_said()
    assert current().version != before


def test_changed_words_are_in_force_within_a_minute(edit: Edit, clock: Clock) -> None:
    assert "拿不准，可以问旗民政局" in sum_said()
    edit("words/closing_lines.j2", "拿不准，可以问旗{{", "不清楚的，可以问旗{{")
    clock.pass_seconds(60)
    assert "不清楚的，可以问旗民政局" in sum_said()


def test_a_change_that_fails_leaves_the_old_in_force_and_says_so(
    edit: Edit, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    before = current()
    raise_the_sum(edit)
    edit("parameters.yml", 'printed: "2400"', 'printed: "2401"')
    clock.pass_seconds(60)
    assert current() is before
    assert "2400元" in sum_said()
    assert "没有通过检查" in caplog.text
    assert "subsidy_physical_3" in caplog.text


def test_a_failed_change_put_right_is_taken_up(edit: Edit, clock: Clock) -> None:
    current()
    raise_the_sum(edit)
    edit("parameters.yml", 'printed: "2400"', 'printed: "2401"')
    clock.pass_seconds(60)
    current()
    edit("parameters.yml", 'printed: "2401"', 'printed: "2400"')
    clock.pass_seconds(60)
    assert "2600元" in sum_said()


@pytest.mark.parametrize(
    ("old", "new"),
    [("{%- macro ask() -%}", "{%- macro ask( -%}"), ("拿不准，可以问旗{{", "拿不准，给您9999元，问旗{{")],
)
def test_shared_words_that_fail_leave_the_old_words_in_force(
    edit: Edit, clock: Clock, old: str, new: str
) -> None:
    before = sum_said()
    edit("words/closing_lines.j2", old, new)
    clock.pass_seconds(60)
    assert sum_said() == before


def test_a_file_that_goes_missing_leaves_the_old_in_force(copy: Path, clock: Clock) -> None:
    before = sum_said()
    (copy / "parameters.yml").unlink()
    clock.pass_seconds(60)
    assert sum_said() == before


def test_two_knowledge_bases_of_one_content_have_one_version(copy: Path, edit: Edit) -> None:
    first = KnowledgeBase.load(copy).version
    assert KnowledgeBase.load(ROOT).version == first
    edit("topics/01_social_relief.yml", "这是全旗的总数", "这是全旗一年的总数")
    assert KnowledgeBase.load(copy).version != first
