"""For all tests: real servers to test against, and in CI nothing may be left out quietly."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from servers import or_left_out

from bench import stores
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


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server that lives as long as the tests."""
    with ExitStack() as until_the_end:
        yield or_left_out(until_the_end, stores.Postgres).url


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a Redis that lives as long as the tests and keeps nothing."""
    with ExitStack() as until_the_end:
        yield or_left_out(until_the_end, stores.Redis).url


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
    address = stores.new_database(request.getfixturevalue("postgres"))
    monkeypatch.setenv("DATABASE_URL", address)
    return address
