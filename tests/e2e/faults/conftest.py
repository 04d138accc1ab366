"""One system of single processes for all fault tests; its Rasa reaches the action server through `between`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework import db
from tests.e2e.copies import Copy
from tests.e2e.faults.between import Between

DEADLINE = 10.0  # seconds


@pytest.fixture(scope="package")
def between() -> Iterator[Between]:
    """What spoils the way to the action server."""
    with Between().serving() as one:
        yield one


@pytest.fixture(scope="package")
def processes(between: Between, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """The processes; `copy` is for tests that also look into their database."""
    folder: Path = tmp_path_factory.mktemp("behind")
    environment = {"YIZHU_DATA_DIR": str(folder), "YIZHU_DEADLINE": str(DEADLINE), "DATABASE_URL": ""}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIZHU_DATA_DIR", str(folder))
        patch.delenv("DATABASE_URL", raising=False)
        db.upgrade()
        db.dispose()
        one = Copy("one", folder, environment, actions_port=between.port)
    between.to = one.actions_url
    try:
        one.start()
        one.wait()
        yield one
    finally:
        one.stop()


@pytest.fixture
def copy(processes: Copy, monkeypatch: pytest.MonkeyPatch) -> Iterator[Copy]:
    """The system, whose database is this process's, too; whole again afterwards."""
    monkeypatch.setenv("YIZHU_DATA_DIR", str(processes.data_dir))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield processes
    db.dispose()
    processes.wait()
