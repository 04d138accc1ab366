"""The two that are compared: this system as `yizhu run` starts it, and the stock Rasa bot."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import httpx

from bench.stock import project, server
from bench.system import NotStarted, fresh
from bench.talk import Talk, Turn

_START = 300.0  # seconds
_GREETING = "你好"


class Speaker(Protocol):
    """One conversation."""

    def say(self, text: str) -> Turn:
        """Type a message and wait for the replies."""


@dataclass(frozen=True)
class Rival:
    """One of the two, running: the process that everything of it hangs under, and how to talk to it."""

    name: str
    process: "subprocess.Popen[bytes]"
    seconds: float  # from the command to the first answer
    talk: Callable[[], AbstractContextManager[Speaker]]


@contextmanager
def ours() -> Iterator[Rival]:
    """This system, with nothing stored; it has answered once."""
    with TemporaryDirectory(prefix="yizhu-bench-") as folder:
        began = time.monotonic()
        with fresh(Path(folder)) as system:
            talk = lambda: Talk(system.url)  # noqa: E731
            seconds = _first_answer(system.process, talk, began)
            yield Rival("ours", system.process, seconds, talk)


@contextmanager
def stock(home: Path) -> Iterator[Rival]:
    """The stock bot; it has answered once."""
    began = time.monotonic()
    with server.started(home) as (process, url):
        talk = lambda: server.StockTalk(url)  # noqa: E731
        yield Rival("stock", process, _first_answer(process, talk, began), talk)


def stock_home(epochs: int, older: bool) -> Path:
    """The folder of a trained stock bot.

    Args:
        epochs: of its networks, if it has to be trained now.
        older: take the one that was trained last, if none was for the present data.
    """
    home = (project.newest(epochs) if older else None) or project.folder(epochs)
    project.model(home)
    return home


def _first_answer(
    process: "subprocess.Popen[bytes]", talk: Callable[[], AbstractContextManager[Speaker]], began: float
) -> float:
    while time.monotonic() - began < _START:
        if process.poll() is not None:
            raise NotStarted(f"the process ended with status {process.returncode}")
        try:
            with talk() as one:
                if not one.say(_GREETING).failed:
                    return time.monotonic() - began
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise NotStarted(f"no answer within {_START:.0f} s")
