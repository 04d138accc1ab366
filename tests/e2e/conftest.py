"""The whole system, started as `yizhu run` starts it, on free ports and in a folder of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from fake_telegram import TOKEN as BOT_TOKEN
from fake_telegram import FakeTelegram
from fake_wechat import AES_KEY, APP_ID, TOKEN, Side
from serving import served

from bench.ports import free_ports
from bot.settings import PROJECT
from bot.wechat.settings import WechatSettings

ACCOUNT = WechatSettings(APP_ID, TOKEN, AES_KEY)  # without a secret: nothing is sent to the real WeChat
READY = 900.0  # seconds: on two busy cores, with a model to train first


class ChatClient:
    """One person's browser: says things, presses buttons by their title, remembers the last replies."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=30, trust_env=False)
        self.replies: list[dict[str, Any]] = []

    def say(self, text: str) -> str:
        """Send a message; return all reply texts, joined by an empty line."""
        return self._send({"text": text})

    def press(self, title: str) -> str:
        """Press the button of the last replies that bears this title; return the reply texts."""
        for button in self._buttons():
            if button["title"] == title:
                return self._send({"button": button["button"]})
        raise AssertionError(f"no button {title!r}, only {self.titles}")

    @property
    def titles(self) -> list[str]:
        """Titles of all buttons of the last replies."""
        return [button["title"] for button in self._buttons()]

    @property
    def text(self) -> str:
        """All texts of the last replies, joined by an empty line."""
        return "\n\n".join(reply["text"] for reply in self.replies)

    def _buttons(self) -> list[dict[str, str]]:
        return [button for reply in self.replies for button in reply["buttons"]]

    def _send(self, message: dict[str, str]) -> str:
        answer = self.http.post("/api/chat", json=message)
        assert answer.status_code == 200, f"{answer.status_code}: {answer.text}"
        self.replies = answer.json()["replies"]
        assert self.replies, "no reply"
        return self.text


@dataclass
class System:
    """A running system, its Telegram door between it and a fake Bot API.

    `environment` is what its own commands (`yizhu callbacks`) must be given.
    """

    url: str
    data_dir: Path
    environment: dict[str, str]
    supervisor: "subprocess.Popen[str]"
    printed: Path
    telegram: FakeTelegram
    clients: list[ChatClient] = field(default_factory=list)

    def client(self) -> ChatClient:
        """A new person, in a conversation of their own."""
        self.clients.append(ChatClient(self.url))
        return self.clients[-1]

    def pid(self, part: str) -> int:
        """Process id of `actions`, `rasa` or `gateway`, for tests that kill it."""
        marks = {"actions": "rasa_sdk", "rasa": "bot.dialogue", "gateway": "bot.gateway"}
        children = Path(f"/proc/{self.supervisor.pid}/task/{self.supervisor.pid}/children").read_text()
        for child in children.split():
            if marks[part] in Path(f"/proc/{child}/cmdline").read_text():
                return int(child)
        raise AssertionError(f"{part} does not run")

    def healthy(self) -> bool:
        """Whether a message can be answered end to end now."""
        try:
            return httpx.get(f"{self.url}/healthz", timeout=10, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    def wait_until_healthy(self, seconds: float = 120.0) -> None:
        """Wait for health, for instance after a part was killed."""
        until = time.monotonic() + seconds
        while not self.healthy():
            assert time.monotonic() < until, self.printed.read_text()
            time.sleep(0.5)

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run `yizhu` with these arguments in the system's environment."""
        return subprocess.run(
            [sys.executable, "-m", "bot.cli.main", *arguments],
            env=self.environment,
            cwd=PROJECT,
            capture_output=True,
            text=True,
            timeout=120,
        )


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The running system, one for all end-to-end tests of this process."""
    data_dir = tmp_path_factory.mktemp("system")
    *ports, bot_api = free_ports(4)
    telegram = FakeTelegram()
    environment = {
        **os.environ,
        **dict(zip(("YIZHU_PORT", "YIZHU_RASA_PORT", "YIZHU_ACTIONS_PORT"), map(str, ports), strict=True)),
        "YIZHU_DATA_DIR": str(data_dir),
        "YIZHU_RATE_LIMIT": "off",
        "YIZHU_WECHAT_APP_ID": ACCOUNT.app_id,
        "YIZHU_WECHAT_TOKEN": ACCOUNT.token,
        "YIZHU_WECHAT_AES_KEY": ACCOUNT.aes_key,
        "TELEGRAM_BOT_TOKEN": BOT_TOKEN,
        "YIZHU_TELEGRAM_API": f"http://127.0.0.1:{bot_api}",
        "YIZHU_URGENT_TELEGRAM": "9001",
    }
    environment.pop("DATABASE_URL", None)
    printed = data_dir / "printed.txt"
    with served(telegram.app(), bot_api), printed.open("w") as output:
        supervisor = subprocess.Popen(
            [sys.executable, "-m", "bot.cli.main", "run"],
            env=environment,
            cwd=PROJECT,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        url = f"http://127.0.0.1:{ports[0]}"
        running = System(url, data_dir, environment, supervisor, printed, telegram)
        try:
            _wait_until_ready(running)
            yield running
        finally:
            for client in running.clients:
                client.http.close()
            supervisor.send_signal(signal.SIGTERM)
            try:
                supervisor.wait(60)
            except subprocess.TimeoutExpired:
                supervisor.kill()
                supervisor.wait()


@pytest.fixture
def chat(system: System) -> ChatClient:
    """A new person talking to the running system."""
    return system.client()


@pytest.fixture
def wechat(system: System) -> Iterator[Side]:
    """WeChat, with people who talk to the running system there."""
    side = Side(system.url, ACCOUNT)
    yield side
    side.close()


def _wait_until_ready(running: System) -> None:
    until = time.monotonic() + READY
    while "(ready)" not in running.printed.read_text():
        assert running.supervisor.poll() is None, running.printed.read_text()
        assert time.monotonic() < until, running.printed.read_text()
        time.sleep(0.3)
