"""What both forms of the web chat share: limits, the conversation, the way to `Chat`."""

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.gateway import words
from bot.gateway.buttons import Buttons
from bot.gateway.chat import Chat, Message, Outcome
from bot.gateway.easy import set_switch, switch_of
from bot.gateway.health import Probe
from bot.gateway.incoming import Refused, Said, body
from bot.gateway.limits import Limits
from bot.gateway.metrics import Metrics
from bot.gateway.once import Once
from bot.gateway.order import Crowded, Turnstile
from bot.gateway.session import Sessions

Reader = Callable[[bytes, Buttons, "str | None"], Said]


@dataclass(frozen=True)
class Door:
    """The parts a request needs; one for the whole gateway."""

    chat: Chat
    buttons: Buttons
    sessions: Sessions
    limits: Limits
    turnstile: Turnstile
    metrics: Metrics
    probe: Probe
    once: Once

    async def enter(self, request: Request, reader: Reader) -> Outcome:
        """Take the message of a request through; raise Refused when it is not accepted."""
        known = self.sessions.of(request)
        try:
            said = reader(await body(request), self.buttons, known)
            if said.id is None or known is None:
                return await self._through(request, said, known)
            key = (known, _mark(said))
            return await self.once.take(key, lambda: self._through(request, said, known))
        except Crowded as crowded:
            self.metrics.refusal("crowded")
            status, text = (429, words.TOO_FAST) if crowded.mine else (503, words.BUSY)
            raise Refused(status, text, "crowded", retry_after=5) from crowded
        except Refused as refused:
            self.metrics.refusal(refused.reason)
            raise

    async def _through(self, request: Request, said: Said, known: str | None) -> Outcome:
        wait = await self.limits.take(known, request.client.host if request.client else "")
        if wait:
            raise Refused(429, words.TOO_FAST, "too_fast", retry_after=math.ceil(wait))
        id = _mark(said) if said.id else None
        message = Message(said.what, known or self.sessions.new(), easy=switch_of(request), id=id)
        outcome = await self.chat.take(message)
        if outcome.failure:
            self.probe.doubt()
        return outcome

    def settle(self, request: Request, response: Response, outcome: Outcome) -> None:
        """Keep in the browser what came of a message: the conversation, and the switch for easy words."""
        self.keep(request, response, outcome.conversation)
        if outcome.easy is not None:
            set_switch(request, response, outcome.easy)

    def keep(self, request: Request, response: Response, conversation: str) -> None:
        """Set the cookie unless the request already carries this conversation."""
        if self.sessions.of(request) != conversation:
            self.sessions.keep(response, conversation, secure=request.url.scheme == "https")


def _mark(said: Said) -> str:
    """Tells messages apart by the sender's id and the words, without keeping the words."""
    return hashlib.blake2s(repr((said.id, said.what)).encode(), digest_size=16).hexdigest()
