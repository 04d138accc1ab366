"""One conversation with the running system over /api/chat, timed."""

import itertools
import time
from dataclasses import dataclass
from typing import Any

import httpx

from bot.gateway.words import APOLOGY

_TIMEOUT = 30.0  # seconds; the system promises an answer within 15
_PATIENCE = 20  # tries of one message before a rate limit counts as a failure


@dataclass(frozen=True)
class Turn:
    """One reply: how long it took in seconds, what was said, and the buttons under it."""

    seconds: float
    text: str
    buttons: tuple[str, ...]
    failed: bool = False  # no turn was taken


class Talk:
    """A conversation of its own (its own cookie). Waiting for a rate limit is not timed, but counted.

    With several addresses (copies of one system) each message goes to the next of them.
    """

    def __init__(self, *urls: str) -> None:
        self._client = httpx.Client(timeout=_TIMEOUT)
        self._urls = itertools.cycle(urls)
        self.held_back = 0

    def __enter__(self) -> "Talk":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def say(self, text: str) -> Turn:
        """Type a message."""
        return self._send({"text": text})

    def press(self, button: str) -> Turn:
        """Press a button of an earlier reply."""
        return self._send({"button": button})

    def live(self) -> float:
        """Seconds that /livez takes: the way to the gateway and back, with no work done."""
        started = time.perf_counter()
        self._client.get(f"{next(self._urls)}/livez").raise_for_status()
        return time.perf_counter() - started

    def _send(self, message: dict[str, str]) -> Turn:
        for _ in range(_PATIENCE):
            started = time.perf_counter()
            answered = self._client.post(f"{next(self._urls)}/api/chat", json=message)
            seconds = time.perf_counter() - started
            if answered.status_code != 429:
                answered.raise_for_status()
                return _turn(seconds, answered.json()["replies"])
            self.held_back += 1
            time.sleep(float(answered.headers.get("Retry-After", 1)))
        answered.raise_for_status()
        raise AssertionError("unreachable: a 429 raises")


def _turn(seconds: float, replies: list[dict[str, Any]]) -> Turn:
    text = "\n".join(reply["text"] for reply in replies)
    buttons = tuple(b["button"] for reply in replies for b in reply["buttons"])
    return Turn(seconds, text, buttons, failed=APOLOGY in text)
