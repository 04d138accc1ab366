"""One process under the supervisor: started, watched, restarted with patience, stopped with its group."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.supervisor.logs import Scrubbed
from bot.supervisor.watch import Watch

PATIENCE = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)  # seconds before the n-th restart in a row
SETTLED = 60.0  # a process that lived this long starts counting afresh
_LEASH = str(Path(__file__).with_name("leash.py"))


@dataclass(frozen=True)
class Plan:
    """How to start a process, and the addresses at which it then answers. `title` is what people read."""

    name: str
    title: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(repr=False)
    folder: Path
    addresses: tuple[str, ...] = ()


class Child:
    """A running (or fallen) process of a plan."""

    def __init__(self, plan: Plan, logs: Path, watch: Callable[[tuple[str, ...]], Watch] = Watch) -> None:
        self.plan = plan
        self._new_watch = watch
        self._watch = watch(())
        self.log = Scrubbed(logs / f"{plan.name}.log")
        self.falls = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._pump: threading.Thread | None = None
        self._started = 0.0
        self._next = 0.0

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> None:
        """Start the process in a group of its own that cannot outlive the supervisor."""
        self._process = subprocess.Popen(
            (sys.executable, "-I", "-S", _LEASH, str(os.getpid()), *self.plan.command),
            env=self.plan.environment,
            cwd=self.plan.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._started = time.monotonic()
        self._pump = threading.Thread(target=self.log.pump, args=(self._process.stdout,), daemon=True)
        self._pump.start()
        self._watch = self._new_watch(self.plan.addresses)
        self._watch.begin()

    def tend(self) -> str | None:
        """Restart a fallen process when its time has come. Return what happened, in words, or None."""
        if self._process is None:
            return None
        if self._process.poll() is None:
            return self._end_silent()
        now = time.monotonic()
        if self._next == 0.0:
            self._watch.end()
            self.falls = 1 if now - self._started > SETTLED else self.falls + 1
            wait = PATIENCE[min(self.falls, len(PATIENCE)) - 1]
            self._next = now + wait
            kill_group(self._process.pid, signal.SIGKILL)
            return f"{self.plan.title} 停了（{_why(self._process.returncode)}），{wait:.0f} 秒后重新启动"
        if now < self._next:
            return None
        self._next = 0.0
        self.start()
        return f"{self.plan.title} 重新启动了"

    def _end_silent(self) -> str | None:
        """Kill a process that lives and does not answer; it is then restarted like any that has fallen."""
        if self._process is None or not self._watch.silent:
            return None
        kill_group(self._process.pid, signal.SIGKILL)
        self._process.wait()
        return f"{self.plan.title} 还开着，但很久不应答，停掉它"

    def ask_to_stop(self) -> None:
        """Send SIGTERM to the whole group."""
        self._watch.end()
        if self._process is not None:
            kill_group(self._process.pid, signal.SIGTERM)

    def stop_by(self, moment: float) -> None:
        """Wait until the monotonic time `moment`, then kill what is left of the group."""
        if self._process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, moment - time.monotonic()))
        self._watch.end()
        kill_group(self._process.pid, signal.SIGKILL)
        self._process.wait()
        if self._pump is not None:
            self._pump.join(1.0)
        self.log.close()


def kill_group(leader: int, what: signal.Signals) -> None:
    """Signal a process group that we started; it may be gone already."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, what)


def _why(code: int) -> str:
    return f"信号 {-code}" if code < 0 else f"退出码 {code}"
