"""Order within a conversation, and no more at once than Rasa can carry."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Crowded(Exception):
    """Too many messages wait; this one was not accepted. `mine`: of this very conversation."""

    def __init__(self, mine: bool) -> None:
        super().__init__("one conversation's queue is full" if mine else "the gateway's queue is full")
        self.mine = mine


class Turnstile:
    """Messages of one conversation pass one after another, in the order they came.

    At most `running` turns run at once and at most `waiting` more wait, so that a crowd is told
    at once to come back, instead of growing the memory and missing every deadline.
    """

    def __init__(self, running: int, waiting: int, per_conversation: int) -> None:
        self._places = asyncio.Semaphore(running)
        self._capacity = running + waiting
        self._per_conversation = per_conversation
        self._inside = 0
        self._lines: dict[str, tuple[asyncio.Lock, int]] = {}

    @property
    def inside(self) -> int:
        """Messages running or waiting now."""
        return self._inside

    @property
    def has_room(self) -> bool:
        """Whether one more message would be taken now."""
        return self._inside < self._capacity

    @asynccontextmanager
    async def turn(self, conversation: str) -> AsyncIterator[None]:
        """Wait for this message's turn; raise Crowded at once if there is no room to wait."""
        lock, length = self._lines.get(conversation, (asyncio.Lock(), 0))
        if length >= self._per_conversation:
            raise Crowded(mine=True)
        if not self.has_room:
            raise Crowded(mine=False)
        self._lines[conversation] = (lock, length + 1)
        self._inside += 1
        try:
            async with lock, self._places:
                yield
        finally:
            self._inside -= 1
            self._leave(conversation)

    def _leave(self, conversation: str) -> None:
        lock, length = self._lines[conversation]
        if length > 1:
            self._lines[conversation] = (lock, length - 1)
        else:
            del self._lines[conversation]
