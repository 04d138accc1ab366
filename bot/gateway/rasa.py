"""The way to Rasa: one message over HTTP, the replies back, every kind of failure named."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import httpx


class RasaFailure(Exception):
    """No usable reply. `reason` is one of: down, slow, refused, error, rubbish, silent."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RasaClient:
    """Speaks to the channel `bot.dialogue.channel` of the Rasa servers; a conversation stays with one."""

    def __init__(self, urls: Sequence[str], secret: str, http: httpx.AsyncClient) -> None:
        self._urls = [f"{url}/webhooks/yizhu/webhook" for url in urls]
        self._headers = {"Authorization": f"Bearer {secret}"}
        self._http = http

    async def say(
        self, sender: str, text: str, metadata: dict[str, Any], timeout: float, id: str | None = None
    ) -> list[dict[str, Any]]:
        """Send what a person typed; it is never taken as a command. `timeout` in seconds.

        The same `id` again brings the same replies, and after them `{"custom": {"again": true}}`.
        """
        return await self._send({"sender": sender, "text": text, "metadata": metadata}, timeout, id)

    async def press(
        self, sender: str, payload: str, metadata: dict[str, Any], timeout: float, id: str | None = None
    ) -> list[dict[str, Any]]:
        """Send the payload of a button that we issued; else as `say`."""
        return await self._send({"sender": sender, "payload": payload, "metadata": metadata}, timeout, id)

    async def _send(self, message: dict[str, Any], timeout: float, id: str | None) -> list[dict[str, Any]]:
        if id is not None:
            message["id"] = id
        try:
            answer = await self._post(message, timeout)
        except httpx.TimeoutException as error:
            raise RasaFailure("slow") from error
        except httpx.HTTPError as error:
            raise RasaFailure("down") from error
        if answer.status_code in {401, 403}:
            raise RasaFailure("refused")
        if answer.status_code != 200:
            raise RasaFailure("error")
        return _read(answer)

    async def _post(self, message: dict[str, Any], timeout: float) -> httpx.Response:
        """Send to the conversation's server; to another only if that one cannot even be reached.

        A message that was sent is never sent twice: it may have been acted on.
        """
        first, *others = self._by_preference(message["sender"])
        for url in (first, *others):
            try:
                return await self._http.post(url, json=message, headers=self._headers, timeout=timeout)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = error
        raise failed

    def _by_preference(self, sender: str) -> list[str]:
        """All servers in an order of this conversation's own; one more or less moves few conversations."""
        return sorted(self._urls, key=lambda url: hashlib.blake2b(f"{sender} {url}".encode()).digest())


def _read(answer: httpx.Response) -> list[dict[str, Any]]:
    try:
        messages = answer.json()
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise RasaFailure("rubbish") from error
    if not isinstance(messages, list) or not all(isinstance(one, dict) for one in messages):
        raise RasaFailure("rubbish")
    if not messages:
        raise RasaFailure("silent")  # Rasa answers `200 []` when an action failed
    return messages
