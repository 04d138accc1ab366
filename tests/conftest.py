"""For all tests: real servers to test against, and in CI nothing may be left out quietly."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from casework import db


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """With YIZHU_TEST_NOTHING_LEFT_OUT=1 a skipped test is a failed one."""
    outcome: Any = yield
    report = outcome.get_result()
    if (
        report.skipped
        and not hasattr(report, "wasxfail")
        and os.environ.get("YIZHU_TEST_NOTHING_LEFT_OUT") == "1"
    ):
        report.outcome = "failed"
        report.longrepr = f"left out: {report.longrepr}"


NO_SERVER = "left out: no PostgreSQL server found; `apt-get install postgresql` provides one"


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    on_path = shutil.which("pg_ctl")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _as_owner(*command: str) -> None:
    """PostgreSQL refuses to run as root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server that lives as long as the tests."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip(NO_SERVER)
    home = Path(tempfile.mkdtemp(prefix="yizhu-pg-"))
    if os.getuid() == 0:
        shutil.chown(home, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off"
    _as_owner(str(binaries / "initdb"), "-D", f"{home}/data", "-U", "yizhu", "-A", "trust", "-E", "UTF8")
    _as_owner(
        str(binaries / "pg_ctl"), "-D", f"{home}/data", "-w", "-l", f"{home}/log", "-o", options, "start"
    )
    yield f"postgresql://yizhu@127.0.0.1:{port}/"
    _as_owner(str(binaries / "pg_ctl"), "-D", f"{home}/data", "-m", "immediate", "stop")
    shutil.rmtree(home)


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a Redis that lives as long as the tests and keeps nothing."""
    server = shutil.which("redis-server")
    if server is None:
        pytest.skip("left out: no redis-server found; `apt-get install redis-server` provides one")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ("--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
    running = subprocess.Popen([server, *options], stdout=subprocess.DEVNULL, cwd="/tmp")
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"redis://127.0.0.1:{port}/0"
    running.terminate()
    running.wait(10)


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data directory with the SQLite database of `make run` in it."""
    monkeypatch.setenv("YIZHU_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield tmp_path / "var"
    db.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def store(data_dir: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty database of each kind; the value is its address."""
    if request.param == "sqlite":
        return f"sqlite:///{data_dir}/yizhu.db"
    server = request.getfixturevalue("postgres")
    name = f"t{os.urandom(6).hex()}"
    connection = psycopg2.connect(server + "postgres")
    connection.autocommit = True
    connection.cursor().execute(f"CREATE DATABASE {name}")
    connection.close()
    monkeypatch.setenv("DATABASE_URL", server + name)
    return server + name
