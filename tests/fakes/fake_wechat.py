"""WeChat's side of an official account: it brings messages as WeChat does, and serves the API that we call."""

import itertools
import json
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.wechat.cipher import MessageCipher, signature
from bot.wechat.settings import WechatSettings

APP_ID, TOKEN, AES_KEY = "wx5823bf96d3bd56c7", "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
SECRET = "not-a-real-secret"
OURS = "gh_0123456789ab"


@dataclass
class Api:
    """api.weixin.qq.com. `trouble`: what the next calls of `send` meet, an errcode, a status or "cut" each."""

    trouble: list[int | str] = field(default_factory=list)
    sent: list[tuple[str, str]] = field(default_factory=list)  # to whom, what
    calls: list[str] = field(default_factory=list)
    menus: list[dict] = field(default_factory=list)
    token: int = 1
    forced: int = 0
    seconds: int = 7200

    def app(self) -> Starlette:
        """It, as an ASGI application."""
        path = "/cgi-bin"
        return Starlette(
            routes=[
                Route(f"{path}/stable_token", self._stable_token, methods=["POST"]),
                Route(f"{path}/message/custom/send", self._send, methods=["POST"]),
                Route(f"{path}/message/custom/typing", self._typing, methods=["POST"]),
                Route(f"{path}/menu/create", self._menu, methods=["POST"]),
            ]
        )

    async def _stable_token(self, request: Request) -> Response:
        self.calls.append("token")
        asked = json.loads(await request.body())
        if asked["appid"] != APP_ID or asked["secret"] != SECRET:
            return JSONResponse({"errcode": 40125, "errmsg": "invalid appsecret"})
        if asked["force_refresh"]:
            self.token, self.forced = self.token + 1, self.forced + 1
        return JSONResponse({"access_token": f"token-{self.token}", "expires_in": self.seconds})

    async def _send(self, request: Request) -> Response:
        self.calls.append("send")
        if request.query_params["access_token"] != f"token-{self.token}":
            return JSONResponse({"errcode": 40001, "errmsg": "invalid credential"})
        if self.trouble:
            return self._misbehave(self.trouble.pop(0))
        raw = (await request.body()).decode()
        assert "\\u" not in raw, "WeChat shows escapes as they are"
        message = json.loads(raw)
        assert len(message["text"]["content"].encode()) <= 2048
        self.sent.append((message["touser"], message["text"]["content"]))
        return JSONResponse({"errcode": 0, "errmsg": "ok"})

    def _misbehave(self, how: int | str) -> Response:
        if how == "cut":
            return Cut()
        if isinstance(how, int) and 400 <= how < 600:
            return PlainTextResponse("<html>", how)
        return JSONResponse({"errcode": how, "errmsg": "x"})

    async def _typing(self, request: Request) -> Response:
        self.calls.append("typing")
        return JSONResponse({"errcode": 0})

    async def _menu(self, request: Request) -> Response:
        self.calls.append("menu")
        self.menus.append(json.loads(await request.body()))
        return JSONResponse({"errcode": 0})


class Cut(Response):
    """The line is cut before anything is answered."""

    async def __call__(self, scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        raise ConnectionError("cut")


class Side:
    """WeChat's servers in front of an account, and the people who have it."""

    def __init__(self, url: str, account: WechatSettings) -> None:
        self.url = url
        self.account = account
        self.cipher = MessageCipher(account.aes_key, account.app_id) if account.aes_key else None
        self.seen: dict[str, list[str]] = defaultdict(list)  # what each person was answered
        self._numbers = itertools.count(int(time.time() * 1e9))
        self._pool = ThreadPoolExecutor(64)
        self.http = httpx.Client(base_url=url, trust_env=False)

    def text(self, who: str, said: str, number: int | None = None) -> str:
        """A person types something; returns what they see in answer, empty when nothing."""
        return self.message(who, "text", number, Content=said)

    def message(self, who: str, kind: str, number: int | None = None, **fields: str) -> str:
        """A message of any kind."""
        number = number or next(self._numbers)
        return self.bring(who, self.xml(who, kind, MsgId=str(number), **fields))

    def event(self, who: str, event: str, key: str = "", at: int | None = None, **fields: str) -> str:
        """A tap on the menu, someone came or left."""
        return self.bring(who, self.xml(who, "event", at, Event=event, EventKey=key, **fields))

    def soon(self, act: Callable[..., str], *given: object) -> "Future[str]":
        """The same beside other things."""
        return self._pool.submit(act, *given)

    def bring(self, who: str, xml: str) -> str:
        """Bring a message as WeChat does: five seconds, three times; what a person sees is one answer."""
        for _ in range(3):
            try:
                answer = self.post(xml, timeout=5.0)
            except httpx.HTTPError:
                continue
            assert answer.status_code == 200, answer.status_code
            shown = self.read(answer)
            if shown:
                self.seen[who].append(shown)
            return shown
        self.seen[who].append("该公众号暂时无法提供服务，请稍后再试")
        return ""

    def post(self, xml: str, timeout: float = 30.0, **changed: str) -> httpx.Response:
        """One request; `changed` replaces parameters of its address."""
        stamp, nonce = str(int(time.time())), "1372623149"
        query = {"timestamp": stamp, "nonce": nonce, "openid": "o"}
        body = xml
        if self.cipher:
            sealed = self.cipher.close(xml.encode())
            query["encrypt_type"] = "aes"
            query["msg_signature"] = signature(TOKEN, stamp, nonce, sealed)
            body = f"<xml><ToUserName><![CDATA[{OURS}]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
        query["signature"] = signature(TOKEN, stamp, nonce)
        query |= changed
        return self.http.post("/wechat", params=query, content=body.encode(), timeout=timeout)

    def read(self, answer: httpx.Response) -> str:
        """What WeChat shows of an answer; a wrong one fails the test."""
        if answer.text in {"", "success"}:
            return ""
        root = ElementTree.fromstring(answer.content)
        if self.cipher:
            parts = [root.findtext(name) or "" for name in ("TimeStamp", "Nonce", "Encrypt")]
            assert root.findtext("MsgSignature") == signature(TOKEN, *parts)
            root = ElementTree.fromstring(self.cipher.open(parts[2]))
        assert root.findtext("FromUserName") == OURS
        assert root.findtext("MsgType") == "text"
        content = root.findtext("Content") or ""
        assert 0 < len(content.encode()) <= 2048
        return content

    def xml(self, who: str, kind: str, at: int | None = None, **fields: str) -> str:
        """A message as it stands inside the envelope."""
        head = {"ToUserName": OURS, "FromUserName": who, "CreateTime": str(at or int(time.time()))}
        values = {**head, "MsgType": kind, **fields}
        return (
            "<xml>"
            + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in values.items())
            + "</xml>"
        )

    def close(self) -> None:
        """End all connections."""
        self._pool.shutdown()
        self.http.close()
