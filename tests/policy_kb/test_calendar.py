"""A walk through the calendar: the first day, a sum changed from a day on, the last day, and what is said on each."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import policy_kb.current as current_module
from bot.cli.main import main
from policy_kb.answers import answer
from policy_kb.assess import assess
from policy_kb.kb import KnowledgeBase
from policy_kb.result.build import result_of
from policy_kb.result.text import full_text

Edit = Callable[[str, str, str], None]

PROMULGATED = date(2022, 12, 6)  # in force from 2023-01-05 to 2028-01-04
PERSON = {
    "local_hukou": True,
    "certified": True,
    "disabilities": [{"category": "physical", "grade": 3}],
    "residence": "rural",
}
#: Day, state, the yearly sum, and what answers and results say of the days (empty: nothing).
DAYS = [
    (date(2022, 12, 6), "not_yet", 2400, "还没到施行的日子"),
    (date(2023, 1, 4), "not_yet", 2400, "还没到施行的日子"),
    (date(2023, 1, 5), "in_force", 2400, ""),
    (date(2026, 6, 30), "in_force", 2400, ""),
    (date(2026, 7, 1), "in_force", 2600, ""),
    (date(2028, 1, 4), "in_force", 2600, ""),
    (date(2028, 1, 5), "expired", 2600, "已经过了有效期"),
    (date(2030, 1, 1), "expired", 2800, "已经过了有效期"),
]
walk = pytest.mark.parametrize(("on", "state", "yuan", "warning"), DAYS)


@pytest.fixture
def changed(copy: Path, edit: Edit) -> KnowledgeBase:
    """2400 at first, 2600 from July 2026 on, 2800 from 2030 on."""
    old = "{from: null, value: 2400}"
    later = "\n    - {from: 2030-01-01, value: 2800}\n    - {from: 2026-07-01, value: 2600}"
    edit("parameters.yml", old, old + later)
    return KnowledgeBase.load(copy)


@walk
def test_an_assessment(changed: KnowledgeBase, on: date, state: str, yuan: int, warning: str) -> None:
    found = assess(changed, PERSON, on, promulgated=PROMULGATED)
    assert (found["on"], found["validity"]) == (on.isoformat(), state)
    [subsidy] = [one for one in found["benefits"] if one["id"] == "disability_subsidy"]
    assert subsidy["amount"] == {"min": yuan, "max": yuan, "period": "year"}


@walk
def test_an_answer(changed: KnowledgeBase, on: date, state: str, yuan: int, warning: str) -> None:
    for easy in (False, True):
        text = answer(changed, "subsidy_amount", PERSON, on, easy=easy, promulgated=PROMULGATED).text
        assert f"{yuan}元" in text
        assert ("注意：" in text, warning in text) == (bool(warning), True)


@walk
def test_a_result(changed: KnowledgeBase, on: date, state: str, yuan: int, warning: str) -> None:
    text = full_text(changed, result_of(changed, PERSON, on, "本人", PROMULGATED))
    assert f"每年{yuan}元" in text
    assert ("注意：" in text, warning in text) == (bool(warning), True)


@walk
def test_the_commands(
    changed: KnowledgeBase,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    on: date,
    state: str,
    yuan: int,
    warning: str,
) -> None:
    monkeypatch.setenv("YIZHU_KB", str(changed.root))
    monkeypatch.setenv("YIZHU_PROMULGATED", PROMULGATED.isoformat())
    monkeypatch.setattr(current_module, "_fresh", current_module._Fresh())
    person = tmp_path / "person.json"
    person.write_text(json.dumps(PERSON), encoding="utf-8")
    assert main(["assess", str(person), "--on", on.isoformat()]) == 0
    assert json.loads(capfd.readouterr().out)["validity"] == state
    people = tmp_path / "people.csv"
    people.write_text("姓名,户籍,持证,残疾类别,残疾等级\n甲,是,是,肢体,三级\n", encoding="utf-8")
    assert main(["screen", str(people), "--on", on.isoformat()]) == 0
    said = capfd.readouterr().out
    assert f"残疾人补贴：能得 1 人，还没定 0 人，不能得 0 人；每年合计 {yuan} 元" in said
    expected = {"not_yet": "这一天还没有施行", "in_force": "在有效期内", "expired": "已经过了有效期"}
    assert expected[state] in said


def test_a_day_of_promulgation_at_the_end_of_february_lasts_five_whole_years(kb: KnowledgeBase) -> None:
    day = date(2024, 1, 30)  # 30 days later it is 29 February
    states = {
        on: assess(kb, {}, on, promulgated=day)["validity"]
        for on in (date(2024, 2, 28), date(2024, 2, 29), date(2029, 2, 28), date(2029, 3, 1))
    }
    assert list(states.values()) == ["not_yet", "in_force", "in_force", "expired"]


def test_a_span_extended_in_time_holds_on(copy: Path) -> None:
    path = copy / "parameters.yml"
    head, name, tail = path.read_text(encoding="utf-8").partition("validity_years:")
    old = "{from: null, value: 5}"
    assert old in tail
    longer = tail.replace(old, old + "\n    - {from: 2027-12-01, value: 8}", 1)
    path.write_text(head + name + longer, encoding="utf-8")
    kb = KnowledgeBase.load(copy)
    days = (date(2027, 11, 30), date(2028, 1, 5), date(2031, 1, 4), date(2031, 1, 5))
    states = [assess(kb, {}, on, promulgated=PROMULGATED)["validity"] for on in days]
    assert states == ["in_force", "in_force", "in_force", "expired"]
