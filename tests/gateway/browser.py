"""Debian's Chromium for tests of pages; they are left out where it is not installed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

#: Ways to look at a page: what the browser wishes, or (`look`) what the switches say.
LOOKS: dict[str, dict[str, Any]] = {
    "usual": {},
    "dark device": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "without script": {"java_script_enabled": False},
    "dark": {"look": "colour-dark"},
    "contrast": {"look": "contrast-1"},
    "dark contrast": {"look": "colour-dark.contrast-1"},
    "large": {"look": "size-3"},
    "large buttons": {"look": "big-1"},
    "reading and speaking": {"look": "read-1.voice-1"},
}
#: Five seconds, as it is otherwise, are not enough where a machine does much else.
expect.set_options(timeout=20_000)

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


def say(page: Page, text: str) -> None:
    """Type a message, send it, and wait for the fake's answer to it."""
    page.get_by_label("在这里打字").fill(text)
    page.get_by_role("button", name="发送").click()
    expect(page.locator("#newest")).to_contain_text(f"收到：{text}")


def open_settings(page: Page) -> None:
    """Unfold the switches, unless they are."""
    if page.locator("#settings").get_attribute("open") is None:
        page.locator("#settings > summary").click()
    expect(page.get_by_role("switch", name="黑白分明")).to_be_visible()
