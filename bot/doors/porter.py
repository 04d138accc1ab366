"""Carries messages from the inbox to the assistant and answers to people, for one door.

Every step is in the database before the next begins, so any number of copies may work for a door, and
one that dies loses nothing: another finds its messages when their claims run out.
"""

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from weakref import WeakValueDictionary

from bot.doors.interface import Door, Gone, Incoming, Later, OnlyInAnswer, Piece, Undeliverable
from bot.doors.postman import Postman
from bot.doors.turn import Answer, Turns
from bot.gateway import words as gateway_words
from bot.gateway.chat import Chat
from bot.gateway.order import Crowded
from casework import inbox, peers
from casework.clock import utcnow
from casework.errors import CaseworkError
from casework.inbox import LEASE, Claimed
from casework.peers import Peer

logger = logging.getLogger("yizhu.doors")

WAITING = 10  # messages of one person that may wait; more are not taken, and the person is told once
LOOK = 1.0  # seconds between looks for what other copies left, or what was put off
CLEAR = 60.0  # seconds between deletions of answers that were handed over
TRIES = 12  # deliveries of a piece before it counts as undeliverable
CROWDED = timedelta(seconds=2)
_LONGEST_WAIT = 300.0  # seconds between two tries


class Porter:
    """The worker of one door."""

    def __init__(self, door: Door, chat: Chat, base: str = "", at_once: int = 32) -> None:
        self._door = door
        self._turns = Turns(door, chat, base)
        self._postman = Postman(door)
        self._at_once = at_once
        self._news = asyncio.Event()
        self._awaited: WeakValueDictionary[int, asyncio.Event] = WeakValueDictionary()
        self._working: dict[int, asyncio.Task[None]] = {}
        self._loops: list[asyncio.Task[None]] = []
        self._stopping = False

    async def receive(self, incoming: Incoming) -> int:
        """Keep a message; return its number. Once this returns, the door may confirm the message.

        Raises:
            casework.errors.Unavailable: it could not be kept; the door must not confirm it.
        """
        peer = await asyncio.to_thread(peers.meet, self._door.name, incoming.address)
        if peer.blocked:
            await asyncio.to_thread(peers.set_blocked, self._door.name, incoming.address, False)
        kept = await self._put(incoming, peer)
        if kept is None:
            # One line more than the limit: the word that there were too many, itself kept once.
            notice = Incoming(
                f"full:{incoming.key}", incoming.address, "notice", first=gateway_words.TOO_FAST
            )
            kept = await self._put(notice, peer, WAITING + 1)
            logger.info(json.dumps({"event": "too fast", "door": self._door.name}))
        self._news.set()
        return kept[0] if kept else 0

    async def _put(self, incoming: Incoming, peer: Peer, line: int = WAITING) -> tuple[int, bool] | None:
        said = incoming.as_json()
        return await asyncio.to_thread(
            inbox.put, self._door.name, incoming.key, peer.conversation, said, line
        )

    def answered(self, number: int) -> asyncio.Event:
        """Set when a message is answered here; one that another copy answers is seen in the inbox only."""
        return self._awaited.setdefault(number, asyncio.Event())

    def start(self) -> None:
        """Begin to work, in the running event loop."""
        steps = [self._hold, self._clear, self._work]
        if self._door.capabilities.pushes:
            steps.append(self._postman.round)
        self._loops = [asyncio.create_task(self._steadily(step)) for step in steps]

    async def stop(self, patience: float) -> None:
        """Take nothing new, finish what is under way; what is not done in `patience` seconds is left over."""
        self._stopping = True
        self._news.set()
        keeping, moving = self._loops[:2], self._loops[2:]
        for loop in keeping:
            loop.cancel()
        # Not cancelled while they claim or deliver: what was just claimed would look like a turn that
        # broke off, and what was just delivered would come again.
        await asyncio.wait([*moving, *self._working.values()], timeout=patience)
        if self._working:
            await asyncio.wait(self._working.values(), timeout=patience)
        for task in self._working.values():
            task.cancel()
        await asyncio.gather(*self._loops, *self._working.values(), return_exceptions=True)

    async def _steadily(self, step: Callable[[], Awaitable[None]]) -> None:
        """Repeat a step until the end; a database that is away now may be back in a moment."""
        while not self._stopping:
            try:
                await step()
            except Exception as error:
                self._fault(error)
                await asyncio.sleep(LOOK)

    async def _work(self) -> None:
        self._news.clear()
        if len(self._working) < self._at_once:
            claimed = await asyncio.to_thread(inbox.claim, self._door.name, self._door.capabilities.pushes)
            if claimed is not None:
                task = asyncio.create_task(self._carry(claimed))
                self._working[claimed.id] = task
                task.add_done_callback(partial(self._done, claimed.id))
                return
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._news.wait(), LOOK)

    def _done(self, number: int, _: object) -> None:
        self._working.pop(number, None)
        self._news.set()

    async def _hold(self) -> None:
        await asyncio.sleep(LEASE.total_seconds() / 3)
        if self._working:
            await asyncio.to_thread(inbox.hold, list(self._working))

    async def _clear(self) -> None:
        await asyncio.to_thread(inbox.clear_told)
        await asyncio.sleep(CLEAR)

    async def _carry(self, claimed: Claimed) -> None:
        """Answer a message if it is not answered, then deliver what is left of the answer."""
        try:
            peer = await asyncio.to_thread(peers.of_conversation, claimed.conversation)
            if peer is None or peer.blocked:
                await asyncio.to_thread(inbox.give_up, claimed.conversation)
                return
            pieces = [Piece.of(one) for one in claimed.answer]
            if claimed.state != "answered":
                pieces = await self._answer(claimed, peer)
                if pieces and self._left_to_the_request(claimed):
                    return await self._put_off(claimed)
            await self._deliver(claimed, peer, pieces)
        except Crowded:
            await asyncio.to_thread(inbox.release, claimed.id, "new", CROWDED)
        except Exception as error:  # the claim runs out, and the step is taken again
            self._fault(error)

    async def _answer(self, claimed: Claimed, peer: Peer) -> list[Piece]:
        showing = asyncio.create_task(self._door.busy(peer.address))
        try:
            answer = await self._turns.answer(claimed, peer)
        finally:
            showing.cancel()
        await self._keep(claimed, answer)
        if (event := self._awaited.get(claimed.id)) is not None:
            event.set()
        return answer.pieces

    async def _keep(self, claimed: Claimed, answer: Answer) -> None:
        """Keep the answer, trying for a while: the turn is done, and must not be done again."""
        until = time.monotonic() + LEASE.total_seconds() * 2
        while True:
            try:
                return await asyncio.to_thread(
                    inbox.answer,
                    claimed.id,
                    [piece.as_json() for piece in answer.pieces],
                    answer.choices,
                    claimed.conversation,
                    answer.used,
                    answer.all_used,
                    answer.moved_to,
                )
            except CaseworkError:
                if time.monotonic() > until:
                    raise
                await asyncio.sleep(LOOK)

    def _left_to_the_request(self, claimed: Claimed) -> bool:
        """Whether the request that brought the message may still carry its answer back."""
        can = self._door.capabilities
        waited = (utcnow() - claimed.received_at).total_seconds()
        return not can.pushes or waited < can.patience

    async def _put_off(self, claimed: Claimed) -> None:
        can = self._door.capabilities
        if not can.pushes:
            return  # nobody but a request will take it
        rest = claimed.received_at + timedelta(seconds=can.patience) - utcnow()
        await asyncio.to_thread(inbox.put_off, claimed.id, max(rest, timedelta(0)))

    async def _deliver(self, claimed: Claimed, peer: Peer, pieces: list[Piece]) -> None:
        sent = claimed.sent
        if sent >= len(pieces):
            return await asyncio.to_thread(inbox.delivered, claimed.id, sent, True)
        for piece in pieces[sent:]:
            if not await self._bring(claimed, peer, piece):
                return
            sent += 1
            await asyncio.to_thread(inbox.delivered, claimed.id, sent, sent == len(pieces))

    async def _bring(self, claimed: Claimed, peer: Peer, piece: Piece) -> bool:
        """Deliver one piece. False: not now, or never; what follows has to wait, or is given up."""
        try:
            await self._door.deliver(peer.address, piece)
        except Later as later:
            return not await self._again(claimed, later.seconds)
        except Gone:
            await asyncio.to_thread(peers.set_blocked, peer.door, peer.address, True)
            await asyncio.to_thread(inbox.give_up, claimed.conversation)
            return False
        except OnlyInAnswer:
            await asyncio.to_thread(inbox.keep, claimed.id)
            return False
        except Undeliverable as error:
            self._lost(error.reason)
        except Exception as error:
            self._fault(error)
            return not await self._again(claimed, LOOK)
        return True

    async def _again(self, claimed: Claimed, seconds: float) -> bool:
        """Put a delivery off; False when it was tried often enough."""
        if claimed.tries >= TRIES:
            self._lost("tries")
            return False
        wait = min(max(seconds, 2.0 ** min(claimed.tries, 8)), _LONGEST_WAIT)
        await asyncio.to_thread(inbox.release, claimed.id, "answered", timedelta(seconds=wait), True)
        return True

    def _fault(self, error: Exception) -> None:
        """The kind alone: the words of an exception may hold what a person said."""
        logger.error(json.dumps({"event": "door", "door": self._door.name, "kind": type(error).__name__}))

    def _lost(self, reason: str) -> None:
        logger.error(json.dumps({"event": "undeliverable", "door": self._door.name, "reason": reason}))
