"""A small HTTP fake of Telegram's Bot API: people write to a bot, and it can fail in Telegram's ways."""

import asyncio
import itertools
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from waiting import eventually

TOKEN = "4711:toy-token"
BOT = {"id": 4711, "is_bot": True, "first_name": "伊助", "username": "yizhu_bot"}
OK = {"ok": True, "result": True}


def refusal(code: int, description: str, **parameters: int) -> dict[str, Any]:
    """An answer as Telegram refuses: 429 with `retry_after`, 403, 400, 500."""
    return {"ok": False, "error_code": code, "description": description, "parameters": parameters}


@dataclass
class FakeTelegram:
    """The calls that came, the updates that wait, and how the next calls of a method fail.

    `failures`: by method, answers given one by one instead of doing what is asked; "cut" hangs up.
    """

    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    failures: dict[str, list[Any]] = field(default_factory=dict)
    updates: list[dict[str, Any]] = field(default_factory=list)
    confirmed: int = 0  # updates below this number will not come again
    _numbers: Any = field(default_factory=lambda: itertools.count(1000))

    def app(self) -> Starlette:
        """The fake as an ASGI application."""
        return Starlette(routes=[Route("/bot{token}/{method}", self._call, methods=["GET", "POST"])])

    async def _call(self, request: Request) -> Response:
        method = request.path_params["method"]
        if request.path_params["token"] != TOKEN:
            return JSONResponse(refusal(401, "Unauthorized"), 401)
        said = {name: _value(value) for name, value in (await request.form()).items()}
        self.calls.append((method, said))
        if self.failures.get(method):
            failure = self.failures[method].pop(0)
            if failure == "cut":
                raise ConnectionError("hung up")
            return JSONResponse(failure, failure["error_code"])
        if method == "getUpdates":
            return JSONResponse({"ok": True, "result": await self._waiting(said)})
        if method == "getMe":
            return JSONResponse({"ok": True, "result": BOT})
        if method == "sendMessage":
            chat = {"id": said["chat_id"], "type": "private"}
            sent = {"message_id": next(self._numbers), "date": 1, "chat": chat, "text": said["text"]}
            self.calls[-1][1]["message_id"] = sent["message_id"]
            return JSONResponse({"ok": True, "result": sent})
        return JSONResponse(OK)

    async def _waiting(self, said: dict[str, Any]) -> list[dict[str, Any]]:
        self.confirmed = max(self.confirmed, int(said.get("offset", 0)))
        until = time.monotonic() + min(float(said.get("timeout", 0)), 2.0)
        while True:
            waiting = [one for one in self.updates if one["update_id"] >= self.confirmed]
            if waiting or time.monotonic() > until:
                return waiting[:100]
            await asyncio.sleep(0.02)

    def update(self, **what: Any) -> dict[str, Any]:
        """A new update; it waits to be asked for."""
        self.updates.append({"update_id": next(self._numbers), **what})
        return self.updates[-1]

    def say(self, to: int, text: str = "", **more: Any) -> dict[str, Any]:
        """A person writes to the bot in a chat of their own."""
        return self.update(message=self.message(to, text, **more))

    def message(self, to: int, text: str = "", **more: Any) -> dict[str, Any]:
        """What a message looks like."""
        message = {
            **{"message_id": next(self._numbers), "date": int(time.time())},
            **{"chat": {"id": to, "type": "private"}, "from": person(to)},
        }
        if text:
            message["text"] = text
            if text.startswith("/"):
                length = len(text.split()[0])
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return message | more

    def tap(self, chat: int, title: str) -> dict[str, Any]:
        """A person taps the newest button with this title."""
        for sent in reversed(self.sent(chat)):
            for row in sent.get("reply_markup", {}).get("inline_keyboard", []):
                if row[0]["text"] == title:
                    return self._tapped(chat, sent, row[0]["callback_data"])
        raise AssertionError(f"no button {title!r} in {self.texts(chat)}")

    def _tapped(self, chat: int, sent: dict[str, Any], data: str) -> dict[str, Any]:
        below = {"message_id": sent["message_id"], "date": 1, "chat": {"id": chat, "type": "private"}}
        query = {"id": str(next(self._numbers)), "from": person(chat), "chat_instance": "1", "data": data}
        return self.update(callback_query={**query, "message": below | {"from": BOT, "text": sent["text"]}})

    def sent(self, chat: int) -> list[dict[str, Any]]:
        """The messages that arrived in a chat."""
        return [
            said
            for name, said in self.calls
            if name == "sendMessage" and said["chat_id"] == chat and "message_id" in said
        ]

    def texts(self, chat: int) -> list[str]:
        """Their words."""
        return [said["text"] for said in self.sent(chat)]

    def wait(self, chat: int, count: int, seconds: float = 30.0) -> list[str]:
        """The words that arrived in a chat, once there are `count` messages."""
        self.until(lambda: len(self.sent(chat)) >= count, seconds)
        return self.texts(chat)

    def of(self, method: str) -> list[dict[str, Any]]:
        """What was asked with a method."""
        return [said for name, said in self.calls if name == method]

    def until(self, true: Callable[[], Any], seconds: float = 30.0) -> None:
        """Wait until something is true."""
        assert eventually(true, seconds), self.calls[-20:]


def person(number: int) -> dict[str, Any]:
    """Somebody with this number."""
    return {"id": number, "is_bot": False, "first_name": "某某"}


def _value(value: Any) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value
