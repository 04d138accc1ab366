"""What the handbook tells the office to do works, and the system then says what the handbook promises."""

import argparse
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from handbook import Block, even, example

import policy_kb.current as current_module
from bot.cli import kb as kb_command
from bot.cli.main import main
from policy_kb.answers import answer
from policy_kb.assess import assess
from policy_kb.kb import ROOT, KnowledgeBase
from policy_kb.passages import search

Said = Callable[[], str]
RURAL_GRADE_1 = {"residence": "rural", "disabilities": [{"category": "visual", "grade": 1}]}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a copy of the policy data."""
    shutil.copytree(ROOT, tmp_path / "policy_kb", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return tmp_path


@pytest.fixture
def said(project: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """What `yizhu kb check` prints about the copy."""

    def run() -> str:
        kb_command.run(argparse.Namespace(root=project / "policy_kb"))
        return capsys.readouterr().out

    return run


def follow(blocks: list[Block], project: Path, said: Said) -> None:
    """Carry out an example; each output shown must be the one that comes."""
    for block in blocks:
        if block.kind != "console":
            block.carry_out(project)
            continue
        command, _, promised = block.text.partition("\n")
        assert command == "$ .venv/bin/yizhu kb check"
        assert even(said()) == even(promised)


def spoken(project: Path, topic: str, profile: dict, on: date) -> str:
    return answer(KnowledgeBase.load(project / "policy_kb"), topic, profile, on).text


def test_a_number_from_a_day_on(project: Path, said: Said) -> None:
    right, promised, *_ = example("例一")
    follow([right, promised], project, said)
    assert "救助不低于30%" in spoken(project, "inpatient_aid", {}, date(2026, 12, 31))
    assert "救助不低于40%" in spoken(project, "inpatient_aid", {}, date(2027, 1, 1))


def test_a_number_overwritten(project: Path, said: Said) -> None:
    *_, wrong, complaint = example("例一")
    assert wrong.note == "写错的样子"
    follow([wrong, complaint], project, said)


def test_a_ruling(project: Path, said: Said) -> None:
    day = date(2027, 3, 2)
    before = spoken(project, "subsidy_amount", RURAL_GRADE_1, day)
    assert "两种理解" in before
    assert "4000元" in before
    follow(example("例二"), project, said)
    after = spoken(project, "subsidy_amount", RURAL_GRADE_1, day)
    assert "3000元" in after
    assert "4000元" not in after


def test_a_sentence_of_an_answer(project: Path, said: Said) -> None:
    right, promised, *_ = example("例三")
    follow([right, promised], project, said)
    assert "先问住建局" in spoken(project, "home_modification", {}, date(2027, 1, 1))


def test_a_number_in_an_answer(project: Path, said: Said) -> None:
    *_, wrong, complaint = example("例三")
    follow([wrong, complaint], project, said)


def test_a_new_clause_in_three_data_files(project: Path, said: Said) -> None:
    blocks = example("例四")
    follow(blocks, project, said)
    assert {block.file for block in blocks if block.kind != "console"} == {
        "policy_kb/source/yzf-2022-35.txt",
        "policy_kb/additions/19_heating.yml",
        "data/nlu/policy_19.yml",
    }
    kb, day = KnowledgeBase.load(project / "policy_kb"), date(2027, 1, 5)
    person = RURAL_GRADE_1 | {"local_hukou": True, "certified": True, "heats_at_home": True}
    [found] = [b for b in assess(kb, person, day)["benefits"] if b["id"] == "heating_subsidy"]
    assert (found["clause"], found["status"], found["lead"]) == (19, "eligible", ["民政局"])
    assert found["amount"] == {"min": 600, "max": 600, "period": "year"}
    text = spoken(project, "heating_subsidy", {}, day)
    assert "每户每年补贴600元" in text
    assert text.endswith("依据：《实施意见》第19条")
    assert search(kb, "冬季取暖有没有补贴")[0].clause == "19"
    [trained] = yaml.safe_load((project / "data/nlu/policy_19.yml").read_text(encoding="utf-8"))["nlu"]
    assert trained["intent"].removeprefix("policy/") in kb.topics


def test_a_new_fact_is_a_column_of_a_list_of_people(
    project: Path, said: Said, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    follow(example("例四"), project, said)
    monkeypatch.setattr(current_module, "_fresh", current_module._Fresh())
    monkeypatch.setenv("YIZHU_KB", str(project / "policy_kb"))
    people = project / "people.csv"
    people.write_text("姓名,残疾类别,残疾等级,冬季在家取暖\n甲,视力,一级,是\n", encoding="utf-8")
    capsys.readouterr()
    main(["screen", str(people)])
    assert "不认识" not in capsys.readouterr().out


def test_words_that_grant_nothing(project: Path, said: Said) -> None:
    [register] = example("原文里的话没有给人什么")
    [reasons] = yaml.safe_load(register.text).values()
    assert json.dumps(reasons, ensure_ascii=False) == '{"对部门的要求": ["定期检查落实情况"]}'
    source = project / "policy_kb/source/yzf-2022-35.txt"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("加强普法教育", "定期检查落实情况。加强普法教育"), encoding="utf-8")
    assert "第12条的“定期检查落实情况”" in said()
    held = project / "policy_kb/no_benefit.yml"
    text = held.read_text(encoding="utf-8")
    entry = register.text.partition("\n")[2]
    held.write_text(text.replace('"12":\n', '"12":\n' + entry), encoding="utf-8")
    assert even(said()) == "检查通过。版本 …。\n"
