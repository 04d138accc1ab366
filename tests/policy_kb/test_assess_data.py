"""The data of the benefits: words, facts and time."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
import yaml

from policy_kb.assess import assess
from policy_kb.kb import ROOT, KnowledgeBase


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(copytree(ROOT, tmp_path / "kb"))


def changed(path: Path, key: str, value: dict) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data[key] |= value
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def subsidy(root: Path, on: date, **facts: object) -> dict:
    profile = {"local_hukou": True, "certified": True, **facts}
    return assess(KnowledgeBase.load(root), profile, on)["benefits"][0]


def test_every_word_quoted_stands_in_the_policy() -> None:
    kb = KnowledgeBase.load()
    for benefit in kb.benefits.values():
        text = kb.clauses[benefit.clause].text + kb.clauses["closing"].text
        assert [words for words in benefit.quoted() if words not in text] == []


def test_every_condition_of_a_benefit_can_be_asked_and_explained() -> None:
    kb = KnowledgeBase.load()
    for benefit in kb.benefits.values():
        assert {leaf.fact for leaf in benefit.leaves()} <= set(kb.facts)
    for fact in kb.facts.values():
        assert fact.question and fact.easy and fact.why
        assert ("不知道", None) in fact.buttons


def test_a_ruling_in_the_register_settles_everything_at_once(copied: Path) -> None:
    ruling = {"option": "by_grade", "by": "伊金霍洛旗民政局", "day": date(2027, 3, 1)}
    changed(copied / "readings.yml", "subsidy_split", {"ruling": ruling})
    found = subsidy(
        copied, date(2027, 3, 2), residence="rural", disabilities=[{"category": "speech", "grade": 1}]
    )
    assert found["amount"] == {"min": 4000, "max": 4000, "period": "year"}
    assert found["open_readings"] == []


def test_a_changed_sum_holds_from_its_day(copied: Path) -> None:
    values = [{"from": None, "value": 2400}, {"from": date(2027, 1, 1), "value": 2600}]
    changed(copied / "parameters.yml", "subsidy_physical_3", {"values": values})
    person = {"disabilities": [{"category": "physical", "grade": 3}]}
    assert subsidy(copied, date(2026, 12, 31), **person)["amount"]["min"] == 2400
    assert subsidy(copied, date(2027, 1, 1), **person)["amount"]["min"] == 2600
