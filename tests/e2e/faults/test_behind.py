"""What stands behind Rasa fails in every way: the person hears an honest word in time, and nothing is lost."""

import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.gateway import words
from casework import db
from tests.e2e.conftest import ChatClient
from tests.e2e.copies import Copy
from tests.e2e.faults.between import SLOW, Between
from tests.e2e.faults.conftest import DEADLINE
from tests.e2e.faults.errands import REFERENCE, kept, wish

BUSY = 6.0  # more of them, for a machine that does much else; far below any wait that a fault could cause


@pytest.fixture
def chat(copy: Copy, between: Between) -> Iterator[ChatClient]:
    """A new person; whatever was spoiled is whole again afterwards."""
    person = ChatClient(copy.url)
    yield person
    between.mode = "normal"
    person.http.close()


def timed(chat: ChatClient, text: str) -> tuple[str, float]:
    began = time.monotonic()
    return chat.say(text), time.monotonic() - began


@pytest.mark.parametrize("mode", ["rubbish", "half", "wrong shape", "error", "closed"])
def test_an_action_server_that_answers_rubbish(copy, chat, between, mode):
    between.mode = mode
    said, seconds = timed(chat, "残疾人住院能报多少")
    assert said == words.APOLOGY
    assert seconds < DEADLINE + BUSY
    between.mode = "normal"
    assert "30%" in chat.say("残疾人住院能报多少")


def test_a_slow_action_server_is_waited_for(chat, between):
    between.mode = "slow"
    said, seconds = timed(chat, "残疾人住院能报多少")
    assert "30%" in said
    assert seconds >= SLOW


def test_a_hanging_action_server(copy, chat):
    chat.say("你好")
    copy.actions.send(signal.SIGSTOP)
    try:
        said, seconds = timed(chat, "残疾人住院能报多少")
        assert said == words.APOLOGY
        assert seconds < DEADLINE + BUSY
    finally:
        copy.actions.send(signal.SIGCONT)
    copy.wait(60)
    assert "30%" in chat.say("残疾人住院能报多少")


@pytest.mark.parametrize(("mode", "phone"), [("answer lost", "13800004001"), ("half", "13800004002")])
def test_stored_but_the_answer_lost_it_is_not_stored_twice(chat, between, mode, phone):
    wish(chat, phone)
    between.mode = mode
    assert chat.press("确认") == words.APOLOGY
    between.mode = "normal"
    said = chat.say("确认")
    assert kept(phone) == REFERENCE.findall(said)[:1] != []


def test_a_locked_database(copy, chat):
    phone = "13800004003"
    wish(chat, phone)
    with closing(sqlite3.connect(db.settings().data_dir / "yizhu.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        said = chat.press("确认")
        assert not REFERENCE.search(said)
        assert time.monotonic() - began < DEADLINE + BUSY
        other.execute("ROLLBACK")
    copy.wait(60)
    said = chat.say("确认")
    assert kept(phone) == REFERENCE.findall(said)[:1] != []


def test_a_locked_memory_of_talks(copy, chat):
    """The talk cannot be read or kept: said so, and it goes on where it stood."""
    assert "户籍" in chat.say("我能领什么")
    with closing(sqlite3.connect(db.settings().data_dir / "tracker.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "残疾证" not in chat.press("是伊旗户口")
        other.execute("ROLLBACK")
    copy.wait(60)
    assert "残疾证" in chat.say("是伊旗户口")


def test_a_full_disk(copy, chat):
    phone = "13800004004"
    wish(chat, phone)
    with copy.unable_to_write():
        assert not REFERENCE.search(chat.press("确认"))
        assert kept(phone) == []
    copy.wait(60)
    said = chat.say("确认")
    assert kept(phone) == REFERENCE.findall(said)[:1] != []


def test_nothing_of_it_stands_in_the_logs(copy):
    logs = copy.logs()
    for private in ("13800004", "危房改造"):
        assert private not in logs
