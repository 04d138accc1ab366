"""Upgrade and roll-back of a database with data in it, as the steps of deploy/README.md have it."""

import json
from pathlib import Path

import office
import pytest
from sqlalchemy import text

from bot.cli.main import main
from casework import callbacks, db, outbox, transcript
from casework.callbacks import CallbackWish

pytestmark = pytest.mark.usefixtures("store")


def test_a_database_of_every_earlier_version_is_brought_up_with_its_data(capsys: pytest.CaptureFixture[str]):
    kept = callbacks.create(CallbackWish("talk", "13800001234", words="轮椅坏了"))
    versions = [version for version, _ in db.newer_than("base")]
    db.dispose()
    for older in versions[1:]:
        assert main(["migrate", "--to", older, "--drop"]) == 0
        assert main(["migrate"]) == 0
        assert (
            capsys.readouterr().out
            == f"数据库的版本：{versions[0]} → {older}\n数据库的版本：{older} → {versions[0]}\n"
        )
        (found,) = callbacks.list_callbacks()
        assert (found.reference, found.phone, found.words) == (kept.reference, "+8613800001234", "轮椅坏了")
        db.dispose()
    assert callbacks.create(CallbackWish("elsewhere", "13800001234")).joined, "still found by the number"


def test_going_back_asks_first_and_names_what_goes(capsys: pytest.CaptureFixture[str]):
    transcript.add("talk", [transcript.Line(True, "轮椅坏了")])
    db.dispose()
    assert main(["migrate", "--to", "0003"]) == 1
    refused = capsys.readouterr().err
    assert (
        "--drop" in refused and "0004  The talk as the page shows it" in refused and "0003  " not in refused
    )
    assert [line.text for line in transcript.lines_of("talk")] == ["轮椅坏了"]


def test_an_older_release_refuses_a_newer_database_and_says_what_to_do(capsys: pytest.CaptureFixture[str]):
    callbacks.create(CallbackWish("talk", "13800001234"))
    with db.session_scope() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    db.dispose()
    newest = db.newer_than("base")[0][0]
    assert main(["callbacks", "--json"]) == 1
    said = capsys.readouterr()
    assert said.out == "" and f"yizhu migrate --to {newest} --drop" in said.err
    assert main(["migrate"]) == 1 and "比这个程序认得的" in capsys.readouterr().err


def test_a_version_that_does_not_exist_changes_nothing(capsys: pytest.CaptureFixture[str]):
    assert main(["migrate", "--to", "0000"]) == 1
    assert "没有 0000 这个数据库版本" in capsys.readouterr().err
    assert main(["migrate", "--to", "0000", "--drop"]) == 1
    assert "没有改动数据库" in capsys.readouterr().err
    assert callbacks.list_callbacks() == []


def test_after_an_upgrade_that_failed_half_way_the_back_up_brings_everything_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """The roll-back of deploy/README.md: stop, old program, restore what was copied before the upgrade."""
    kept = callbacks.create(CallbackWish("talk", "13800001234", words="轮椅坏了"))
    office.write("talk", "web", "明天上午给您回电话", "wang.li", kept.reference)
    db.dispose()
    assert main(["backup", str(tmp_path / "backups")]) == 0
    (made,) = (tmp_path / "backups").iterdir()
    assert main(["migrate", "--to", "0002", "--drop"]) == 0, "as far as a broken upgrade might have come"
    assert main(["restore", str(made), "--replace"]) == 0
    capsys.readouterr()
    assert main(["callbacks", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert listed["reference"] == kept.reference
    assert [letter.text for letter in outbox.waiting("talk")] == ["明天上午给您回电话"]
