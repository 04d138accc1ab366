"""Where the day is played: a system of its own, a browser, what is said aloud and what is photographed."""

import io
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1180, "height": 860}
_COLOURS = 48  # pages are made of few colours: a picture of so few is small and looks the same
_WAIT = 60_000  # milliseconds that the slowest machine may take for one answer


class NoBrowser(RuntimeError):
    """Chromium is not installed."""


@dataclass
class Stage:
    """A folder for pictures, which are numbered in the order in which they are taken."""

    url: str
    browser: Browser
    folder: Path
    taken: list[Path] = field(default_factory=list)

    def person(self, size: dict[str, int]) -> BrowserContext:
        """A browser of their own for one more person."""
        context = self.browser.new_context(viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai")  # type: ignore[arg-type]
        context.set_default_timeout(_WAIT)
        return context

    def picture(self, page: Page, name: str) -> None:
        """Photograph what can be seen into `NN-name.png`."""
        page.wait_for_timeout(400)  # what scrolls has come to rest
        path = self.folder / f"{len(self.taken) + 1:02d}-{name}.png"
        with Image.open(io.BytesIO(page.screenshot())) as seen:
            seen.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        self.taken.append(path)
        print(f"   [{path.name}]", flush=True)


@contextmanager
def stage(url: str, folder: Path) -> Iterator[Stage]:
    """A browser before the system at `url`; earlier pictures in `folder` are taken away.

    Raises:
        NoBrowser: there is no Chromium.
    """
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise NoBrowser("没有 Chromium：apt-get install chromium (the demo needs a browser)")
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("[0-9][0-9]-*.png"):
        old.unlink()
    expect.set_options(timeout=_WAIT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            yield Stage(url, browser, folder)
        finally:
            expect.set_options(timeout=None)
            browser.close()


def scene(title: str) -> None:
    """Say what comes."""
    print(f"\n== {title}", flush=True)


def found(pattern: str, text: str) -> str:
    """The first group of the pattern in the text.

    Raises:
        LookupError: it is not there; the text is told.
    """
    match = re.search(pattern, text)
    if match is None:
        raise LookupError(f"{pattern!r} 不在下面的话里：\n{text}")
    return match[1]
