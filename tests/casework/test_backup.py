"""Back-up and restore: the same call-backs, the same references, readable phones; else nothing changes."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.dialogue.talks import Talks
from casework import backup as backups
from casework import callbacks, db
from casework.callbacks import CallbackWish
from casework.clock import local, utcnow

pytestmark = pytest.mark.usefixtures("store")


def _fill() -> list[tuple[str, str | None, str, str]]:
    for number in range(3):
        callbacks.create(CallbackWish(f"talk-{number}", f"1380000{1000 + number}", words=f"轮椅{number}"))
    talks = Talks()
    talks.write("talk-1", '{"said": "轮椅"}', None)
    talks.engine().dispose()
    return _listed()


def _listed() -> list[tuple[str, str | None, str, str]]:
    return sorted((c.reference, c.phone, c.words, c.passphrase) for c in callbacks.list_callbacks())


def _talk() -> str | None:
    talks = Talks()
    found = talks.read("talk-1")
    talks.engine().dispose()
    return None if found is None else found.kept


def _backup(into: Path) -> Path:
    before = set(into.glob("*")) if into.exists() else set()
    assert main(["backup", str(into)]) == 0
    [made] = set(into.iterdir()) - before
    return made


def test_what_was_there_comes_back_and_what_came_later_is_gone(tmp_path: Path, capsys):
    before = _fill()
    made = _backup(tmp_path / "backups")
    assert "secret.key" in capsys.readouterr().out
    callbacks.create(CallbackWish("later", "13800009999"))
    callbacks.delete_conversation("talk-0")
    assert main(["restore", str(made)]) == 1
    assert "--replace" in capsys.readouterr().err and len(callbacks.list_callbacks()) == 4
    assert main(["restore", str(made), "--replace"]) == 0
    assert _listed() == before and _talk() == '{"said": "轮椅"}'
    assert callbacks.create(CallbackWish("elsewhere", "13800001001")).joined, "found by the number"


def test_on_a_new_machine_the_key_comes_first(tmp_path: Path, data_dir: Path, capsys):
    before = _fill()
    made = _backup(tmp_path / "backups")
    key = (data_dir / "secret.key").read_bytes()
    db.dispose()
    shutil.rmtree(data_dir)
    if "postgresql" in os.environ.get("DATABASE_URL", ""):
        with db.engine().begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        db.dispose()
        shutil.rmtree(data_dir, ignore_errors=True)
    assert main(["restore", str(made)]) == 1
    assert "secret.key" in capsys.readouterr().err and callbacks.list_callbacks() == []
    (data_dir / "secret.key").write_bytes(key)
    assert main(["restore", str(made)]) == 0
    assert _listed() == before and _talk() == '{"said": "轮椅"}'


def test_a_back_up_holds_neither_key_nor_number_and_only_the_owner_reads_it(tmp_path: Path, data_dir: Path):
    _fill()
    made = _backup(tmp_path / "backups")
    key = (data_dir / "secret.key").read_bytes().split()[0]
    assert made.stat().st_mode & 0o077 == 0
    for path in made.iterdir():
        assert b"3800001001" not in path.read_bytes() and key not in path.read_bytes()


def test_a_damaged_one_is_refused_and_nothing_changes(tmp_path: Path, capsys):
    before = _fill()
    made = _backup(tmp_path / "backups")
    [main_file] = (*made.glob("yizhu.*"),)
    main_file.write_bytes(main_file.read_bytes()[:-1] + b"x")
    assert main(["restore", str(made), "--replace"]) == 1
    assert "坏了" in capsys.readouterr().err
    assert main(["restore", str(tmp_path / "none")]) == 1
    assert "不是一份完整的备份" in capsys.readouterr().err
    assert _listed() == before


def test_old_back_ups_go_as_people_were_told(tmp_path: Path):
    _fill()
    recent = _backup(tmp_path / "backups")
    old = recent.with_name(f"yizhu-{local(utcnow() - timedelta(days=31)):%Y%m%d-%H%M%S}")
    shutil.copytree(recent, old)
    (recent.parent / "others").mkdir()
    done = backups.backup(recent.parent / "again")
    assert done.dropped == 0 and old.exists()
    shutil.move(old, recent.parent / "again" / old.name)
    shutil.rmtree(done.folder)
    assert backups.backup(recent.parent / "again").dropped == 1


def test_a_folder_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path, capsys):
    _fill()
    (tmp_path / "file").write_text("")
    assert main(["backup", str(tmp_path / "file")]) == 1
    assert "没有做成" in capsys.readouterr().err
