"""How fast a conversation or an address may speak: token buckets."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

#: Takes a token of a key; the seconds to wait when there is none.
Take = Callable[[str], Awaitable[float]]

REMEMBERED = 20_000  # buckets kept; the least recently used goes first, so memory stays bounded


class Buckets:
    """One token bucket per key: `burst` at once, then `per_second` more each second."""

    def __init__(self, burst: float, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = burst
        self._per_second = per_second
        self._clock = clock
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> float:
        """Take one token. Return 0.0, or the seconds to wait when there is none left."""
        now = self._clock()
        level, since = self._levels.pop(key, (self._burst, now))
        level = min(self._burst, level + (now - since) * self._per_second)
        allowed = level >= 1.0
        self._levels[key] = (level - 1.0 if allowed else level, now)
        while len(self._levels) > REMEMBERED:
            self._levels.popitem(last=False)
        return 0.0 if allowed else (1.0 - level) / self._per_second


def alone(burst: float, per_second: float) -> Take:
    """Buckets of this process."""
    buckets = Buckets(burst, per_second)

    async def take(key: str) -> float:
        return buckets.take(key)

    return take


class Limits:
    """The two limits together; `enabled=False` lets everything through."""

    def __init__(self, conversations: Take, addresses: Take, enabled: bool) -> None:
        self._conversations = conversations
        self._addresses = addresses
        self._enabled = enabled

    async def take(self, conversation: str | None, address: str) -> float:
        """Return 0.0 when the message may pass, else the seconds to wait.

        `conversation` is None for a first message, which only the address can slow down.
        """
        if not self._enabled:
            return 0.0
        wait = await self._addresses(address)
        if not wait and conversation is not None:
            wait = await self._conversations(conversation)
        return wait
