"""WeChat as a door: what it can show, and how a piece gets to a person by the customer-service interface."""

import asyncio
import contextlib

from bot.doors.interface import Capabilities, Gone, Later, OnlyInAnswer, Piece, Undeliverable
from bot.doors.split import utf8
from bot.wechat.api import ApiError, Unreachable, WechatApi

NAME = "wechat"
LIMIT = 2048  # bytes of a text, in an answer and by the interface
PATIENCE = 5.0  # seconds after which WeChat no longer takes an answer
_THINKING = 2.0  # seconds until a person is shown that we are at it
_TYPING = 12.0  # seconds between two such signs; each is seen for 15

# By errcode. WeChat's answer stands for a person, not for us: writing is allowed for a while after they wrote.
_ONLY_IN_ANSWER = {45015, 45047, 48001}  # 48 hours are over; five messages were sent; not allowed at all
_SHUT = {43004, 43019, 48002, 50002}  # not subscribed; blocked; takes no messages; the person is barred
_NEVER = {40003, 40008, 44004, 45002, 87014}  # no such person; wrong kind; empty; too long; WeChat's censor
_WAITS = {-1: 2.0, 45009: 300.0, 45011: 20.0}  # busy; the day's calls are used up; the minute's
_UNKNOWN = 30.0  # seconds; a wrong secret, an address not on the list: the operator has to act


class WechatDoor:
    """Without an `api` it only answers; see bot.doors.interface.Door."""

    name = NAME

    def __init__(self, api: WechatApi | None) -> None:
        self._api = api
        self.capabilities = Capabilities(
            buttons="numbered",
            longest=LIMIT,
            measure=utf8,
            joins=True,
            pushes=api is not None,
            patience=PATIENCE,
        )

    async def deliver(self, address: str, piece: Piece) -> None:
        """Send a message."""
        if self._api is None:
            raise OnlyInAnswer
        message = {"touser": address, "msgtype": "text", "text": {"content": piece.text}}
        try:
            await self._api.call("/cgi-bin/message/custom/send", message)
        except Unreachable as error:
            raise Later(2.0) from error
        except ApiError as error:
            raise _meaning(error.code) from error

    async def busy(self, address: str) -> None:
        """Show “typing” until cancelled, once an answer takes longer than usual."""
        if self._api is None:
            return
        await asyncio.sleep(_THINKING)
        while True:
            with contextlib.suppress(ApiError, Unreachable):
                await self._api.call(
                    "/cgi-bin/message/custom/typing", {"touser": address, "command": "Typing"}
                )
            await asyncio.sleep(_TYPING)


def _meaning(code: int) -> Exception:
    if code in _ONLY_IN_ANSWER:
        return OnlyInAnswer()
    if code in _SHUT:
        return Gone()
    if code in _NEVER:
        return Undeliverable(f"errcode {code}")
    return Later(_WAITS.get(code, _UNKNOWN))
