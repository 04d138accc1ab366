"""WeChat's API for an account: an access token that is renewed in time, errors by their number."""

import asyncio
import json
import time
from typing import Any

import httpx

from bot.wechat.settings import WechatSettings

PATIENCE = 10.0  # seconds for a call
BUSY = -1  # WeChat's word for “try again”
_EARLY = 300.0  # seconds before its end at which WeChat itself makes a new token; both hold meanwhile
_STALE = {40001, 40014, 42001}  # the token is wrong or over


class ApiError(Exception):
    """WeChat refused; `code` is its errcode."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class Unreachable(Exception):
    """WeChat did not answer, or not as it should."""


class WechatApi:
    """Calls for one account. Any number of copies may call: the stable token is the same for all."""

    def __init__(self, settings: WechatSettings, http: httpx.AsyncClient) -> None:
        self._settings = settings
        self._http = http
        self._token = ""
        self._until = 0.0
        self._renewing = asyncio.Lock()

    async def call(self, path: str, body: dict[str, Any]) -> None:
        """Call `path`, once more with a new token when the one at hand is no longer taken.

        Raises:
            ApiError: WeChat refused. Unreachable: it may have been done or not.
        """
        token = await self._fresh()
        code = await self._post(path, token, body)
        if code in _STALE:
            code = await self._post(path, await self._other_than(token), body)
        if code:
            raise ApiError(code)

    async def _fresh(self) -> str:
        """The token, asked for anew shortly before its end; whoever comes meanwhile waits for the same one."""
        async with self._renewing:
            if time.monotonic() >= self._until:
                await self._fetch(forced=False)
            return self._token

    async def _other_than(self, refused: str) -> str:
        """A token in the place of one that was refused."""
        async with self._renewing:
            if self._token == refused:
                await self._fetch(forced=False)
            if self._token == refused:  # the stable one is broken; forcing another is allowed 20 times a day
                await self._fetch(forced=True)
            return self._token

    async def _fetch(self, forced: bool) -> None:
        asked = {
            "grant_type": "client_credential",
            "appid": self._settings.app_id,
            "secret": self._settings.secret,
            "force_refresh": forced,
        }
        answer = await self._send("/cgi-bin/stable_token", {}, asked)
        token, seconds = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not isinstance(seconds, int):
            raise ApiError(int(answer.get("errcode") or BUSY))
        self._token = token
        self._until = time.monotonic() + max(seconds - _EARLY, seconds / 2)

    async def _post(self, path: str, token: str, body: dict[str, Any]) -> int:
        answer = await self._send(path, {"access_token": token}, body)
        return int(answer.get("errcode") or 0)

    async def _send(self, path: str, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
        # Not escaped: WeChat would show the person \u4f60 instead of 你.
        content = json.dumps(body, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8"}
        try:
            response = await self._http.post(
                f"{self._settings.api}{path}",
                params=query,
                content=content,
                headers=headers,
                timeout=PATIENCE,
            )
            answer = response.json() if response.status_code == 200 else None
        except (httpx.HTTPError, ValueError) as error:
            raise Unreachable from error
        if not isinstance(answer, dict):
            raise Unreachable
        return answer
