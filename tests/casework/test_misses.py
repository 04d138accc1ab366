"""The review list of messages that were not answered: masked, counted, reviewed, exported."""

import json

import pytest
import yaml

from bot.cli.main import main
from casework import db, misses
from casework.masking import mask


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("我叫王二小，电话⟦phone:ab12cd34⟧，补贴没给", "我叫［姓名］，电话［号码］，补贴没给"),
        ("住在阳光小区3号楼，盲道被占", "住在［地址］，盲道被占"),
        ("李主任不给办", "［姓名］主任不给办"),
        ("证号 152701199001011234", "证号 ［号码］"),
        ("我妈72岁，视力二级，住院花了8000元", "我妈72岁，视力二级，住院花了8000元"),
    ],
)
def test_who_asked_is_taken_out_and_the_question_stays(said: str, kept: str) -> None:
    assert mask(said) == kept


def test_the_same_message_counts_up_and_a_dealt_with_one_comes_back(store: str) -> None:
    misses.note_miss("那个东西咋弄", "not_understood", "oos/other", 0.2)
    misses.note_miss("那个东西咋弄", "asked_back", "policy/scope", 0.3)
    [one] = misses.list_misses()
    assert (one.times, one.reason, one.status) == (2, "asked_back", "new")
    misses.drop(one.id)
    misses.note_miss("那个东西咋弄", "not_helped", "", 0.0)
    assert [(m.times, m.status) for m in misses.list_misses()] == [(3, "new")]


def test_what_is_older_than_the_set_time_goes(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    misses.note_miss("先前的话", "not_understood", "", 0.0)
    monkeypatch.setenv("YIZHU_MISSES_DAYS", "0.000000001")
    misses.note_miss("后来的话", "not_understood", "", 0.0)
    assert [m.text for m in misses.list_misses()] == ["后来的话"]


def test_words_are_not_readable_in_the_database_file(data_dir) -> None:
    misses.note_miss("拐弯抹角的一句话", "not_understood", "", 0.0)
    db.dispose()
    for path in data_dir.iterdir():
        assert "拐弯抹角".encode() not in path.read_bytes(), path.name


def test_reviewed_ones_become_examples_and_questions(store: str, tmp_path, capsys) -> None:
    misses.note_miss("瘸子盖房给不给钱", "asked_back", "policy/housing_improvement", 0.2)
    [one] = misses.list_misses()
    assert main(["misses", "review", str(one.id), "--label", "policy/dangerous_hause"]) == 2
    assert "policy/dangerous_house" in capsys.readouterr().err
    assert main(["misses", "review", str(one.id), "--label", "policy/dangerous_house"]) == 0
    examples, questions = tmp_path / "reviewed.yml", tmp_path / "reviewed.jsonl"
    command = ["misses", "export", "--examples", str(examples), "--questions", str(questions)]
    assert main(command) == 0
    assert main(command) == 0  # nothing is exported twice
    [entry] = yaml.safe_load(examples.read_text(encoding="utf-8"))["nlu"]
    assert entry == {"intent": "policy/dangerous_house", "examples": "- 瘸子盖房给不给钱\n"}
    [question] = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    assert question["clause"] == ["3"]
    assert [m.status for m in misses.list_misses()] == ["exported"]


def test_an_unknown_number_is_refused_in_plain_words(store: str, capsys) -> None:
    assert main(["misses", "drop", "77"]) == 2
    assert "没有77号" in capsys.readouterr().err
