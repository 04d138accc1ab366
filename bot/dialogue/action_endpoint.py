"""The way from Rasa to the action server: one connection kept open, and only what actions read.

Rasa opens a connection for every call, waits up to five minutes for the answer, and sends all of every
message ever parsed.
"""

from typing import Any

import aiohttp
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.dialogue.whole_turns import break_turn

_REFUSED = 400  # status
_SECONDS = 8.0  # an action that takes longer has failed; the person must hear of it in time
_IDLE = 3.0  # seconds a connection is kept without a call: less than the action server keeps it (5)
#: Of an older message's parse, what actions look back at (see actions/not_helped.py, not_understood.py).
_LOOKED_BACK_AT = ("intent", "entities", "understood", "text")


class ActionEndpoint(EndpointConfig):
    """Rasa's endpoint of the action server, for one process; see `slim` for what is left out."""

    def __init__(self, url: str) -> None:
        super().__init__(url, enable_selective_domain=True)  # no action reads the domain
        self._open: aiohttp.ClientSession | None = None

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Send a call; the answer as JSON. Without one that can be read the turn is broken.

        Raises:
            ClientResponseError: the action refused (400, with its words) or failed (without them: they
                hold the whole conversation).
            aiohttp.ClientError, asyncio.TimeoutError, ValueError: no answer, or rubbish.
        """
        try:
            return await self._answer(kwargs["json"])
        except Exception as error:
            if getattr(error, "status", None) != _REFUSED:  # a form that leaves the message to others
                break_turn(str(kwargs["json"].get("next_action")))
            raise

    async def _answer(self, call: dict[str, Any]) -> Any:
        if self._open is None:
            connector = aiohttp.TCPConnector(keepalive_timeout=_IDLE)
            timeout = aiohttp.ClientTimeout(total=_SECONDS)
            self._open = aiohttp.ClientSession(connector=connector, timeout=timeout)
        async with self._open.post(self.url, json=slim(call)) as answer:
            if answer.status >= 400:
                words = await answer.text() if answer.status == _REFUSED else ""
                raise ClientResponseError(answer.status, answer.reason or "", words)
            told = await answer.json()
        if not isinstance(told, dict) or not all(
            isinstance(told.get(k), list) for k in ("events", "responses")
        ):
            raise ValueError("an answer needs the lists `events` and `responses`")
        return told

    async def close(self) -> None:
        """Close the connection."""
        if self._open is not None:
            await self._open.close()


def slim(body: dict[str, Any]) -> dict[str, Any]:
    """A call in whose past messages stands only what actions look back at."""
    tracker = body.get("tracker") or {}
    events = [
        event
        if event.get("event") != "user"
        else {
            **event,
            "parse_data": {k: v for k, v in event["parse_data"].items() if k in _LOOKED_BACK_AT},
        }
        for event in tracker.get("events") or []
    ]
    return {**body, "tracker": {**tracker, "events": events}}
