"""The Telegram door as a process of its own, between a fake Bot API and a fake Rasa."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import door_process
import pytest
from door_process import DoorProcess
from fake_rasa import SECRET, FakeRasa
from fake_telegram import TOKEN, FakeTelegram
from serving import served

from bench.ports import free_port


@dataclass
class House:
    """The fakes, and the copies of the door between them."""

    rasa: FakeRasa
    telegram: FakeTelegram
    open: Callable[..., DoorProcess]


@contextmanager
def _house(data_dir: Path, log: Path) -> Iterator[House]:
    rasa, telegram = FakeRasa(), FakeTelegram()
    copies: list[DoorProcess] = []
    with served(rasa.app(), rasa_port := free_port()), served(telegram.app(), port := free_port()):

        def opened(**more: str) -> DoorProcess:
            environment = {
                **{"YIZHU_DATA_DIR": str(data_dir), "YIZHU_CHANNEL_SECRET": SECRET},
                **{"YIZHU_RASA_URL": f"http://127.0.0.1:{rasa_port}", "TELEGRAM_BOT_TOKEN": TOKEN},
                **{"YIZHU_TELEGRAM_API": f"http://127.0.0.1:{port}"},
            }
            copies.append(door_process.start("bot.telegram", log, **(environment | more)))
            return copies[-1]

        yield House(rasa, telegram, opened)
        rasa.held = False
        for copy in copies:
            copy.kill()


@pytest.fixture
def house(data_dir: Path, tmp_path: Path) -> Iterator[House]:
    """Nothing runs yet: `open` starts a copy of the door."""
    with _house(data_dir, tmp_path / "log") as house:
        yield house


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One copy of the door for the tests of a file: each has chats of its own."""
    folder = tmp_path_factory.mktemp("telegram")
    with _house(folder / "var", folder / "log") as house:
        house.open()
        house.telegram.until(lambda: house.telegram.of("getUpdates"), 60)
        yield house


@pytest.fixture
def talking(shared: House) -> House:
    """A copy of the door is open and asks for updates; nothing was said yet."""
    shared.telegram.calls.clear()
    shared.rasa.got.clear()
    shared.rasa.answer, shared.rasa.mode, shared.rasa.seconds = None, "normal", 0.0
    return shared
