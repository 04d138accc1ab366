"""The real gateway on a real port, against a small HTTP fake of Rasa that can misbehave."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from browser import chromium
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.gateway.app import Keeping, build
from bot.gateway.privacy import Privacy
from bot.settings import Settings
from casework.db import dispose
from casework.phones import find_private
from casework.vault import get, put

SECRET = "0123456789abcdef0123456789abcdef"


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(app: Any, port: int) -> Iterator[str]:
    """Serve an ASGI application from a thread; yields its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", access_log=False, ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@dataclass
class FakeRasa:
    """Answers like the channel; `mode` says how badly. Also plays the action server's /health."""

    mode: str = "normal"
    seconds: float = 0.0  # every answer takes so long
    answer: list[dict[str, Any]] | None = None  # instead of the echo
    got: list[dict[str, Any]] = field(default_factory=list)
    most_at_once: int = 0
    _now: int = 0

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
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        await run_in_threadpool(time.sleep, self.seconds)
        self._now -= 1
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


@dataclass
class House:
    """A gateway with its fake Rasa."""

    url: str
    rasa: FakeRasa
    data_dir: Path

    def client(self) -> httpx.Client:
        """A browser of one more person."""
        return httpx.Client(base_url=self.url, timeout=30, trust_env=False)


@pytest.fixture
def rasa() -> FakeRasa:
    """The fake, to be told how to behave."""
    return FakeRasa()


@pytest.fixture
def start(
    rasa: FakeRasa, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., "House"]]:
    """Starts a gateway with the given settings; `down=True` leaves Rasa out."""
    monkeypatch.setenv("YIZHU_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    running: list[Any] = []

    def make(down: bool = False, **changed: Any) -> House:
        port = free_port()
        if not down:
            running.append(served(rasa.app(), port))
            running[-1].__enter__()
        settings = Settings(
            rasa_port=port, actions_port=port, data_dir=tmp_path, channel_secret=SECRET, **changed
        )
        app = build(settings, Keeping(b"k" * 32, Privacy(find_private, put, get)))
        running.append(served(app, free_port()))
        return House(running[-1].__enter__(), rasa, tmp_path)

    yield make
    for one in reversed(running):
        one.__exit__(None, None, None)
    dispose()


@pytest.fixture
def house(start: Callable[..., House]) -> House:
    """A gateway without rate limits and with a short deadline."""
    return start(rate_limited=False, deadline=2.0)


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """One Chromium for the tests of a file."""
    with sync_playwright() as playwright, chromium(playwright) as browser:
        yield browser


@pytest.fixture
def visit(chrome: Browser, house: House) -> Iterator[Callable[..., Page]]:
    """Opens a page as one more person, in a window of their own; an error of the page's script fails the test."""
    windows: list[Any] = []
    errors: list[str] = []

    def make(path: str = "/", width: int = 390, height: int = 800, **wishes: Any) -> Page:
        windows.append(chrome.new_context(viewport={"width": width, "height": height}, **wishes))
        page: Page = windows[-1].new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(house.url + path)
        return page

    yield make
    for window in windows:
        window.close()
    assert errors == []
