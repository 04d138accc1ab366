"""Standing in line across processes and machines: the line of a conversation is a list in Redis.

Whoever leaves wakes the first by a word on that ticket's own list. A process that was killed cannot
leave: its ticket counts as gone once nobody says any more that it lives.
"""

import asyncio
import contextlib
import secrets

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.dialogue.lines import Place, TurnLost
from casework.sealing import keyed_hash

_ALIVE = 6.0  # seconds a ticket counts after its process last said that it lives
_BREATH = 2.0  # seconds between two such words
_LOOK = 1.0  # seconds after which a waiting one looks for dead tickets before its own
_PATIENCE = 5.0  # seconds for an answer of Redis, longer than it may hold one back (_LOOK)
_LINE = "yizhu:line:"
_LINE_SECONDS = 600  # a line that nobody touched for so long is dropped by Redis itself

# 1 when the ticket has the turn, after dropping dead ones before it; -1 when it is no longer in line.
_FIRST = """
local head = redis.call('LINDEX', KEYS[1], 0)
while head and head ~= ARGV[1] and redis.call('EXISTS', 'yizhu:alive:' .. head) == 0 do
  redis.call('LPOP', KEYS[1])
  head = redis.call('LINDEX', KEYS[1], 0)
end
if not head then return -1 end
return head == ARGV[1] and 1 or 0
"""
# Takes the ticket out of the line and wakes whoever is first then.
_LEAVE = """
redis.call('LREM', KEYS[1], 1, ARGV[1])
redis.call('DEL', 'yizhu:alive:' .. ARGV[1], 'yizhu:wake:' .. ARGV[1])
local head = redis.call('LINDEX', KEYS[1], 0)
if head then
  redis.call('RPUSH', 'yizhu:wake:' .. head, 1)
  redis.call('EXPIRE', 'yizhu:wake:' .. head, 60)
end
"""


class RedisLines:
    """The lines of all conversations of all processes that share the Redis at `url`."""

    def __init__(self, url: str) -> None:
        self._redis: Redis = Redis.from_url(url, socket_connect_timeout=2.0, socket_timeout=_PATIENCE)
        self._first = self._redis.register_script(_FIRST)
        self._leave = self._redis.register_script(_LEAVE)

    def place(self, conversation: str) -> Place:
        """A place in the line of a conversation; it is taken when `wait` is called."""
        return _Place(self, conversation)

    async def join(self, line: str, ticket: str) -> None:
        """Put a ticket at the end of a line."""
        async with self._redis.pipeline(transaction=True) as steps:
            steps.set(f"yizhu:alive:{ticket}", 1, px=int(_ALIVE * 1000))
            steps.rpush(line, ticket)
            steps.expire(line, _LINE_SECONDS)
            await steps.execute()

    async def until_first(self, line: str, ticket: str) -> None:
        """Return when the ticket is first in its line; raise TurnLost when it stands there no more."""
        while (state := await self._first(keys=[line], args=[ticket])) != 1:
            if state == -1:
                raise TurnLost("the line was lost with Redis' memory")
            await self._redis.blpop(f"yizhu:wake:{ticket}", timeout=_LOOK)

    async def keep_alive(self, ticket: str) -> None:
        """Say again and again that the ticket's process lives, until cancelled."""
        while True:
            await asyncio.sleep(_BREATH)
            with contextlib.suppress(RedisError):  # it may be back at the next breath
                await self._redis.set(f"yizhu:alive:{ticket}", 1, px=int(_ALIVE * 1000))

    async def leave(self, line: str, ticket: str) -> None:
        """Take a ticket out of its line and wake the next."""
        with contextlib.suppress(RedisError):  # then the ticket dies by itself
            await self._leave(keys=[line], args=[ticket])


class _Place:
    def __init__(self, lines: RedisLines, conversation: str) -> None:
        self._lines = lines
        self._line = _LINE + keyed_hash("line", conversation)
        self._ticket = secrets.token_hex(8)
        self._living: asyncio.Task[None] | None = None

    async def wait(self, seconds: float) -> None:
        try:
            await self._lines.join(self._line, self._ticket)
            self._living = asyncio.create_task(self._lines.keep_alive(self._ticket))
            await asyncio.wait_for(self._lines.until_first(self._line, self._ticket), seconds)
        except asyncio.TimeoutError as late:
            raise TurnLost(f"waited {seconds:.0f} s for the messages before this one") from late
        except RedisError as gone:
            raise TurnLost(f"no order of messages without Redis: {type(gone).__name__}") from gone

    async def leave(self) -> None:
        if self._living is not None:
            self._living.cancel()
        await self._lines.leave(self._line, self._ticket)
