"""Conversations survive, in SQLite and PostgreSQL, and what is to be forgotten is gone."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.talks import Overtaken, Talks, sealed_place
from bot.dialogue.tracker_store import WindowedTrackerStore
from bot.dialogue.whole_turns import TurnBroken, break_turn, whole_turn
from bot.settings import PROJECT
from casework.rotation import rotate
from casework.sealing import ring

DOMAIN = Domain.load(str(PROJECT / "domain.yml"))


@pytest.fixture
def talks(store):
    """An empty table of conversations; `store` is the database, of each kind in turn."""
    return WindowedTrackerStore(DOMAIN)


def turn(tracker, number):
    if not tracker.events:
        tracker.update_with_events(
            [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")],
            DOMAIN,
        )
    parsed = {"intent": {"name": "policy"}, "understood": {"ranking": [["policy/x", 0.1]] * 20}}
    tracker.update_with_events(
        [
            UserUttered(f"第{number}问", intent={"name": "policy"}, parse_data=parsed),
            ActionExecuted("action_answer"),
            SlotSet("last", {"topic": number}),
            BotUttered("答"),
            ActionExecuted("action_listen"),
        ],
        DOMAIN,
    )


async def talk(talks, sender, numbers):
    for number in numbers:
        tracker = await talks.get_or_create_tracker(sender, append_action_listen=False)
        turn(tracker, number)
        await talks.save(tracker)
    return await talks.retrieve(sender)


def test_another_process_goes_on_where_this_one_stood(talks):
    asyncio.run(talk(talks, "a", range(25)))
    after = asyncio.run(WindowedTrackerStore(DOMAIN).retrieve("a"))
    assert after.get_slot("last") == {"topic": 24}
    assert after.latest_message.text == "第24问"
    assert after.latest_message.parse_data["understood"]["ranking"][0] == ["policy/x", 0.1]
    assert after.latest_action_name == "action_listen"
    assert asyncio.run(talks.retrieve("b")) is None


def test_two_saves_of_one_turn_are_one_conversation(talks):
    async def twice():
        tracker = await talks.get_or_create_tracker("a", append_action_listen=False)
        for number in range(15):
            turn(tracker, number)
            await talks.save(tracker)
            await talks.save(tracker)
        return await talks.retrieve("a")

    assert asyncio.run(twice()).get_slot("last") == {"topic": 14}


def test_a_wish_to_be_forgotten_leaves_nothing(talks):
    async def erase():
        tracker = await talk(talks, "a", range(3))
        tracker.update(SlotSet("erased", True))
        await talks.save(tracker)
        await talk(talks, "b", range(1))
        return await talks.retrieve("a"), list(await talks.keys())

    gone, kept = asyncio.run(erase())
    assert gone is None and len(kept) == 1


def test_neither_words_nor_senders_can_be_read_from_the_file(data_dir):
    asyncio.run(talk(WindowedTrackerStore(DOMAIN), "5f2c" * 8, range(3)))
    files = list(data_dir.glob("tracker.db*"))
    raw = b"".join(path.read_bytes() for path in files)
    assert len(raw) > 4096 and all(path.stat().st_mode & 0o077 == 0 for path in files)
    assert "第2问".encode() not in raw and b"5f2c5f2c" not in raw and b"action_answer" not in raw


def test_health_probes_are_not_kept(talks):
    asyncio.run(talk(talks, "health-1", range(2)))
    assert list(asyncio.run(talks.keys())) == []


def test_of_two_writers_the_slower_one_is_told(talks):
    async def race():
        await talk(talks, "a", range(2))
        slow, fast = await talks.retrieve("a"), await talks.retrieve("a")
        turn(fast, 2)
        await talks.save(fast)
        turn(slow, 3)
        with pytest.raises(Overtaken):
            await talks.save(slow)
        return await talks.retrieve("a")

    assert asyncio.run(race()).get_slot("last") == {"topic": 2}


def test_a_conversation_that_could_not_be_read_is_not_begun_anew_over_the_old_one(talks):
    """Rasa takes a tracker that cannot be read for a new conversation; saving that must not lose the old."""

    async def begin_again():
        await talk(talks, "a", range(2))
        fresh = DialogueStateTracker("a", DOMAIN.slots)
        turn(fresh, 9)
        with pytest.raises(Overtaken):
            await talks.save(fresh)
        return await talks.retrieve("a")

    assert asyncio.run(begin_again()).get_slot("last") == {"topic": 1}


def test_a_new_key_seals_conversations_anew(talks):
    asyncio.run(talk(talks, "a", range(3)))
    before = ring().masters
    assert rotate([sealed_place()], settled=0).unreadable == 0
    assert not set(ring().masters) & set(before), "the old key is gone"
    assert asyncio.run(talks.retrieve("a")).get_slot("last") == {"topic": 2}


def test_silent_conversations_are_dropped_in_time(store):
    now = [1_000_000.0]
    table = Talks(clock=lambda: now[0])
    table.write("old", "{}", None)
    now[0] += 30 * 24 * 3600 - 10
    table.write("new", "{}", None)
    now[0] += 7200
    table.write("newest", "{}", None)
    assert table.read("old") is None
    assert table.read("new").kept == "{}" and table.read("newest").version == 1


def test_a_row_does_not_grow_with_the_conversation(store, data_dir):
    talks = WindowedTrackerStore(DOMAIN)
    asyncio.run(talk(talks, "a", range(20)))
    short = _size(store, data_dir)
    asyncio.run(talk(talks, "a", range(20, 220)))
    assert _size(store, data_dir) < 1.3 * short


def test_a_killed_process_loses_no_stored_turn(store):
    program = (
        "import asyncio, sys; sys.path.insert(0, 'tests/dialogue')\n"
        "from test_tracker_store import *\n"
        "async def go():\n"
        "    talks = WindowedTrackerStore(DOMAIN)\n"
        "    for number in range(10_000):\n"
        "        await talk(talks, 'a', [number]); print(number, flush=True)\n"
        "asyncio.run(go())"
    )
    running = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=PROJECT)
    for line in running.stdout:
        if int(line) == 30:
            os.kill(running.pid, signal.SIGKILL)
            break
    running.wait()
    stored = asyncio.run(WindowedTrackerStore(DOMAIN).retrieve("a")).get_slot("last")["topic"]
    running.stdout.close()
    assert stored >= 30


def test_a_locked_database_holds_up_no_other_work(data_dir):
    talks = WindowedTrackerStore(DOMAIN)
    asyncio.run(talk(talks, "a", range(2)))
    engine = sa.create_engine(f"sqlite:///{data_dir}/tracker.db", connect_args={"isolation_level": None})

    async def meanwhile():
        with engine.connect() as holder:
            holder.exec_driver_sql("BEGIN IMMEDIATE")
            saving = asyncio.create_task(talk(talks, "a", [2]))
            longest, until = 0.0, time.monotonic() + 0.5
            while time.monotonic() < until:
                before = time.monotonic()
                await asyncio.sleep(0.01)
                longest = max(longest, time.monotonic() - before)
            waited = not saving.done()
            holder.exec_driver_sql("ROLLBACK")
        return waited, longest, await saving

    waited, longest, after = asyncio.run(meanwhile())
    assert waited and longest < 0.4
    assert after.get_slot("last") == {"topic": 2}


def _size(store, data_dir):
    url = store if store.startswith("postgres") else f"sqlite:///{data_dir}/tracker.db"
    with sa.create_engine(url).connect() as connection:
        return connection.execute(sa.text("select max(length(sealed)) from talks")).scalar()


def test_what_is_stored_is_plain_json_of_rasas_events(data_dir):
    talks = WindowedTrackerStore(DOMAIN)
    asyncio.run(talk(talks, "a", range(2)))
    events = [json.loads(line) for line in Talks().read("a").kept.split("\n")]
    assert [event["event"] for event in events[:4]] == ["action", "session_started", "action", "user"]


def test_a_turn_in_which_an_action_gave_no_answer_is_not_kept(data_dir):
    talks = WindowedTrackerStore(DOMAIN)
    asyncio.run(talk(talks, "a", [1]))

    async def broken():
        with whole_turn():
            break_turn("action_callback_save")
            await talk(talks, "a", [2])

    with pytest.raises(TurnBroken, match="no answer of action_callback_save"):
        asyncio.run(broken())
    assert asyncio.run(talks.retrieve("a")).get_slot("last") == {"topic": 1}
    assert asyncio.run(talk(talks, "a", [3])).get_slot("last") == {"topic": 3}
