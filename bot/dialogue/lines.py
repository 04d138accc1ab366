"""Standing in line within one process: who is first has the turn, and wakes the next when leaving."""

import asyncio
from collections import deque
from typing import Protocol


class TurnLost(Exception):
    """A message's turn did not come in time, or cannot come."""


class Place(Protocol):
    """A place in the line of a conversation."""

    async def wait(self, seconds: float) -> None:
        """Return when it is this place's turn; raise TurnLost after `seconds`."""

    async def leave(self) -> None:
        """Give up the place, whether its turn had come or not."""


class Lines:
    """The lines of all conversations that have messages now."""

    def __init__(self) -> None:
        self._standing: dict[str, deque[asyncio.Event]] = {}

    def place(self, conversation: str) -> Place:
        """Take the last place in the line of a conversation."""
        return _Place(self._standing, conversation)


class _Place:
    def __init__(self, standing: dict[str, deque[asyncio.Event]], conversation: str) -> None:
        self._standing = standing
        self._conversation = conversation
        self._mine = asyncio.Event()
        line = standing.setdefault(conversation, deque())
        line.append(self._mine)
        line[0].set()

    async def wait(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._mine.wait(), seconds)
        except asyncio.TimeoutError as late:
            raise TurnLost(f"waited {seconds:.0f} s for the messages before this one") from late

    async def leave(self) -> None:
        line = self._standing[self._conversation]
        line.remove(self._mine)
        if line:
            line[0].set()
        else:
            del self._standing[self._conversation]
