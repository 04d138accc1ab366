"""A PostgreSQL and a Redis of our own on loopback, that live as long as somebody needs them."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2

from bench.ports import free_port

_START = 10.0  # seconds


class NoServer(RuntimeError):
    """The program is not on this machine; the message says how to get it."""


class Postgres:
    """An empty server; `url` is its address, to which a database's name is appended.

    Raises:
        NoServer: PostgreSQL is not installed.
    """

    def __init__(self) -> None:
        self._binaries = _binaries()
        self._home = Path(tempfile.mkdtemp(prefix="yizhu-pg-"))
        if os.getuid() == 0:
            shutil.chown(self._home, "postgres")
        self._port = free_port()
        self.url = f"postgresql://yizhu@127.0.0.1:{self._port}/"

    def __enter__(self) -> "Postgres":
        owner = ("-U", "yizhu", "-A", "trust", "-E", "UTF8")
        _as_owner(str(self._binaries / "initdb"), "-D", f"{self._home}/data", *owner)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(subprocess.CalledProcessError):  # stopped already
            self.stop()
        shutil.rmtree(self._home)

    def start(self) -> None:
        """Start it, or start it again with what it keeps."""
        options = f"-p {self._port} -k {self._home} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._control("-w", "-l", f"{self._home}/log", "-o", options, "start")

    def stop(self) -> None:
        """Stop it as a fall of its machine would."""
        self._control("-m", "immediate", "stop")

    def _control(self, *what: str) -> None:
        _as_owner(str(self._binaries / "pg_ctl"), "-D", f"{self._home}/data", *what)


def new_database(server: str) -> str:
    """The address of a new, empty database at a server."""
    name = f"t{os.urandom(6).hex()}"
    connection = psycopg2.connect(server + "postgres")
    connection.autocommit = True
    connection.cursor().execute(f"CREATE DATABASE {name}")
    connection.close()
    return server + name


class Redis:
    """A Redis that forgets all when it stops; `url` is its address.

    Raises:
        NoServer: Redis is not installed.
    """

    def __init__(self) -> None:
        server = shutil.which("redis-server")
        if server is None:
            raise NoServer("no redis-server found; `apt-get install redis-server` provides one")
        self._port = free_port()
        self._command = (server, "--port", str(self._port), "--bind", "127.0.0.1", "--save", "")
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def __enter__(self) -> "Redis":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start it, or start it again, empty."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, cwd="/tmp")
        _wait_for(self._port)

    def stop(self) -> None:
        """Kill it."""
        self._process.kill()
        self._process.wait()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It lives, takes connections, and answers nobody."""
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    on_path = shutil.which("pg_ctl")
    if not found and not on_path:
        raise NoServer("no PostgreSQL server found; `apt-get install postgresql` provides one")
    return found[-1].parent if found else Path(str(on_path)).parent


def _as_owner(*command: str) -> None:
    """PostgreSQL refuses to run as root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")


def _wait_for(port: int) -> None:
    until = time.monotonic() + _START
    while time.monotonic() < until:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
