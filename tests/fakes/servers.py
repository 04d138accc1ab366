"""Real servers for tests: one of one's own, or the reason why the test is left out."""

from contextlib import ExitStack
from typing import TypeVar

import pytest

from bench import stores

Server = TypeVar("Server", stores.Postgres, stores.Redis)


def or_left_out(until_the_end: ExitStack, server: type[Server]) -> Server:
    """The server, running; where there is none the test says that it was left out, and why."""
    try:
        return until_the_end.enter_context(server())
    except stores.NoServer as missing:
        pytest.skip(f"left out: {missing}")
