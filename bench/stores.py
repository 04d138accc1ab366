"""A PostgreSQL and a Redis of our own on loopback, that live as long as somebody needs them."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from bench.system import free_port

_START = 10.0  # seconds


class NoServer(RuntimeError):
    """The program is not on this machine; the message says how to get it."""


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty server, to which a database's name is appended.

    Raises:
        NoServer: PostgreSQL is not installed.
    """
    binaries = _binaries()
    home = Path(tempfile.mkdtemp(prefix="yizhu-pg-"))
    if os.getuid() == 0:
        shutil.chown(home, "postgres")
    port = free_port()
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = (str(binaries / "pg_ctl"), "-D", f"{home}/data")
    try:
        _as_owner(str(binaries / "initdb"), "-D", f"{home}/data", "-U", "yizhu", "-A", "trust", "-E", "UTF8")
        _as_owner(*control, "-w", "-l", f"{home}/log", "-o", options, "start")
        try:
            yield f"postgresql://yizhu@127.0.0.1:{port}/"
        finally:
            _as_owner(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home)


def new_database(server: str) -> str:
    """The address of a new, empty database at a server."""
    name = f"t{os.urandom(6).hex()}"
    connection = psycopg2.connect(server + "postgres")
    connection.autocommit = True
    connection.cursor().execute(f"CREATE DATABASE {name}")
    connection.close()
    return server + name


@contextmanager
def redis() -> Iterator[str]:
    """The address of a Redis that keeps nothing.

    Raises:
        NoServer: Redis is not installed.
    """
    server = shutil.which("redis-server")
    if server is None:
        raise NoServer("no redis-server found; `apt-get install redis-server` provides one")
    port = free_port()
    options = ("--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
    running = subprocess.Popen([server, *options], stdout=subprocess.DEVNULL, cwd="/tmp")
    try:
        _wait_for(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        running.terminate()
        running.wait(10)


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
