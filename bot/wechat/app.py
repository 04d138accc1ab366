"""The WeChat door inside the gateway: its address, and what runs beside it."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.doors.interface import Incoming
from bot.doors.passive import Passive
from bot.doors.porter import Porter
from bot.gateway.chat import Chat
from bot.gateway.incoming import Refused as TooBig
from bot.gateway.incoming import body
from bot.settings import Settings
from bot.wechat import reading, words
from bot.wechat.api import BUSY, ApiError, Unreachable, WechatApi
from bot.wechat.door import NAME, WechatDoor
from bot.wechat.envelope import Envelope, Refused
from bot.wechat.menu import menu
from bot.wechat.settings import WechatSettings
from casework import peers
from casework.errors import CaseworkError

logger = logging.getLogger("yizhu.wechat")

PATH = "/wechat"
NOTHING = "success"  # WeChat's word for “received, nothing to show”
_AGAIN = 60.0  # seconds to the next try to make the menu


class Wechat:
    """One account."""

    def __init__(self, wechat: WechatSettings, settings: Settings) -> None:
        self._wechat = wechat
        self._settings = settings
        self._envelope = Envelope(wechat)
        self._passive: Passive

    def routes(self) -> list[Route]:
        """The address that is entered on the account's pages."""
        return [Route(PATH, self.hello, methods=["GET"]), Route(PATH, self.message, methods=["POST"])]

    @asynccontextmanager
    async def running(self, chat: Chat, http: httpx.AsyncClient) -> AsyncIterator[None]:
        """Work in the running event loop; turns under way are finished at the end."""
        api = WechatApi(self._wechat, http) if self._wechat.secret else None
        door = WechatDoor(api)
        porter = Porter(door, chat, self._settings.public_base, self._settings.running)
        self._passive = Passive(door, porter)
        porter.start()
        beside = asyncio.create_task(_make_menu(api)) if api else None
        try:
            yield
        finally:
            if beside:
                beside.cancel()
            await porter.stop(self._settings.deadline)

    async def hello(self, request: Request) -> Response:
        """GET: WeChat asks whether this address is ours, when it is entered."""
        try:
            self._envelope.check(request.query_params)
        except Refused as refused:
            return _refuse(refused)
        return PlainTextResponse(request.query_params.get("echostr", ""))

    async def message(self, request: Request) -> Response:
        """POST: a message or an event; the answer travels back inside the response."""
        try:
            self._envelope.check(request.query_params)
            fields = self._envelope.open(request.query_params, await body(request))
        except Refused as refused:
            return _refuse(refused)
        except TooBig as refused:
            return _refuse(Refused(refused.reason), refused.status)
        if reading.left(fields):
            return await self._left(fields["FromUserName"])
        incoming = reading.read(fields)
        text = await self._answer(incoming) if incoming else ""
        if not text:
            return PlainTextResponse(NOTHING)
        return Response(self._envelope.reply(fields, text), media_type="application/xml")

    async def _answer(self, incoming: Incoming) -> str:
        try:
            return await self._passive.answer(incoming)
        except CaseworkError:
            return words.NOT_KEPT

    async def _left(self, address: str) -> Response:
        try:
            await asyncio.to_thread(peers.set_blocked, NAME, address, True)
        except CaseworkError:
            return PlainTextResponse("", 503)  # WeChat says it again
        return PlainTextResponse(NOTHING)


def _refuse(refused: Refused, status: int = 403) -> Response:
    logger.warning(json.dumps({"event": "refused", "door": NAME, "reason": refused.reason}))
    return PlainTextResponse("", status)


async def _make_menu(api: WechatApi) -> None:
    """Make the menu; the door works without it."""
    while True:
        try:
            return await api.call("/cgi-bin/menu/create", menu())
        except ApiError as error:
            logger.warning(json.dumps({"event": "menu", "door": NAME, "errcode": error.code}))
            if error.code != BUSY:
                return
        except Unreachable:
            logger.warning(json.dumps({"event": "menu", "door": NAME, "reason": "unreachable"}))
        await asyncio.sleep(_AGAIN)
