"""The stock bot running: Rasa's server and its action server, as Rasa's documentation starts them."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from bench.ports import free_ports
from bench.stock import project
from bench.system import stop
from bench.talk import Turn
from bot.settings import LOOPBACK

_TIMEOUT = 60.0


@contextmanager
def started(home: Path) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """Both servers, just started, under one process; the address of Rasa.

    The actions are ours and keep their data in the bot's own folder.
    """
    rasa, actions = free_ports(2)
    (home / "endpoints.yml").write_text(
        f"action_endpoint:\n  url: http://{LOOPBACK}:{actions}/webhook\n", encoding="utf-8"
    )
    model = home / "models" / "stock.tar.gz"
    serve = f"run --quiet --model {model} --interface {LOOPBACK} --port {rasa} --endpoints endpoints.yml"
    act = f"--actions actions --port {actions} --quiet"
    both = f'"$0" -m rasa_sdk {act} & "$0" -m rasa {serve} & trap "kill 0" TERM; wait'
    told = project.environment() | {"YIZHU_DATA_DIR": str(home / "data-of-actions"), "SANIC_HOST": LOOPBACK}
    told.pop("DATABASE_URL", None)
    with (home / "run.log").open("wb") as log:
        process = subprocess.Popen(
            ["bash", "-c", both, sys.executable],
            cwd=home, env=told, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        try:
            yield process, f"http://{LOOPBACK}:{rasa}"
        finally:
            stop(process)
            _end_group(process.pid)


def _end_group(leader: int) -> None:
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return
    time.sleep(0.1)


class StockTalk:
    """A conversation over Rasa's own REST channel, timed."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=_TIMEOUT)
        self._sender = uuid.uuid4().hex

    def __enter__(self) -> "StockTalk":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def say(self, text: str) -> Turn:
        """Type a message; an empty list of replies, Rasa's way of failing, is a failed turn."""
        began = time.perf_counter()
        answered = self._client.post("/webhooks/rest/webhook", json={"sender": self._sender, "message": text})
        seconds = time.perf_counter() - began
        answered.raise_for_status()
        replies = answered.json()
        return Turn(seconds, "\n".join(reply.get("text", "") for reply in replies), (), failed=not replies)
