"""The database file: survives kills, holds no readable number, and its key is made once."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import office
import pytest
from sqlalchemy import text

from casework import callbacks, db, vault
from casework.callbacks import CallbackWish
from casework.errors import Unavailable, WrongKey

KILLED_BEFORE_COMMIT = """
import os, signal
from sqlalchemy import event
from sqlalchemy.orm import Session
from casework import db
from casework.callbacks import CallbackWish, create
db.upgrade()
event.listen(Session, "before_commit", lambda session: (session.flush(), os.kill(os.getpid(), signal.SIGKILL)))
create(CallbackWish(conversation="talk", phone="13800001234", words="补贴"))
"""
FIRST_START = """
from casework.callbacks import CallbackWish, create
import sys
print(create(CallbackWish(conversation=sys.argv[1], phone="1380000" + sys.argv[1])).reference)
"""


def python(code: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True)


@pytest.mark.usefixtures("store")
def test_a_process_killed_before_its_commit_leaves_nothing_half():
    killed = python(KILLED_BEFORE_COMMIT)
    assert killed.wait(60) == -signal.SIGKILL
    with db.session_scope(read_only=True) as session:
        for table in ("callback", "contact", "callback_event", "open_wish"):
            assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0
    assert not callbacks.create(CallbackWish(conversation="talk", phone="13800001234")).joined


@pytest.mark.usefixtures("store")
def test_four_processes_may_start_at_once():
    started = [python(FIRST_START, str(1000 + n)) for n in range(4)]
    references = {process.communicate(timeout=120)[0].strip() for process in started}
    assert [process.returncode for process in started] == [0, 0, 0, 0]
    assert len(references) == 4
    assert {c.phone for c in callbacks.list_callbacks()} == {f"+861380000100{n}" for n in range(4)}


def test_no_file_holds_the_number_and_only_the_owner_may_read_them(data_dir: Path):
    vault.put("phone", "13800001234", "talk")
    callbacks.create(CallbackWish(conversation="talk", phone="13800001234", words="打13800001234"))
    office.write("talk", "telegram", "打13800001234", "wang")
    office.notify("telegram", "13800001234", "有急件", "case")
    names = {path.name for path in data_dir.iterdir()}
    assert {"yizhu.db", "secret.key"} <= names
    for path in data_dir.iterdir():
        assert b"3800001234" not in path.read_bytes(), path.name
        if path.name != "upgrade.lock":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_with_another_key_nothing_opens_and_the_message_says_why(data_dir: Path):
    callbacks.create(CallbackWish(conversation="talk", phone="13800001234"))
    (data_dir / "secret.key").unlink()
    with pytest.raises(WrongKey, match=r"secret\.key"):
        callbacks.list_callbacks()


def test_an_older_key_on_a_second_line_still_opens(data_dir: Path):
    callbacks.create(CallbackWish(conversation="talk", phone="13800001234"))
    old = (data_dir / "secret.key").read_text()
    (data_dir / "secret.key").unlink()
    vault.put("phone", "13800001234", "talk")
    new = (data_dir / "secret.key").read_text()
    (data_dir / "secret.key").write_text(new + old)
    os.utime(data_dir / "secret.key", ns=(1, 1))
    assert callbacks.list_callbacks()[0].phone == "+8613800001234"


def test_a_database_that_is_down_is_said_to_be_down(data_dir: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(Unavailable, match="没有登记上"):
        callbacks.create(CallbackWish(conversation="talk", phone="13800001234"))


@pytest.mark.usefixtures("store")
def test_upgrading_again_changes_nothing():
    callbacks.create(CallbackWish(conversation="talk", phone="13800001234"))
    db.upgrade()
    assert len(callbacks.list_callbacks()) == 1


@pytest.mark.usefixtures("store")
def test_the_migrated_schema_is_the_one_of_the_models():
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from casework.metadata import Base

    with db.engine().connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
