"""The real gateway with the desk on a real port, on a database of each kind, and people to work there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from serving import served

from bot.desk import login
from bot.gateway.app import Keeping, build
from bot.gateway.limits import Buckets
from bot.gateway.privacy import Privacy
from bot.settings import Settings
from casework import accounts
from casework.phones import find_private
from casework.vault import get, put

PASSWORD = "kuai-ma-jia-bian-3"


@dataclass
class Browser:
    """One person's browser without JavaScript: follows forms as a browser would."""

    http: httpx.Client
    page: str = ""
    status: int = 0

    def open(self, path: str) -> str:
        """GET a page, following redirects."""
        return self._keep(self.http.get(path))

    def send(self, path: str, **fields: str) -> str:
        """POST a form with the mark of the page that is open; follows the redirect."""
        mark = re.search(r'name="csrf" value="([^"]+)"', self.page)
        form = {"csrf": mark.group(1) if mark else "", **fields}
        return self._keep(self.http.post(path, data=form))

    def login(self, name: str, password: str = PASSWORD) -> str:
        """Log in by the form."""
        self.open("/desk/login")
        return self.send("/desk/login", name=name, password=password)

    def _keep(self, answer: httpx.Response) -> str:
        self.page, self.status = answer.text, answer.status_code
        return self.page


@dataclass
class Desk:
    """A running gateway; `browser()` is one more person's browser."""

    url: str
    database: str
    _open: list[httpx.Client]

    def browser(self, name: str | None = None) -> Browser:
        """A new browser, logged in as `name` if given."""
        self._open.append(httpx.Client(base_url=self.url, timeout=30, trust_env=False, follow_redirects=True))
        made = Browser(self._open[-1])
        if name:
            made.login(name)
        return made


@pytest.fixture
def desk(store: str, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The desk on an empty database, with one account of each role and one of another office."""
    cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(accounts, "_hasher", lambda: cheap)
    monkeypatch.setattr(login, "_pace", Buckets(burst=1000.0, per_second=1000.0))
    for name, full_name, role, office in (
        ("wang.li", "王丽", "caseworker", "民政局"),
        ("bao.yin", "宝音", "caseworker", "民政局"),
        ("li.qiang", "李强", "caseworker", "住建局"),
        ("zhao.min", "赵敏", "supervisor", None),
    ):
        accounts.add(name, full_name, role, office, PASSWORD)
    settings = Settings(data_dir=data_dir, channel_secret="0" * 32)
    with served(build(settings, Keeping(b"k" * 32, Privacy(find_private, put, get)))) as url:
        running = Desk(url, store, [])
        yield running
        for client in running._open:
            client.close()
