"""What has outlived its time goes, by whichever process comes first, and a trial run deletes nothing."""

import subprocess
import sys
from datetime import timedelta

import office
import pytest

from bot.cli.main import main
from bot.dialogue.talks import Talks
from casework import (
    access_log,
    accounts,
    callbacks,
    case_steps,
    db,
    misses,
    outbox,
    results,
    retention,
    transcript,
    vault,
)
from casework.callbacks import CallbackWish
from casework.clock import utcnow
from casework.desk_models import AccessRow
from casework.errors import Unavailable
from casework.transcript import Line

pytestmark = pytest.mark.usefixtures("store")

CLOSED, CONTACTS, VAULT, TALK, LETTERS, MISSES, RESULTS = (kind.title for kind in retention._KINDS[:7])


def _purge(days: float, dry_run: bool = False) -> dict[str, int]:
    gone = retention.purge(dry_run, utcnow() + timedelta(days=days))
    return {title: count for title, count in gone.items() if count}


def _one_of_each() -> str:
    done = callbacks.create(CallbackWish("a", "13800001234", words="轮椅", profile={"age": 70}))
    wang = accounts.add("wang.li", "王丽", "supervisor", None, "kuai-ma-jia-bian-3")
    case_steps.close_case(wang, done.reference, done.version, "helped", "办好了")
    callbacks.create(CallbackWish("b", "13800001235", words="还没打"))
    vault.put("phone", "13800001234", "a")
    transcript.add("a", [Line(True, "问")])
    office.write("a", "web", "信", "wang", done.reference)
    misses.note_miss("没听懂的话", "not_understood", "", 0.0)
    results.keep_result("a", {}, {}, "v1")
    return done.reference


def test_each_kind_goes_after_its_own_time():
    reference = _one_of_each()
    assert _purge(1) == {}
    assert _purge(3) == {VAULT: 1, TALK: 1}
    assert _purge(31) == {LETTERS: 1, RESULTS: 1}, "given up"
    assert _purge(62) == {LETTERS: 1}, "deleted"
    assert _purge(181) == {CLOSED: 1, MISSES: 1}
    assert _purge(1000) == {}
    closed = next(c for c in callbacks.list_callbacks() if c.reference == reference)
    assert (closed.phone, closed.words, closed.profile, closed.outcome) == (None, "", {}, None)
    assert (closed.status, closed.topic) == ("done", "general"), "the figures stay"
    waiting = next(c for c in callbacks.list_callbacks() if c.reference != reference)
    assert (waiting.phone, waiting.words) == ("+8613800001235", "还没打"), "an open one never goes"


def test_a_letter_nobody_came_for_is_told_to_the_case():
    reference = _one_of_each()
    _purge(31)
    assert [event.kind for event in callbacks.history(reference)][-1] == "letter_dead"
    assert outbox.waiting("a") == []


def test_a_trial_run_counts_the_same_and_deletes_nothing():
    _one_of_each()
    trial = _purge(1000, dry_run=True)
    assert trial == {CLOSED: 1, VAULT: 1, TALK: 1, LETTERS: 1, MISSES: 1, RESULTS: 1}
    assert callbacks.find(conversation="a").words == "轮椅"
    assert _purge(1000) == trial


def test_times_are_settings(monkeypatch: pytest.MonkeyPatch):
    _one_of_each()
    monkeypatch.setenv("YIZHU_CLOSED_DAYS", "7")
    assert _purge(6) == {VAULT: 1, TALK: 1}
    assert _purge(8) == {CLOSED: 1}


def test_of_two_processes_one_does_the_daily_purge():
    code = "from casework.retention import purge_if_due; print(purge_if_due() is not None)"
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    assert sorted(one.communicate(timeout=60)[0].strip() for one in started) == ["False", "False", "True"]
    assert retention.purge_if_due() is None


def test_a_purge_that_failed_is_due_again():
    def broken(now, dry_run):
        raise Unavailable

    with pytest.raises(Unavailable):
        retention.purge_if_due([retention.Kind("坏的", broken)])
    assert retention.purge_if_due() is not None


def test_the_command_counts_and_purges_the_talks_of_the_dialogue_too(capsys, monkeypatch: pytest.MonkeyPatch):
    talks = Talks()
    talks.write("a", "{}", None)
    _one_of_each()
    for name in ("YIZHU_TALK_DAYS", "YIZHU_CLOSED_DAYS"):
        monkeypatch.setenv(name, "0.0000001")
    assert main(["purge", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "没有删" in out and f"{CLOSED}：1" in out and "对话引擎记住的谈话：1" in out
    assert talks.read("a") is not None
    assert main(["purge"]) == 0
    assert "对话引擎记住的谈话：1" in capsys.readouterr().out
    assert talks.read("a") is None and callbacks.find(conversation="a") is None
    talks.engine().dispose()


def test_the_log_of_who_read_what_goes_after_a_year_and_not_before(monkeypatch):
    for days in (1, 300, 400):
        with db.session_scope() as session:
            session.add(AccessRow(at=utcnow() - timedelta(days=days), actor="wang.li", action="viewed"))
    assert retention.purge(dry_run=True)["谁看过的记录"] == 1
    assert retention.purge()["谁看过的记录"] == 1
    monkeypatch.setenv("YIZHU_ACCESS_DAYS", "1")
    assert retention.purge()["谁看过的记录"] == 1, "half a year at the least"
    assert access_log.entries()[1] == 1
