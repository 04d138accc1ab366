"""Hands over what the office writes, for a door that can write to people by itself."""

import asyncio
import json
import logging
from datetime import timedelta

from bot.doors import words
from bot.doors.interface import Door, Gone, Later, OnlyInAnswer, Piece, Undeliverable
from bot.doors.split import split
from casework import outbox, peers, transcript
from casework.errors import CaseworkError
from casework.outbox import Envelope

logger = logging.getLogger("yizhu.doors")

LOOK = 2.0  # seconds between looks into the outbox


class Postman:
    """Letters to residents who came by this door, and notices to caseworkers who have it."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._begun: dict[int, int] = {}  # parts of a long letter that have arrived, so that none comes twice

    async def round(self) -> None:
        """Hand over what waits; when nothing does, wait a moment.

        Raises:
            casework.errors.Unavailable: the database does not answer; what waits is safe.
        """
        letters = await asyncio.to_thread(outbox.take, self._door.name)
        if not letters:
            await asyncio.sleep(LOOK)
            return
        await asyncio.gather(*(self._hand_over(letter) for letter in letters))

    async def _hand_over(self, letter: Envelope) -> None:
        address = await asyncio.to_thread(self._address, letter)
        if address is None:
            await self._failed(letter, "no longer reachable by this door", for_good=True)
            return
        try:
            await self._deliver(letter, address)
        except Later as later:
            await self._failed(letter, "later", timedelta(seconds=later.seconds))
        except Gone:
            await self._failed(letter, "the door is shut")
        except OnlyInAnswer:
            await self._failed(letter, "not before they write again")
        except Undeliverable as error:
            await self._failed(letter, error.reason, for_good=True)
        except Exception as error:  # the kind alone: its words may hold what was written
            await self._failed(letter, type(error).__name__)
        else:
            self._begun.pop(letter.id, None)
            await asyncio.to_thread(outbox.sent, letter.id)
            await self._into_the_talk(letter)

    async def _deliver(self, letter: Envelope, address: str) -> None:
        can = self._door.capabilities
        text = letter.text if letter.conversation is None else words.LETTER.format(text=letter.text)
        for part in split(text, can.longest, can.measure)[self._begun.get(letter.id, 0) :]:
            await self._door.deliver(address, Piece(part))
            self._begun[letter.id] = self._begun.get(letter.id, 0) + 1

    @staticmethod
    def _address(letter: Envelope) -> str | None:
        if letter.conversation is None:
            return letter.address
        peer = peers.of_conversation(letter.conversation)
        return None if peer is None else peer.address

    async def _into_the_talk(self, letter: Envelope) -> None:
        """The desk shows the talk; that the letter has arrived stays true without it."""
        if letter.conversation is None:
            return
        try:
            await asyncio.to_thread(transcript.add_letters, letter.conversation, [letter])
        except CaseworkError as error:
            logger.error(json.dumps({"event": "transcript", "kind": type(error).__name__}))

    async def _failed(
        self, letter: Envelope, reason: str, after: timedelta | None = None, for_good: bool = False
    ) -> None:
        logger.warning(json.dumps({"event": "letter", "door": self._door.name, "reason": reason}))
        await asyncio.to_thread(outbox.failed, letter.id, reason, after, for_good)
