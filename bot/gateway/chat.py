"""One message through: order, privacy, Rasa, deadline. The same for every door."""

import asyncio
import json
import logging
import re
import time
from dataclasses import dataclass, replace
from typing import Any, Protocol

from bot.gateway import letters, words
from bot.gateway.buttons import Pressed
from bot.gateway.late import Late
from bot.gateway.metrics import Metrics
from bot.gateway.order import Turnstile
from bot.gateway.privacy import Privacy
from bot.gateway.rasa import RasaClient, RasaFailure
from bot.gateway.session import Sessions
from casework import transcript
from casework.transcript import Line
from policy_kb.bubbles import easy_bubbles

logger = logging.getLogger("yizhu.gateway")
KEEPING = 2.0  # seconds a turn waits for its own record: the person waits longer for the answer

_PATH = re.compile(r"(/[A-Za-z0-9_.-]+)+")


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
    id: str | None = None  # the same again is the same message: it is done once


@dataclass(frozen=True)
class Reply:
    """One thing the assistant, or the office, says; buttons are (title, sealed value), links (title, path) pairs."""

    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    office: bool = False
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The replies, and the conversation to go on in (a new one after everything was deleted)."""

    replies: tuple[Reply, ...]
    conversation: str
    failure: str | None = None
    easy: bool | None = None  # easy words were switched on or off in the talk
    kept: bool = True  # False: the page cannot show this turn again
    again: bool = False  # these replies were given before


class Chat:
    """Takes messages to Rasa and brings back replies, or an honest apology in time."""

    def __init__(
        self,
        rasa: RasaClient,
        privacy: Privacy,
        buttons: Seals,
        turnstile: Turnstile,
        metrics: Metrics,
        sessions: Sessions,
        deadline: float,
    ) -> None:
        self._rasa = rasa
        self._privacy = privacy
        self._buttons = buttons
        self._turnstile = turnstile
        self._metrics = metrics
        self._sessions = sessions
        self._late = Late()
        self._promised = deadline
        self._deadline = deadline * 0.95  # the rest is for the way back

    async def take(self, message: Message) -> Outcome:
        """Answer a message within the deadline; raise order.Crowded when it cannot be accepted."""
        started = time.monotonic()
        try:
            outcome = await asyncio.wait_for(self._in_turn(message, started), self._deadline)
        except asyncio.TimeoutError:
            # The promise is the answer's time: for its record there is only what is left of it.
            left = self._promised - (time.monotonic() - started)
            outcome = await self._remember(message.conversation, "", _sorry(message, "slow"), left)
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
            self._metrics.spent("waiting", time.monotonic() - started)
            safe = message.said.title if isinstance(message.said, Pressed) else ""
            try:
                if isinstance(message.said, str):
                    with self._metrics.stage("hiding"):
                        safe = await self._privacy.hide(message.said, message.conversation)
                with self._metrics.stage("answering"):
                    raw = await self._ask(message, safe, left)
                outcome = await self._read(raw, message.conversation)
            except RasaFailure as failure:
                outcome = _sorry(message, failure.reason)
            except Exception as error:  # a person waits: whatever broke, they get an honest word
                logger.error(json.dumps({"event": "fault", "kind": type(error).__name__}))
                outcome = _sorry(message, "fault")
            with self._metrics.stage("keeping"):
                outcome = await self._remember(message.conversation, safe, outcome)
            outcome = await self._shown(outcome)
            if message.door != letters.DOOR:
                return outcome
            came = await self.letters(outcome.conversation)
            return replace(outcome, replies=(*outcome.replies, *came))

    async def _ask(self, message: Message, safe: str, timeout: float) -> list[dict[str, Any]]:
        metadata = {"door": message.door, "easy": message.easy}
        if isinstance(message.said, Pressed):
            payload = message.said.payload
            return await self._rasa.press(message.conversation, payload, metadata, timeout, message.id)
        return await self._rasa.say(message.conversation, safe, metadata, timeout, message.id)

    async def _read(self, raw: list[dict[str, Any]], conversation: str) -> Outcome:
        """Turn Rasa's messages into replies, their tokens still hidden."""
        if any((one.get("custom") or {}).get("forget") is True for one in raw):
            await self.forget(conversation)
            conversation = self._sessions.new()
        spoken: list[Reply] = []
        for one in raw:
            text = str(one.get("text") or "").strip()
            if text:
                spoken.append(Reply(text, self._sealed(one.get("buttons"), conversation)))
            if spoken:  # what is for us comes in a message of its own, after the words it belongs to
                spoken[-1] = replace(spoken[-1], links=spoken[-1].links + _links(one.get("custom")))
        if not spoken:
            raise RasaFailure("silent")
        customs = [one.get("custom") or {} for one in raw]
        easy = next((one["easy"] for one in customs if isinstance(one.get("easy"), bool)), None)
        again = any(one.get("again") is True for one in customs)
        return Outcome(tuple(_each_button_once(spoken)), conversation, easy=easy, again=again)

    def _sealed(self, buttons: Any, conversation: str) -> tuple[tuple[str, str], ...]:
        return tuple(
            (str(one["title"]), self._buttons.seal(str(one["title"]), str(one["payload"]), conversation))
            for one in buttons or ()
            if one.get("title") and str(one.get("payload", "")).startswith("/")
        )

    async def _shown(self, outcome: Outcome) -> Outcome:
        """Put private values back into what this person, and nobody else, will see."""
        replies = [
            replace(one, text=await self._privacy.reveal(one.text, outcome.conversation))
            for one in outcome.replies
        ]
        return replace(outcome, replies=tuple(replies))

    async def _remember(
        self, before: str, safe: str, outcome: Outcome, patience: float | None = None
    ) -> Outcome:
        """Keep the turn for showing the page again; a talk goes on when that fails."""
        mine = [Line(True, safe)] if safe and outcome.conversation == before else []
        lines = mine + [Line(False, r.text, r.buttons, links=r.links) for r in outcome.replies]
        try:
            keep = transcript.add_missing if outcome.again else transcript.add
            keeping = asyncio.to_thread(keep, outcome.conversation, lines)
            await self._late.within(KEEPING if patience is None else patience, outcome.conversation, keeping)
        except Exception as error:
            self._metrics.failure("transcript")
            logger.error(json.dumps({"event": "transcript", "kind": type(error).__name__}))
            return replace(outcome, kept=False)
        return outcome

    async def letters(self, conversation: str) -> tuple[Reply, ...]:
        """What the office has written since; they stand in the talk from now on."""
        try:
            came = await asyncio.to_thread(letters.bring, conversation)
        except Exception as error:
            logger.error(json.dumps({"event": "letters", "kind": type(error).__name__}))
            return ()  # they wait for the next visit
        return tuple(Reply(letter.text, office=True) for letter in came)

    async def lines(self, conversation: str) -> list[Line]:
        """The talk so far, with the person's own numbers; empty when it cannot be read."""
        try:
            await self.letters(conversation)
            lines = await asyncio.to_thread(transcript.lines_of, conversation)
        except Exception as error:
            logger.error(json.dumps({"event": "transcript", "kind": type(error).__name__}))
            return []
        return [replace(one, text=await self._privacy.reveal(one.text, conversation)) for one in lines]

    async def forget(self, conversation: str) -> None:
        """Delete the talk kept for the page, and what is still being written of it; raise Unavailable
        when that fails."""
        await self._late.done(conversation)
        await asyncio.to_thread(transcript.forget, conversation)

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


def _each_button_once(spoken: list[Reply]) -> list[Reply]:
    """Nobody can tell two buttons of the same words apart: the later one stays, nearer to what comes next."""
    seen: set[str] = set()
    kept: list[Reply] = []
    for reply in reversed(spoken):
        buttons = {title: sealed for title, sealed in reply.buttons if title not in seen}
        seen.update(buttons)
        kept.append(replace(reply, buttons=tuple(buttons.items())))
    return kept[::-1]


def _links(custom: Any) -> tuple[tuple[str, str], ...]:
    """Pages of our own that a reply leads to; anything that could lead elsewhere is dropped."""
    named = (custom or {}).get("links") or ()
    return tuple((str(one["title"]), str(one["path"])) for one in named if _PATH.fullmatch(str(one["path"])))


def _sorry(message: Message, reason: str) -> Outcome:
    texts = easy_bubbles(words.APOLOGY) if message.easy else [words.APOLOGY]
    return Outcome(tuple(Reply(text) for text in texts), message.conversation, reason)
