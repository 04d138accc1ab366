"""A message that comes twice, because its answer was lost on the way, is answered again and done once."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from bot.gateway.chat import Outcome

REMEMBERED = 5_000  # answers; the oldest goes first, so memory stays bounded
KEPT_SECONDS = 900  # a line that is away for longer is no longer one try

Key = tuple[str, str]  # conversation, mark of the message: the sender's id of it and what it says


class Once:
    """Answers of the last minutes, found by conversation and mark of the message."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._answers: OrderedDict[Key, tuple[float, asyncio.Future[Outcome]]] = OrderedDict()

    async def take(self, key: Key, run: Callable[[], Awaitable[Outcome]]) -> Outcome:
        """Return what `run` returns; the same key again waits for the first, or gets its answer.

        What `run` raises is raised, and forgotten: that message was not accepted and may come again.
        """
        found = self._known(key)
        if found is not None:
            return await asyncio.shield(found)
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._answers[key] = (self._clock(), answer)
        try:
            outcome = await run()
        except BaseException as error:
            self._answers.pop(key, None)
            if isinstance(error, Exception):
                answer.set_exception(error)
                answer.exception()  # seen: nobody may have waited for it
            else:
                answer.cancel()
            raise
        answer.set_result(outcome)
        if outcome.conversation != key[0]:
            self._forget(key)
        return outcome

    def _known(self, key: Key) -> "asyncio.Future[Outcome] | None":
        now = self._clock()
        while self._answers:
            began, _ = next(iter(self._answers.values()))
            if len(self._answers) <= REMEMBERED and now - began <= KEPT_SECONDS:
                break
            self._answers.popitem(last=False)
        found = self._answers.get(key)
        return found[1] if found else None

    def _forget(self, kept: Key) -> None:
        """Everything was deleted: no earlier answer of that conversation may stay in memory."""
        for key in [key for key in self._answers if key[0] == kept[0] and key != kept]:
            del self._answers[key]
