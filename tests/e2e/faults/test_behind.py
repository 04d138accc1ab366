"""What stands behind Rasa fails in every way: the person hears an honest word in time, and nothing is lost."""

import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import select

from bot.gateway import words
from casework import db
from casework.application_models import ApplicationRow
from casework.references import parse
from tests.e2e.conftest import ChatClient
from tests.e2e.copies import Copy
from tests.e2e.faults.between import MODES, SLOW, Between
from tests.e2e.faults.conftest import DEADLINE
from tests.e2e.faults.errands import REFERENCE, kept, wish

BUSY = 3.0  # more of them, for a machine that does much else; far below any wait that a fault could cause


@pytest.fixture
def chat(copy: Copy, between: Between) -> Iterator[ChatClient]:
    """A new person; whatever was spoiled is whole again afterwards."""
    person = ChatClient(copy.url)
    yield person
    between.mode, between.only = "normal", ""
    person.http.close()


def timed(chat: ChatClient, text: str) -> tuple[str, float]:
    began = time.monotonic()
    return chat.say(text), time.monotonic() - began


@pytest.mark.parametrize("mode", ["rubbish", "half", "wrong shape", "error", "closed"])
def test_an_action_server_that_answers_rubbish(copy, chat, between, mode):
    between.mode = mode
    said, seconds = timed(chat, "残疾人住院能报多少")
    assert said == words.APOLOGY
    assert seconds < DEADLINE
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


@pytest.mark.parametrize("only", ["", "action_callback_save"])
@pytest.mark.parametrize("mode", ["answer lost", "half", "wrong shape", "error"])
def test_whatever_is_lost_on_the_way_saying_it_again_ends_well_and_stores_once(chat, between, mode, only):
    phone = f"138000040{MODES.index(mode)}{len(only) % 10}"
    wish(chat, phone)
    between.mode, between.only = mode, only
    assert chat.press("确认") == words.APOLOGY
    between.mode = "normal"
    said = chat.say("确认")
    assert kept(phone) == REFERENCE.findall(said)[:1] != []


@pytest.mark.parametrize("mode", ["answer lost", "error"])
def test_an_application_whose_confirmation_is_lost_is_sent_once_and_confirmed_at_the_second_try(
    chat, between, mode
):
    chat.say("我要申请一个轮椅")
    chat.press("同意")
    chat.say("王秀英")
    chat.say(f"138000041{MODES.index(mode)}0")
    assert "交上去" in chat.titles
    before = _applications()
    between.mode, between.only = mode, "action_application_send"
    assert chat.press("交上去") == words.APOLOGY
    between.mode = "normal"
    said = chat.say("交上去")
    (sent,) = _applications() - before
    assert [parse(one) for one in REFERENCE.findall(said)] == [sent], said


def test_everything_is_deleted_though_the_word_of_it_is_lost(chat, between):
    phone = "13800004200"
    wish(chat, phone)
    chat.press("确认")
    chat.say("删除我的信息")
    between.mode, between.only = "answer lost", "action_confirm"
    assert chat.press("删除") == words.APOLOGY
    between.mode = "normal"
    assert kept(phone) == []
    assert "删" in chat.say("删除我的信息")


def _applications() -> set[str]:
    with db.session_scope(read_only=True) as session:
        return set(session.scalars(select(ApplicationRow.reference)))


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
