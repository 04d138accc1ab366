"""A toy door at work on a real database, against the fake of Rasa; any number of copies of it."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fake_rasa import SECRET, FakeRasa
from serving import served
from toy_door import Copy

from bench.ports import free_port
from bot.doors.build import at_work
from bot.gateway.keeping import of_this_house
from bot.settings import Settings


@pytest.fixture
def rasa() -> FakeRasa:
    """The fake, to be told how to behave."""
    return FakeRasa()


@pytest.fixture
def opened(rasa: FakeRasa, store: str) -> Iterator[Callable[..., Copy]]:
    """Opens a copy of a door; on both kinds of database."""
    copies: list[Copy] = []
    with served(rasa.app(), port := free_port()):

        def make(door: Any, **changed: Any) -> Copy:
            settings = Settings(rasa_port=port, channel_secret=SECRET, **changed)
            loop = asyncio.new_event_loop()
            threading.Thread(target=loop.run_forever, daemon=True).start()
            work = at_work(door, settings, of_this_house())
            porter = asyncio.run_coroutine_threadsafe(work.__aenter__(), loop).result(30)
            copies.append(Copy(loop, porter, work))
            return copies[-1]

        yield make
        rasa.held = False
        for copy in copies:
            copy.stop()
