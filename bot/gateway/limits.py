"""How fast a conversation or an address may speak: token buckets in memory."""

import time
from collections import OrderedDict
from collections.abc import Callable

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


class Limits:
    """The two limits together; `enabled=False` lets everything through."""

    def __init__(
        self, per_conversation: tuple[float, float], per_address: tuple[float, float], enabled: bool
    ) -> None:
        self._conversations = Buckets(*per_conversation)
        self._addresses = Buckets(*per_address)
        self._enabled = enabled

    def take(self, conversation: str | None, address: str) -> float:
        """Return 0.0 when the message may pass, else the seconds to wait.

        `conversation` is None for a first message, which only the address can slow down.
        """
        if not self._enabled:
            return 0.0
        wait = self._addresses.take(address)
        if not wait and conversation is not None:
            wait = self._conversations.take(conversation)
        return wait
