"""`yizhu misses`: what the office reads, decides and takes over into training."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.cli.main import main
from bot.evaluation.ear import examples
from casework import db, misses


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("YIZHU_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield tmp_path
    db.dispose()


def note(text: str) -> str:
    misses.note_miss(text, "asked_back", "policy/scope", 0.21)
    return str(misses.list_misses()[-1].id)


def test_listed_for_people_and_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["misses"]) == 0
    assert capsys.readouterr().out == "没有要看的话。\n"
    note("瘸子盖房给不给钱")
    main(["misses"])
    table = capsys.readouterr().out
    for words in ("编号", "瘸子盖房给不给钱", "反问过", "待看", "policy/scope", "21%"):
        assert words in table
    main(["misses", "--json"])
    [one] = json.loads(capsys.readouterr().out)
    assert (one["text"], one["status"], one["times"]) == ("瘸子盖房给不给钱", "new", 1)
    assert "conversation" not in one


@pytest.mark.parametrize(
    ("label", "near"),
    [
        ("policy/dangerous_hause", "policy/dangerous_house"),
        ("dangerous_house", "policy/dangerous_house"),
        ("补贴一年", "policy/subsidy_amount（残疾人补贴一年多少钱）"),
    ],
)
def test_a_label_that_is_none_is_refused_with_those_near(label: str, near: str, capsys) -> None:
    number = note("瘸子盖房给不给钱")
    assert main(["misses", "review", number, "--label", label]) == 2
    assert near in capsys.readouterr().err
    assert misses.list_misses()[0].status == "new"


def test_exports_add_to_what_is_there_and_can_be_read_as_training_data(tmp_path: Path, capsys) -> None:
    for text in ("第一句: [盖房](x) #给钱 咋办", "我叫王桂兰，盖房电话⟦phone:ab12cd34⟧"):
        main(["misses", "review", note(text), "--label", "policy/dangerous_house", "--note", "看过"])
        assert main(["misses", "export", "--to", str(tmp_path)]) == 0
    [entry] = yaml.safe_load((tmp_path / "reviewed.yml").read_text(encoding="utf-8"))["nlu"]
    assert entry["examples"].splitlines() == [
        "- 第一句: 【盖房】(x) #给钱 咋办",
        "- 我叫某某，盖房电话⟦phone:00000000⟧",
    ]
    lines = (tmp_path / "reviewed.jsonl").read_text(encoding="utf-8").splitlines()
    first, second = map(json.loads, lines)
    assert (first["id"], second["id"]) == ("m0001", "m0002")
    assert first["clause"] == ["3"] and first["must"] == first["must_not"] == []
    assert second["text"] == "我叫某某，盖房电话号码"
    assert not list(tmp_path.glob(".*.new"))


def test_what_is_trained_already_is_not_added_and_a_contradiction_is_named(tmp_path: Path, capsys) -> None:
    known = next(e for e in examples() if e.label == "policy/dangerous_house" and e.text.isalpha())
    main(["misses", "review", note(known.text), "--label", "policy/scope"])
    assert main(["misses", "export", "--to", str(tmp_path)]) == 1
    assert "policy/dangerous_house" in capsys.readouterr().err
    assert misses.list_misses()[0].status == "reviewed"
    main(["misses", "review", "1", "--label", "policy/dangerous_house"])
    assert main(["misses", "export", "--to", str(tmp_path)]) == 0
    assert not (tmp_path / "reviewed.yml").exists()
    assert misses.list_misses()[0].status == "exported"


def test_a_folder_that_cannot_be_written_is_named_and_nothing_is_marked(tmp_path: Path, capsys) -> None:
    main(["misses", "review", note("瘸子盖房给不给钱"), "--label", "policy/dangerous_house"])
    (tmp_path / "file").write_text("")
    assert main(["misses", "export", "--to", str(tmp_path / "file" / "x")]) == 2
    assert "写不进去" in capsys.readouterr().err
    assert misses.list_misses()[0].status == "reviewed"
