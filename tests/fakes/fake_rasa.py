"""A small HTTP fake of Rasa that can misbehave."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

SECRET = "0123456789abcdef0123456789abcdef"


@dataclass
class FakeRasa:
    """Answers like the channel; `mode` says how badly. Also plays the action server's /health."""

    mode: str = "normal"
    seconds: float = 0.0  # every answer takes so long
    held: bool = False  # no answer comes before this is taken back; unlike `seconds` it fits any machine
    answer: list[dict[str, Any]] | None = None  # instead of the echo
    got: list[dict[str, Any]] = field(default_factory=list)
    at_once: int = 0  # messages being answered now
    most_at_once: int = 0

    def app(self) -> Starlette:
        """The fake as an ASGI application."""
        return Starlette(
            routes=[
                Route("/webhooks/yizhu/webhook", self._webhook, methods=["POST"]),
                Route("/health", lambda request: JSONResponse({"status": "ok"})),
            ]
        )

    async def _webhook(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {SECRET}":
            return JSONResponse({}, 401)
        message = json.loads(await request.body())
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.seconds)
        while self.held:
            await asyncio.sleep(0.01)
        self.at_once -= 1
        self.got.append(message)
        return self._answer(message)

    def _answer(self, message: dict[str, Any]) -> Response:
        if self.mode == "error":
            return JSONResponse({"error": "turn failed"}, 500)
        if self.mode == "rubbish":
            return PlainTextResponse("<html>")
        if self.mode == "silent":
            return JSONResponse([])
        if self.mode == "blank":
            return JSONResponse([{"text": " ", "buttons": []}])
        if message.get("payload") == "/health_check":
            return JSONResponse([{"text": "ok", "buttons": []}])
        if self.answer is not None:
            return JSONResponse(self.answer)
        said = message.get("text", message.get("payload"))
        button = {"title": "约人回电", "payload": '/callback{"topic": "subsidy_amount"}'}
        return JSONResponse([{"text": f"收到：{said}", "buttons": [button]}])
