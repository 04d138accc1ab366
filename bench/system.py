"""The system to measure: one that runs, or one started for the bench and stopped after it.

`python -m bench.system COMMAND …` runs a command with `--url` of such a system appended.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.ports import free_ports
from bot.settings import LOOPBACK, PROJECT

DEFAULT = f"http://{LOOPBACK}:8000"
_START = 900.0  # seconds; a model may have to be trained first
_STOP = 20.0
_KEPT_OUT = ("DATABASE_URL", "TELEGRAM_BOT_TOKEN")  # of the installation on this machine


class NotStarted(RuntimeError):
    """The system did not come up."""


@contextmanager
def running(url: str | None) -> Iterator[str]:
    """The address of a healthy system: the given one, else the default one, else a fresh one.

    Raises:
        httpx.HTTPError: `url` was given and does not answer.
        NotStarted: the fresh one did not come up.
    """
    if url:
        httpx.get(f"{url}/healthz", timeout=20).raise_for_status()
        yield url
    elif _healthy(DEFAULT):
        print(f"measuring the system at {DEFAULT}", flush=True)
        yield DEFAULT
    else:
        with tempfile.TemporaryDirectory(prefix="yizhu-bench-") as folder, fresh(Path(folder)) as system:
            print(f"starting a system of its own at {system.url}", flush=True)
            system.wait()
            yield system.url


def wait_for(process: "subprocess.Popen[bytes]", url: str, seconds: float) -> None:
    """Wait until `url` answers 200.

    Raises:
        NotStarted: the process ended, or the time ran out.
    """
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise NotStarted(f"the process ended with status {process.returncode}")
        if _answers(url):
            return
        time.sleep(1)
    raise NotStarted(f"{url} did not answer within {seconds:.0f} s")


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End a process started in a session of its own, with its children."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def fresh(folder: Path, **changed: str) -> "Iterator[Fresh]":
    """A system of its own with its data in `folder`, started and not yet waited for.

    Args:
        changed: environment variables that differ from the usual, by name.
    """
    names = ("YIZHU_PORT", "YIZHU_RASA_PORT", "YIZHU_ACTIONS_PORT")
    ports = dict(zip(names, map(str, free_ports(3)), strict=True))
    here = {name: value for name, value in os.environ.items() if name not in _KEPT_OUT}
    told = {**here, **ports, "YIZHU_DATA_DIR": str(folder), "YIZHU_RATE_LIMIT": "off", **changed}
    command = [sys.executable, "-m", "bot.cli.main", "run"]
    with (folder / "run.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=told, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield Fresh(f"http://{LOOPBACK}:{ports['YIZHU_PORT']}", process, folder / "run.log", told)
        finally:
            stop(process)


@dataclass(frozen=True)
class Fresh:
    """A system started for the bench: its address, its process, what it prints, what it was told."""

    url: str
    process: "subprocess.Popen[bytes]"
    printed: Path
    environment: dict[str, str]

    def wait(self) -> None:
        """Wait until it is healthy.

        Raises:
            NotStarted: it did not come up; what it said was printed.
        """
        try:
            wait_for(self.process, f"{self.url}/healthz", _START)
        except NotStarted:
            print(self.printed.read_text(encoding="utf-8", errors="replace")[-2000:], file=sys.stderr)
            raise


def _healthy(url: str) -> bool:
    return _answers(f"{url}/healthz")


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=20).status_code == 200
    except httpx.HTTPError:
        return False


def main() -> int:
    """Run the command given; its exit status."""
    with running(None) as url:
        return subprocess.run([*sys.argv[1:], "--url", url], cwd=PROJECT).returncode


if __name__ == "__main__":
    sys.exit(main())
