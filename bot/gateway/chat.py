"""One message through: order, privacy, Rasa, deadline. The same for every door."""

import asyncio
import json
import logging
import time
from dataclasses import dataclass, replace
from typing import Any, Protocol

from bot.gateway import words
from bot.gateway.buttons import Pressed
from bot.gateway.metrics import Metrics
from bot.gateway.order import Turnstile
from bot.gateway.privacy import Privacy
from bot.gateway.rasa import RasaClient, RasaFailure
from bot.gateway.session import Sessions
from bot.gateway.transcript import Line, Transcript
from policy_kb.bubbles import easy_bubbles

logger = logging.getLogger("yizhu.gateway")


class Seals(Protocol):
    """Makes of an issued payload the value that a door gives out in its place."""

    def seal(self, title: str, payload: str, conversation: str) -> str:
        """The value behind which `payload` is found again, good in this conversation only."""


@dataclass(frozen=True)
class Message:
    """What came in by a door: typed text, or a button that was opened already."""

    said: str | Pressed
    conversation: str
    door: str = "web"
    easy: bool | None = None  # how the door's switch for easy words stands; None: never touched


@dataclass(frozen=True)
class Reply:
    """One thing the assistant says; buttons are (title, sealed value) pairs."""

    text: str
    buttons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The replies, and the conversation to go on in (a new one after everything was deleted)."""

    replies: tuple[Reply, ...]
    conversation: str
    failure: str | None = None
    easy: bool | None = None  # easy words were switched on or off in the talk
    kept: bool = True  # False: the page cannot show this turn again


class Chat:
    """Takes messages to Rasa and brings back replies, or an honest apology in time.

    Without a transcript nothing of the talk is kept here: a door whose people have it before them anyway.
    """

    def __init__(
        self,
        rasa: RasaClient,
        privacy: Privacy,
        buttons: Seals,
        transcript: Transcript | None,
        turnstile: Turnstile,
        metrics: Metrics,
        sessions: Sessions,
        deadline: float,
    ) -> None:
        self._rasa = rasa
        self._privacy = privacy
        self._buttons = buttons
        self._transcript = transcript
        self._turnstile = turnstile
        self._metrics = metrics
        self._sessions = sessions
        self._deadline = deadline * 0.95  # the rest is for the way back

    async def take(self, message: Message) -> Outcome:
        """Answer a message within the deadline; raise order.Crowded when it cannot be accepted."""
        started = time.monotonic()
        try:
            outcome = await asyncio.wait_for(self._in_turn(message, started), self._deadline)
        except asyncio.TimeoutError:
            outcome = await self._remember(message.conversation, "", _sorry(message, "slow"))
        seconds = time.monotonic() - started
        self._metrics.turn(message.door, seconds)
        if outcome.failure:
            self._metrics.failure(outcome.failure)
        self._log(message, outcome, seconds)
        return outcome

    async def _in_turn(self, message: Message, started: float) -> Outcome:
        async with self._turnstile.turn(message.conversation):
            # A little earlier than the deadline over all, so that this failure can still be kept.
            left = max(self._deadline - (time.monotonic() - started) - 0.3, 0.1)
            safe = message.said.title if isinstance(message.said, Pressed) else ""
            try:
                if isinstance(message.said, str):
                    safe = await self._privacy.hide(message.said, message.conversation)
                raw = await self._ask(message, safe, left)
                outcome = await self._read(raw, message.conversation)
            except RasaFailure as failure:
                outcome = _sorry(message, failure.reason)
            except Exception as error:  # a person waits: whatever broke, they get an honest word
                logger.error(json.dumps({"event": "fault", "kind": type(error).__name__}))
                outcome = _sorry(message, "fault")
            return await self._shown(await self._remember(message.conversation, safe, outcome))

    async def _ask(self, message: Message, safe: str, timeout: float) -> list[dict[str, Any]]:
        metadata = {"door": message.door, "easy": message.easy}
        if isinstance(message.said, Pressed):
            return await self._rasa.press(message.conversation, message.said.payload, metadata, timeout)
        return await self._rasa.say(message.conversation, safe, metadata, timeout)

    async def _read(self, raw: list[dict[str, Any]], conversation: str) -> Outcome:
        """Turn Rasa's messages into replies, their tokens still hidden."""
        if any((one.get("custom") or {}).get("forget") is True for one in raw):
            await self.forget(conversation)
            conversation = self._sessions.new()
        replies = tuple(
            Reply(str(one.get("text") or "").strip(), self._sealed(one.get("buttons"), conversation))
            for one in raw
        )
        spoken = tuple(reply for reply in replies if reply.text)
        if not spoken:
            raise RasaFailure("silent")
        wishes = [(one.get("custom") or {}).get("easy") for one in raw]
        easy = next((wish for wish in wishes if isinstance(wish, bool)), None)
        return Outcome(spoken, conversation, easy=easy)

    def _sealed(self, buttons: Any, conversation: str) -> tuple[tuple[str, str], ...]:
        return tuple(
            (str(one["title"]), self._buttons.seal(str(one["title"]), str(one["payload"]), conversation))
            for one in buttons or ()
            if one.get("title") and str(one.get("payload", "")).startswith("/")
        )

    async def _shown(self, outcome: Outcome) -> Outcome:
        """Put private values back into what this person, and nobody else, will see."""
        replies = [
            Reply(await self._privacy.reveal(one.text, outcome.conversation), one.buttons)
            for one in outcome.replies
        ]
        return replace(outcome, replies=tuple(replies))

    async def _remember(self, before: str, safe: str, outcome: Outcome) -> Outcome:
        """Keep the turn for showing the page again; a talk goes on when that fails."""
        if self._transcript is None:
            return outcome
        mine = [Line(True, safe)] if safe and outcome.conversation == before else []
        lines = mine + [Line(False, reply.text, reply.buttons) for reply in outcome.replies]
        try:
            await asyncio.to_thread(self._transcript.add, outcome.conversation, lines)
        except Exception as error:
            self._metrics.failure("transcript")
            logger.error(json.dumps({"event": "transcript", "kind": type(error).__name__}))
            return replace(outcome, kept=False)
        return outcome

    async def lines(self, conversation: str) -> list[Line]:
        """The talk so far, with the person's own numbers; empty when it is not kept or cannot be read."""
        if self._transcript is None:
            return []
        try:
            lines = await asyncio.to_thread(self._transcript.of, conversation)
        except Exception as error:
            logger.error(json.dumps({"event": "transcript", "kind": type(error).__name__}))
            return []
        return [replace(one, text=await self._privacy.reveal(one.text, conversation)) for one in lines]

    async def forget(self, conversation: str) -> None:
        """Delete the talk kept for the page; raise sqlite3.Error when that fails."""
        if self._transcript is not None:
            await asyncio.to_thread(self._transcript.forget, conversation)

    def seal(self, title: str, payload: str, conversation: str) -> str:
        """A button of the page itself, good in this conversation."""
        return self._buttons.seal(title, payload, conversation)

    def _log(self, message: Message, outcome: Outcome, seconds: float) -> None:
        logger.info(
            json.dumps(
                {
                    "event": "turn",
                    "conversation": self._sessions.alias(message.conversation),
                    "door": message.door,
                    "seconds": round(seconds, 3),
                    "replies": len(outcome.replies),
                    "failure": outcome.failure,
                }
            )
        )


def _sorry(message: Message, reason: str) -> Outcome:
    texts = easy_bubbles(words.APOLOGY) if message.easy else [words.APOLOGY]
    return Outcome(tuple(Reply(text) for text in texts), message.conversation, reason)
