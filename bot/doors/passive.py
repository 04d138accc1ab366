"""Answers inside the request that brought the message, for doors that work in this way.

A request takes along what waits for its person, and says honestly what it goes without. The same message
again, which such doors send when they see no answer, gets the same words.
"""

import asyncio
import contextlib
import time
from collections.abc import Sequence
from dataclasses import replace
from weakref import WeakValueDictionary

from bot.doors import words
from bot.doors.interface import Door, Incoming, Piece
from bot.doors.number import asks_for_more
from bot.doors.porter import Porter
from bot.doors.shape import with_room
from bot.doors.split import split
from casework import handover, outbox, peers, transcript
from casework.errors import CaseworkError
from casework.handover import Handed, Json, Way

EARLY = 0.7  # seconds before the door's patience ends: the way back takes some, and nothing may go both ways
_AGAIN = 0.5  # seconds between two tries to keep a message
_LOOK = 0.2  # seconds between looks for an answer that another copy may have written


class Passive:
    """The requests of one door."""

    def __init__(self, door: Door, porter: Porter) -> None:
        self._door = door
        self._porter = porter
        self._can = door.capabilities
        self._way = Way(self._can.pushes, self._can.patience, self._fit)
        # Who writes twice in a moment is kept in the order in which it came; a line ends with its last user.
        self._lines: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def answer(self, incoming: Incoming) -> str:
        """Take a message in; return what goes back, empty when there is nothing to say.

        Raises:
            casework.errors.Unavailable: the message could not be kept.
        """
        until = time.monotonic() + self._can.patience - EARLY
        async with self._lines.setdefault(incoming.address, asyncio.Lock()):
            number = await self._kept(incoming, until)
        return self._text(await self._handed(number, until), incoming)

    async def _kept(self, incoming: Incoming, until: float) -> int:
        """Keep the message, trying as long as the request can wait."""
        while True:
            try:
                await asyncio.to_thread(self._look_for_letters, incoming.address)
                return await self._porter.receive(await self._meant(incoming))
            except CaseworkError:
                if time.monotonic() + _AGAIN > until:
                    raise
                await asyncio.sleep(_AGAIN)

    async def _meant(self, incoming: Incoming) -> Incoming:
        if incoming.kind == "text" and asks_for_more(incoming.value):
            peer = await asyncio.to_thread(peers.meet, self._door.name, incoming.address)
            if await asyncio.to_thread(handover.waits, peer.conversation, self._can.pushes):
                return replace(incoming, kind="more", value="")
        return incoming

    async def _handed(self, number: int, until: float) -> Handed:
        answered = self._porter.answered(number)
        while True:
            last = time.monotonic() >= until
            try:
                handed = await asyncio.to_thread(handover.hand_over, number, self._way, last)
            except CaseworkError:  # the message is kept, and its answer can be fetched later
                handed = Handed(slow=True) if last else None
            if handed is not None:
                return handed
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(answered.wait(), _LOOK)
            answered.clear()

    def _text(self, handed: Handed, incoming: Incoming) -> str:
        parts: list[str] = []
        for piece, late in zip(handed.pieces, handed.late, strict=True):
            if late and words.LATE not in parts:
                parts.append(words.LATE)
            parts.append(piece["text"])
        if handed.slow:
            parts.append(words.COMING if self._can.pushes else words.SLOW)
        elif handed.more:
            parts.append(words.MORE)
        elif not parts and incoming.kind == "text" and asks_for_more(incoming.value):
            parts.append(words.NOTHING_MORE)
        return "\n\n".join(parts)

    def _fit(self, pieces: Sequence[Json]) -> int:
        """How many pieces one message can carry; each has room for what is said around it."""
        room = with_room(self._can).longest
        for number in range(len(pieces), 1, -1):
            if self._can.measure("\n\n".join(piece["text"] for piece in pieces[:number])) <= room:
                return number
        return min(len(pieces), 1)

    def _look_for_letters(self, address: str) -> None:
        """What the office wrote: where we cannot write, a person comes for it; where we could not, we can now."""
        conversation = peers.meet(self._door.name, address).conversation
        if self._can.pushes:
            outbox.hasten(conversation, self._door.name)
            return
        letters = outbox.waiting(conversation, self._door.name)
        if not letters:
            return
        # Beside the answers, and in the talk, before they count as handed over.
        for letter in letters:
            handover.lay_down(self._door.name, conversation, str(letter.id), self._pieces(letter.text))
        transcript.add_letters(conversation, letters)
        outbox.shown([letter.id for letter in letters])

    def _pieces(self, letter: str) -> list[Json]:
        room = with_room(self._can)
        parts = split(words.LETTER.format(text=letter), room.longest, room.measure)
        return [Piece(part).as_json() for part in parts]
