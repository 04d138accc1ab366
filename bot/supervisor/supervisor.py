"""Brings the system up, says how far it is, keeps it up, takes it down."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from types import FrameType

from bot.settings import LOOPBACK, PROJECT, Settings, new_secret
from bot.supervisor.child import Child
from bot.supervisor.plan import environment, plans
from bot.supervisor.watch import fetch

STOPPING = 10.0  # seconds the processes get for finishing their turns
STARTING = 300.0  # seconds after which a start counts as failed
FALLS = 4  # a process that falls so often before the system is ready will not stand


class StartError(RuntimeError):
    """The system cannot be started; the message says why, for the person at the terminal."""


class Supervisor:
    """Runs all processes of one installation on this machine."""

    def __init__(self, settings: Settings) -> None:
        secret = settings.channel_secret or new_secret()
        more = free_ports(
            settings.rasa_servers - 1, settings.rasa_port, {settings.port, settings.actions_port}
        )
        self._settings = replace(settings, channel_secret=secret, rasa_more_ports=more)
        self._children: list[Child] = []
        self._stop = False
        self._began = time.monotonic()

    def run(self) -> int:
        """Start, watch until SIGINT or SIGTERM, stop. Return the exit status."""
        os.umask(0o077)  # what the processes write, Rasa's conversations among it, is for this user only
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        try:
            self._check_ports()
            self._begin(self._prepare())
            self._until_ready()
            while not self._stop:
                self._tend()
                time.sleep(0.3)
        except StartError as error:
            print(f"启动失败：{error}", file=sys.stderr, flush=True)
            return 1
        finally:
            self._end()
        return 0

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stop = True

    def _check_ports(self) -> None:
        wanted = {
            "YIZHU_PORT": (self._settings.host, self._settings.port),
            "YIZHU_RASA_PORT": (LOOPBACK, self._settings.rasa_port),
            "YIZHU_ACTIONS_PORT": (LOOPBACK, self._settings.actions_port),
        }
        for name, (host, port) in wanted.items():
            with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    trial.bind((host, port))
                except OSError as error:
                    raise StartError(
                        f"端口 {port} 用不了（{error.strerror}）。是不是已经启动了一个？"
                        f"停掉它，或者换一个端口：{name}={port + 1000}"
                        f"\n(port {port} is not available: stop what uses it, or set {name})"
                    ) from error

    def _prepare(self) -> Path:
        """Database, keys, model; training prints its own progress."""
        self._say("准备数据和模型 (database and model)…")
        self._settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile("r", encoding="utf-8") as answer:
            step = subprocess.Popen(
                (sys.executable, "-m", "bot.supervisor.prepare", answer.name),
                env=environment(self._settings),
                cwd=PROJECT,
                start_new_session=True,
            )
            while step.poll() is None:
                if self._stop:
                    step.terminate()
                time.sleep(0.1)
            if step.returncode and not self._stop:
                raise StartError("数据或模型没有准备好，原因见上面 (preparation failed, see above)")
            return Path(answer.read())

    def _begin(self, model: Path) -> None:
        if self._stop:
            return
        self._say("启动各个程序 (starting)…")
        logs = self._settings.data_dir / "logs"
        for plan in plans(self._settings, model):
            child = Child(plan, logs)
            self._children.append(child)
            child.start()

    def _until_ready(self) -> None:
        """Wait until a first message can be answered, and say so."""
        began, told, state = time.monotonic(), 0.0, ""
        while not self._stop:
            self._tend()
            for child in self._children:
                if child.falls >= FALLS:
                    last = "\n".join(child.log.last)
                    raise StartError(f"{child.plan.title} 起不来。记录在 {child.log.path}：\n{last}")
            now, waited = self._health(), time.monotonic() - began
            if now == "ok":
                self._say(f"可以用了 (ready): {self._settings.public_url}")
                return
            if waited > STARTING:
                logs = self._settings.data_dir / "logs"
                raise StartError(f"等了 {waited:.0f} 秒还没有准备好（{now}）。记录在 {logs}")
            if now != state or waited - told >= 5:
                self._say(f"等待 (waiting): {now}")
                state, told = now, waited
            time.sleep(0.25)

    def _health(self) -> str:
        """`ok`, or in words what is still missing."""
        try:
            result = json.loads(fetch(f"{self._settings.public_url}/healthz", 8.0) or b"")
        except ValueError:
            return "网页 gateway"
        if result.get("status") == "ok":
            return "ok"
        return {"rasa": "对话引擎 Rasa", "actions": "办事程序 actions"}.get(result.get("part", ""), "…")

    def _tend(self) -> None:
        for child in self._children:
            happened = child.tend()
            if happened:
                self._say(f"{happened}，记录在 {child.log.path}")

    def _end(self) -> None:
        if not self._children:
            return
        self._say("正在停止 (stopping)…")
        # The gateway first: what it has accepted may still be answered by the others.
        for child in reversed(self._children):
            child.ask_to_stop()
            if child.plan.name == "gateway":
                child.stop_by(time.monotonic() + STOPPING)
        moment = time.monotonic() + STOPPING / 2
        for child in self._children:
            child.stop_by(moment)
        self._say("已停止 (stopped)")

    def _say(self, what: str) -> None:
        print(f"[{time.monotonic() - self._began:5.1f}s] {what}", flush=True)


def free_ports(number: int, above: int, taken: set[int]) -> tuple[int, ...]:
    """The next loopback ports above one that nobody listens on just now, without those `taken`.

    Not ports that the system would give: those it may give to a connection while a fallen server is away.
    """
    found: list[int] = []
    for port in range(above + 1, 65536):
        if len(found) == number:
            break
        with socket.socket() as trial, contextlib.suppress(OSError):
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if port not in taken:
                trial.bind((LOOPBACK, port))
                found.append(port)
    return tuple(found)
