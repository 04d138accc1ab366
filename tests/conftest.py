"""For all tests: in CI nothing may be left out quietly."""

import os
from collections.abc import Iterator
from typing import Any

import pytest


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
