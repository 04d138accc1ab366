"""The real gateway on a real port, against a small HTTP fake of Rasa that can misbehave."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from browser import LOOKS, chromium
from fake_rasa import SECRET, FakeRasa
from playwright.sync_api import Browser, Page, sync_playwright
from serving import served

from bench.ports import free_port
from bot.gateway.app import build
from bot.gateway.keeping import Keeping
from bot.gateway.privacy import Privacy
from bot.settings import Settings
from bot.wechat.settings import WechatSettings
from casework.db import dispose
from casework.phones import find_private
from casework.vault import get, put


@dataclass
class House:
    """A gateway with its fake Rasa."""

    url: str
    rasa: FakeRasa
    data_dir: Path
    stop: Callable[[], None]

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
    """Starts a gateway with the given settings and WeChat account; `down=True` leaves Rasa out."""
    monkeypatch.setenv("YIZHU_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    running: list[Any] = []

    def make(down: bool = False, account: WechatSettings | None = None, **changed: Any) -> House:
        port = free_port()
        if not down:
            running.append(served(rasa.app(), port))
            running[-1].__enter__()
        settings = Settings(
            rasa_port=port, actions_port=port, data_dir=tmp_path, channel_secret=SECRET, **changed
        )
        app = build(settings, Keeping(b"k" * 32, Privacy(find_private, put, get)), account)
        up = served(app)
        running.append(up)
        return House(up.__enter__(), rasa, tmp_path, partial(stop, up))

    def stop(up: Any) -> None:
        running.remove(up)
        up.__exit__(None, None, None)

    yield make
    rasa.held = False
    for one in reversed(running):
        one.__exit__(None, None, None)
    dispose()


@pytest.fixture
def serve() -> Iterator[Callable[[Any], str]]:
    """Serves any application until the end of the test; returns its address."""
    running: list[Any] = []

    def make(app: Any) -> str:
        running.append(served(app))
        return str(running[-1].__enter__())

    yield make
    for one in reversed(running):
        one.__exit__(None, None, None)


@pytest.fixture
def house(start: Callable[..., House]) -> House:
    """A gateway without rate limits."""
    return start(rate_limited=False)


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
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(house.url + path)
        return page

    yield make
    for window in windows:
        window.close()
    assert errors == []


@pytest.fixture
def look(visit: Callable[..., Page], house: House) -> Callable[..., Page]:
    """Opens a page in one of `LOOKS`."""

    def make(name: str, path: str = "/", **more: Any) -> Page:
        wishes = {**LOOKS[name], **more}
        cookie = wishes.pop("look", None)
        page = visit(**wishes)
        if cookie:
            page.context.add_cookies([{"name": "look", "value": cookie, "url": house.url}])
        page.goto(house.url + path)
        return page

    return make
