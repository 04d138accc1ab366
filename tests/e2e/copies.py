"""Copies of the system's processes, started one by one, so that each can be killed, frozen, or left out."""

import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from bench.ports import free_ports
from bot.model import ensure_model
from bot.settings import Settings
from bot.supervisor.child import Plan
from bot.supervisor.plan import plans

SECRET = "0123456789abcdef0123456789abcdef"
START = 240.0  # seconds, on two busy cores


class Part:
    """One process: the gateway, Rasa or the action server of a copy."""

    def __init__(self, plan: Plan, environment: Mapping[str, str], log: Path) -> None:
        self._plan = plan
        self._environment = {**plan.environment, **environment}
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, or start it again."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._plan.command, env=self._environment, cwd=self._plan.folder,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def send(self, what: signal.Signals) -> None:
        """Send a signal to the process and all its own."""
        assert self._process is not None
        os.killpg(self._process.pid, what)

    def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        if self._process is not None and self._process.poll() is None:
            self.send(signal.SIGKILL)
            self._process.wait()

    def pids(self) -> list[int]:
        """The process and all its own."""
        assert self._process is not None
        everyone = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
        return [pid for pid in everyone if _group(pid) == self._process.pid]


class Copy:
    """A gateway, a Rasa and an action server of their own, not under a supervisor.

    `environment` goes to all three; `actions_port` is another one's when Rasa should speak to that.
    """

    def __init__(
        self, name: str, data_dir: Path, environment: Mapping[str, str], actions_port: int | None = None
    ) -> None:
        port, rasa_port, own_port = free_ports(3)
        settings = Settings(
            port=port, rasa_port=rasa_port, actions_port=own_port, data_dir=data_dir, channel_secret=SECRET
        )
        asked = {**environment, "YIZHU_RATE_LIMIT": environment.get("YIZHU_RATE_LIMIT", "off")}
        if actions_port is not None:
            asked["YIZHU_ACTIONS_URL"] = f"http://127.0.0.1:{actions_port}/webhook"
        self.url = settings.public_url
        self.data_dir = data_dir
        self.actions_url = settings.actions_url
        self._parts = {
            plan.name: Part(plan, asked, data_dir / f"{name}-{plan.name}.log")
            for plan in plans(settings, ensure_model())
            if plan.name in ("actions", "rasa", "gateway")
        }
        self.actions, self.rasa, self.gateway = (self._parts[n] for n in ("actions", "rasa", "gateway"))

    def start(self) -> None:
        """Start all three; `wait` says when they answer."""
        for part in self._parts.values():
            part.start()

    def wait(self, seconds: float = START) -> None:
        """Until a message can be answered end to end."""
        until = time.monotonic() + seconds
        while not healthy(self.url):
            assert time.monotonic() < until, self.logs()[-3000:]
            time.sleep(0.5)

    def stop(self) -> None:
        """End all three."""
        for part in self._parts.values():
            part.kill()

    def logs(self) -> str:
        """All that the three have printed."""
        return "\n".join(p.log.read_text(errors="replace") for p in self._parts.values() if p.log.exists())

    @contextmanager
    def unable_to_write(self) -> Iterator[None]:
        """As on a full disk: no file of theirs can grow or be written beyond its first byte."""
        everyone = [pid for part in self._parts.values() for pid in part.pids()]
        for pid in everyone:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        try:
            yield
        finally:
            for pid in everyone:
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)


def _group(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:  # it ended meanwhile
        return None


def healthy(url: str) -> bool:
    """Whether a message can be answered end to end now."""
    try:
        return httpx.get(f"{url}/healthz", timeout=10, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False
