"""One message of a door through the assistant: choices opened, Rasa asked, the replies in the door's form."""

import asyncio
from dataclasses import dataclass, replace

from bot.doors import words
from bot.doors.interface import Door, Piece
from bot.doors.number import meant
from bot.doors.shape import shape, with_room
from bot.gateway import words as gateway_words
from bot.gateway.buttons import Pressed
from bot.gateway.chat import Chat, Message, Outcome, Reply
from bot.gateway.clean import clean
from bot.gateway.incoming import LONGEST_TEXT
from casework import choices, peers
from casework.choices import Choice, Chosen
from casework.inbox import Claimed, Json
from casework.peers import Peer


@dataclass(frozen=True)
class Answer:
    """What came of a message.

    `used`: the keyboard that was pressed; `all_used`: nothing offered before can be chosen any more;
    `moved_to`: the conversation in which the talk goes on.
    """

    pieces: list[Piece]
    choices: list[Choice]
    used: str | None = None
    all_used: bool = False
    moved_to: str | None = None


class Turns:
    """Answers the messages of one door."""

    def __init__(self, door: Door, chat: Chat, base: str = "") -> None:
        self._door = door
        self._chat = chat
        self._can = with_room(door.capabilities)
        self._base = base

    async def answer(self, claimed: Claimed, peer: Peer) -> Answer:
        """Answer a claimed message; raise order.Crowded when there is no room for it now."""
        said, first = claimed.said, claimed.said["first"]
        if said["kind"] == "more":
            return Answer([], [])
        if said["kind"] == "notice":
            return self._words(claimed, first)
        if claimed.state == "asked":  # whoever asked Rasa has died; it may have been done or not
            return self._words(claimed, words.INTERRUPTED)
        chosen = await self._chosen(said, peer)
        if chosen is not None and chosen.used:
            return Answer([], [])  # a second tap on the same keyboard; the first is answered
        if said["kind"] == "press" and chosen is None:
            return self._words(claimed, gateway_words.UNKNOWN_BUTTON)
        message = _message(said, chosen, peer)
        if isinstance(message, str) and not message:
            return self._words(claimed, gateway_words.EMPTY)
        if isinstance(message, str) and len(message) > LONGEST_TEXT:
            return self._words(claimed, gateway_words.TOO_LONG)
        outcome = await self._chat.take(Message(message, peer.conversation, self._door.name, peer.easy))
        return await self._read(claimed, outcome, chosen)

    async def _chosen(self, said: Json, peer: Peer) -> Chosen | None:
        if said["kind"] == "press":
            return await asyncio.to_thread(choices.open_token, said["value"], peer.conversation)
        if said["kind"] == "text" and self._door.capabilities.buttons == "numbered":
            offered = await asyncio.to_thread(choices.newest, peer.conversation)
            return meant(said["value"], offered)
        return None

    async def _read(self, claimed: Claimed, outcome: Outcome, chosen: Chosen | None) -> Answer:
        if outcome.easy is not None:
            await asyncio.to_thread(peers.set_easy, claimed.conversation, outcome.easy)
        replies = list(outcome.replies)
        before = [claimed.said["first"]] if claimed.said["first"] else []
        if chosen is not None:
            before.append(words.CHOSEN.format(title=chosen.title))
        if before:
            replies[0] = replace(replies[0], text="\n".join([*before, replies[0].text]))
        # After a failure the same buttons can be pressed again.
        done = chosen is not None and outcome.failure is None
        closes = claimed.said["origin"] if done else ""
        pieces, issued = shape(replies, self._can, str(claimed.id), closes, self._base)
        moved = outcome.conversation if outcome.conversation != claimed.conversation else None
        numbered = self._door.capabilities.buttons == "numbered"  # a number means the newest list only
        return Answer(
            pieces,
            issued,
            used=chosen.keyboard if done and chosen else None,
            all_used=numbered and outcome.failure is None,
            moved_to=moved,
        )

    def _words(self, claimed: Claimed, text: str) -> Answer:
        pieces, issued = shape([Reply(text)], self._can, str(claimed.id))
        return Answer(pieces, issued)


def _message(said: Json, chosen: Chosen | None, peer: Peer) -> str | Pressed:
    if chosen is not None:
        return Pressed(chosen.title, chosen.payload)
    if said["kind"] == "order":
        return Pressed("", said["value"])
    if said["kind"] == "easy":
        return Pressed("", '/control{"control": "normal"}' if peer.easy else '/control{"control": "simpler"}')
    return clean(said["value"])
