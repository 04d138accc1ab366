"""What both forms of the web chat share: limits, the conversation, the way to `Chat`."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.gateway import words
from bot.gateway.buttons import Buttons, Pressed
from bot.gateway.chat import Chat, Message, Outcome
from bot.gateway.easy import set_switch, switch_of
from bot.gateway.health import Probe
from bot.gateway.incoming import Refused, body
from bot.gateway.limits import Limits
from bot.gateway.metrics import Metrics
from bot.gateway.order import Crowded, Turnstile
from bot.gateway.session import Sessions

Reader = Callable[[bytes, Buttons, "str | None"], "str | Pressed"]


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

    async def enter(self, request: Request, reader: Reader) -> Outcome:
        """Take the message of a request through; raise Refused when it is not accepted."""
        known = self.sessions.of(request)
        try:
            said = reader(await body(request), self.buttons, known)
            wait = self.limits.take(known, request.client.host if request.client else "")
            if wait:
                raise Refused(429, words.TOO_FAST, "too_fast", retry_after=math.ceil(wait))
            message = Message(said, known or self.sessions.new(), easy=switch_of(request))
            outcome = await self.chat.take(message)
            if outcome.failure:
                self.probe.doubt()
            return outcome
        except Crowded as crowded:
            self.metrics.refusal("crowded")
            status, text = (429, words.TOO_FAST) if crowded.mine else (503, words.BUSY)
            raise Refused(status, text, "crowded", retry_after=5) from crowded
        except Refused as refused:
            self.metrics.refusal(refused.reason)
            raise

    def settle(self, request: Request, response: Response, outcome: Outcome) -> None:
        """Keep in the browser what came of a message: the conversation, and the switch for easy words."""
        self.keep(request, response, outcome.conversation)
        if outcome.easy is not None:
            set_switch(request, response, outcome.easy)

    def keep(self, request: Request, response: Response, conversation: str) -> None:
        """Set the cookie unless the request already carries this conversation."""
        if self.sessions.of(request) != conversation:
            self.sessions.keep(response, conversation, secure=request.url.scheme == "https")
