"""Work on a conversation's record that nobody waits for any more, and that must end before it is deleted."""

import asyncio
from collections.abc import Coroutine
from typing import Any


class Late:
    """What is begun here goes on when its asker gives up; `done` waits for all of one conversation."""

    def __init__(self) -> None:
        self._at_work: dict[str, set[asyncio.Task[None]]] = {}

    async def within(self, seconds: float, conversation: str, work: Coroutine[Any, Any, None]) -> None:
        """Begin `work` and wait at most `seconds` for its end; raise asyncio.TimeoutError while it goes on."""
        task = asyncio.ensure_future(work)
        self._at_work.setdefault(conversation, set()).add(task)
        task.add_done_callback(lambda ended: self._leave(conversation, ended))
        await asyncio.wait_for(asyncio.shield(task), seconds)

    async def done(self, conversation: str) -> None:
        """Wait until nothing is at work on the conversation; how it ended is nobody's concern here."""
        await asyncio.gather(*self._at_work.get(conversation, ()), return_exceptions=True)

    def _leave(self, conversation: str, task: asyncio.Task[None]) -> None:
        tasks = self._at_work.get(conversation, set())
        tasks.discard(task)
        if not tasks:
            self._at_work.pop(conversation, None)
        if not task.cancelled():
            task.exception()  # looked at: the asker heard of it, or gave up before
