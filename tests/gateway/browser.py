"""Debian's Chromium for tests of pages; they are left out where it is not installed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Playwright

NO_BROWSER = "left out: no Chromium found; `apt-get install chromium` provides one"


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """A browser, closed at the end."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip(NO_BROWSER)
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
    try:
        yield browser
    finally:
        browser.close()
