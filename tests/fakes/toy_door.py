"""A door that delivers into a list, and a copy of it at work in a thread."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

from waiting import eventually

from bot.doors.interface import Capabilities, Incoming, Piece
from bot.doors.porter import Porter


@dataclass
class Toy:
    """Delivers into a list; `failures` are raised one by one by the next deliveries."""

    capabilities: Capabilities = field(default_factory=lambda: Capabilities(buttons="inline"))
    name: str = "toy"
    delivered: list[tuple[str, Piece]] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    async def deliver(self, address: str, piece: Piece) -> None:
        """See bot.doors.interface.Door."""
        if self.failures:
            raise self.failures.pop(0)
        self.delivered.append((address, piece))

    async def busy(self, address: str) -> None:
        """A list shows nothing."""

    def texts(self, address: str = "anna") -> list[str]:
        """What a person has got."""
        return [piece.text for whom, piece in self.delivered if whom == address]

    def wait(self, count: int) -> list[str]:
        """All that was delivered, once that are `count` pieces."""
        assert eventually(lambda: len(self.delivered) >= count), self.delivered
        return [piece.text for _, piece in self.delivered]


@dataclass
class Copy:
    """One running copy of a door, in a thread with an event loop of its own."""

    loop: asyncio.AbstractEventLoop
    porter: Porter
    _work: AbstractAsyncContextManager[Porter]
    _numbers: int = 0
    stopped: bool = False

    def take(self, value: str, address: str = "anna", key: str = "", kind: Any = "text") -> int:
        """A message comes in."""
        self._numbers += 1
        incoming = Incoming(key or f"{id(self)}:{self._numbers}", address, kind, value)
        return self.run(self.porter.receive(incoming))

    def run(self, work: Any) -> Any:
        """Run something in the loop of this copy."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def stop(self) -> None:
        """End as a process ends that was asked to."""
        if not self.stopped:
            self.stopped = True
            self.run(self._work.__aexit__(None, None, None))
            self.loop.call_soon_threadsafe(self.loop.stop)
