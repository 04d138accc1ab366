"""Messages of one conversation pass one by one, in order, and nobody waits for a clock."""

import asyncio
import os
import signal
import subprocess
import sys
import time

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

from bot.settings import PROJECT

KIND = "bot.dialogue.lock_store.WakingLockStore"


@pytest.fixture(params=["one process", "redis"])
def stores(request, data_dir):
    """Two makers of lock stores that share their lines, as Rasa makes them from endpoints.yml."""
    if request.param == "one process":
        one = LockStore.create(EndpointConfig(type=KIND))
        return lambda: one
    url = request.getfixturevalue("redis_url")
    return lambda: LockStore.create(EndpointConfig(type=KIND, url=url))


def test_messages_pass_in_the_order_they_came(stores):
    async def go():
        store, passed, inside = stores(), [], []

        async def message(number):
            async with store.lock("a"):
                inside.append(number)
                assert len(inside) == 1
                await asyncio.sleep(0.02)
                passed.append(inside.pop())

        tasks = []
        for number in range(8):
            tasks.append(asyncio.create_task(message(number)))
            await asyncio.sleep(0.005)
        await asyncio.gather(*tasks)
        return passed

    assert asyncio.run(go()) == list(range(8))


def test_the_next_one_starts_at_once(stores):
    async def go():
        store, left, entered = stores(), [], []

        async def message(seconds):
            async with store.lock("b"):
                entered.append(time.monotonic())
                await asyncio.sleep(seconds)
                left.append(time.monotonic())

        first = asyncio.create_task(message(0.3))
        await asyncio.sleep(0.05)
        await asyncio.gather(first, asyncio.create_task(message(0)))
        return entered[1] - left[0]

    assert asyncio.run(go()) < 0.2


def test_other_conversations_do_not_wait(stores):
    async def go():
        store = stores()
        async with store.lock("c"), store.lock("d"):
            return True

    assert asyncio.run(asyncio.wait_for(go(), 2))


def test_who_waits_too_long_is_told_and_the_rest_go_on(stores):
    async def go():
        store = stores()
        async with store.lock("e"):
            with pytest.raises(LockError):
                async with store.lock("e", lock_lifetime=0.1):
                    pass
        async with store.lock("e", lock_lifetime=2):
            return True

    assert asyncio.run(go())


def test_a_fault_within_a_turn_frees_the_place(stores):
    async def go():
        store = stores()
        with pytest.raises(asyncio.TimeoutError):
            async with store.lock("f"):
                raise asyncio.TimeoutError
        async with store.lock("f", lock_lifetime=2):
            return True

    assert asyncio.run(go())


def test_processes_share_one_line_and_a_killed_one_leaves_it(redis_url, data_dir):
    """Two processes: the second waits for the first, and gets its turn when that is killed."""
    program = (
        "import asyncio\n"
        "from rasa.core.lock_store import LockStore\n"
        "from rasa.utils.endpoints import EndpointConfig\n"
        "async def go():\n"
        f"    store = LockStore.create(EndpointConfig(type={KIND!r}, url={redis_url!r}))\n"
        "    async with store.lock('g'):\n"
        "        print('mine', flush=True); await asyncio.sleep(60)\n"
        "asyncio.run(go())"
    )
    other = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=PROJECT)
    assert other.stdout.readline() == b"mine\n"

    async def go():
        store = LockStore.create(EndpointConfig(type=KIND, url=redis_url))
        with pytest.raises(LockError):
            async with store.lock("g", lock_lifetime=0.5):
                pass
        os.kill(other.pid, signal.SIGKILL)
        async with store.lock("g", lock_lifetime=20):
            return True

    assert asyncio.run(go())
    other.wait()
    other.stdout.close()


def test_without_redis_it_says_so(data_dir):
    async def go():
        store = LockStore.create(EndpointConfig(type=KIND, url="redis://127.0.0.1:1/0"))
        with pytest.raises(LockError, match="without Redis"):
            async with store.lock("h"):
                pass

    asyncio.run(go())
