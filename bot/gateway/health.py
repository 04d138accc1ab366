"""Can a message be answered end to end? A real turn asks, at most every three seconds."""

import asyncio
import time
from typing import Any

import httpx

from bot.gateway.rasa import RasaClient, RasaFailure

PAYLOAD = "/health_check"
FRESH = 3.0  # seconds a result is passed on to others who ask
PATIENCE = 6.0  # seconds the probe turn may take
SENDER_SECONDS = 300  # a new probe conversation every five minutes keeps its history short


class Probe:
    """Sends a probe turn through Rasa and the action server."""

    def __init__(self, rasa: RasaClient, actions_url: str, http: httpx.AsyncClient) -> None:
        self._rasa = rasa
        self._actions_url = actions_url
        self._http = http
        self._one = asyncio.Lock()
        self._result: dict[str, Any] = {}
        self._until = 0.0

    async def result(self) -> dict[str, Any]:
        """`{"status": "ok"}`, or status "down" with the `part` that fails: rasa or actions."""
        async with self._one:
            if time.monotonic() >= self._until:
                self._result = await self._ask()
                self._until = time.monotonic() + FRESH
            return self._result

    def doubt(self) -> None:
        """Ask anew at the next call: a turn has just failed, whatever the last result was."""
        self._until = 0.0

    async def _ask(self) -> dict[str, Any]:
        sender = f"health-{int(time.time()) // SENDER_SECONDS}"
        try:
            replies = await self._rasa.press(sender, PAYLOAD, {"door": "health", "easy": False}, PATIENCE)
        except RasaFailure as failure:
            part = "actions" if failure.reason == "silent" else await self._blame()
            return {"status": "down", "part": part, "reason": failure.reason}
        if any(reply.get("text") == "ok" for reply in replies):
            return {"status": "ok"}
        return {"status": "down", "part": "actions", "reason": "wrong answer"}

    async def _blame(self) -> str:
        """Rasa did not answer: was it waiting for the action server?"""
        try:
            answer = await self._http.get(f"{self._actions_url}/health", timeout=1.0)
        except httpx.TimeoutException:
            return "actions"
        except httpx.HTTPError:
            return "rasa"  # both are away; Rasa is the part we spoke to
        return "rasa" if answer.status_code == 200 else "actions"
