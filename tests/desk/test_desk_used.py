"""The desk in a browser: the way of a case, two at once, the keyboard alone, files, axe on every page."""

import re
from collections.abc import Callable, Iterator

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from casework import accounts, callbacks, misses, tally
from tests.desk.cases import PROFILE, ask, make_due
from tests.desk.conftest import PASSWORD, Desk
from tests.gateway.browser import chromium

Window = Callable[..., Page]
#: The same steps are tested on both databases without a browser.
pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright, chromium(playwright) as browser:
        yield browser


@pytest.fixture
def window(chrome: Browser, desk: Desk) -> Iterator[Window]:
    """Opens the desk as somebody; an error of the page's script fails the test."""
    opened, errors = [], []

    def make(name: str, width: int = 1280, **wishes: object) -> Page:
        opened.append(chrome.new_context(viewport={"width": width, "height": 800}, **wishes))
        page = opened[-1].new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{desk.url}/desk")
        page.get_by_label("用户名").fill(name)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_load_state()
        return page

    yield make
    for one in opened:
        one.close()
    assert errors == []


def test_from_the_queue_to_the_outcome(window):
    case = ask()
    page = window("wang.li")
    page.get_by_role("link", name=case.reference).click()
    page.get_by_role("button", name="我来办").click()
    expect(page.get_by_role("status").filter(has_text="归您办了")).to_be_visible()
    page.get_by_label("打通了").check()
    page.get_by_label("说了什么").fill("银行卡换过")
    page.get_by_role("button", name="记下来").click()
    page.locator("summary", has_text="办结").click()
    page.get_by_label("说清楚了，或者办好了").check()
    page.get_by_role("button", name="办结").click()
    expect(page.get_by_text("办结了。")).to_be_visible()
    expect(page.get_by_role("link", name=case.reference)).to_have_count(0)
    assert callbacks.find(conversation="talk-1").status == "done"


def test_the_second_of_two_is_told_at_once_and_keeps_what_is_being_typed(window):
    case = ask()
    wang, bao = window("wang.li"), window("bao.yin")
    for page in (wang, bao):
        page.get_by_role("link", name=case.reference).click()
    bao.get_by_label("说了什么").fill("宝音正在写")
    wang.get_by_role("button", name="我来办").click()
    expect(bao.locator("#changed")).to_contain_text("王丽刚刚动过这件事", timeout=8_000)
    expect(bao.get_by_label("说了什么")).to_have_value("宝音正在写")
    bao.get_by_label("打通了").check()
    bao.get_by_role("button", name="记下来").click()
    expect(bao.get_by_role("alert")).to_contain_text("刚刚有别人动过")
    expect(bao.get_by_label("说了什么")).to_have_value("宝音正在写")
    assert callbacks.find(conversation="talk-1").tries == 0


def test_new_cases_come_in_by_themselves_and_the_focus_stays(window):
    first = ask("a", "13800000001")
    page = window("wang.li")
    page.clock.install()
    page.reload()
    page.get_by_role("link", name=first.reference).focus()
    second = ask("b", "13800000002", topic="rehab")
    page.clock.fast_forward(21_000)
    expect(page.get_by_role("link", name=second.reference)).to_be_visible()
    expect(page.get_by_role("link", name=first.reference)).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="又来了 1 件")).to_have_count(1)


def test_the_keyboard_alone_is_enough(window):
    case = ask()
    page = window("wang.li")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")

    def reach(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if name in page.evaluate("document.activeElement.textContent + document.activeElement.value"):
                return
        raise AssertionError(f"{name} is not reached by Tab")

    reach(case.reference)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/case/{case.reference}")
    reach("我来办")
    page.keyboard.press("Enter")
    expect(page.get_by_text("归您办了。")).to_be_visible()
    reach("reached")
    page.keyboard.press("Space")
    reach("记下来")
    page.keyboard.press("Enter")
    expect(page.get_by_text("电话记下来了。")).to_be_visible()
    reach("办结")
    page.keyboard.press("Enter")
    reach("helped")
    page.keyboard.press("Space")
    reach("办结")
    page.keyboard.press("Enter")
    expect(page.get_by_text("办结了。")).to_be_visible()
    assert callbacks.find(conversation="talk-1").status == "done"


def test_a_file_comes_by_a_click(window, tmp_path):
    ask()
    page = window("zhao.min")
    page.get_by_role("link", name="总览").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载表格（CSV）").click()
    waiting.value.save_as(tmp_path / "file.csv")
    assert re.fullmatch(r"overview-\d{8}\.csv", waiting.value.suggested_filename)
    assert "部门,民政局,没办完,1" in (tmp_path / "file.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(("width", "size"), [(320, 100), (1280, 100), (1280, 200)])
def test_axe_finds_nothing_on_any_page(window, width, size):
    case = ask(profile=PROFILE, manner=["slow_loud", "carer"])
    make_due(case)
    misses.note_miss("轮椅坏了谁管", "not_understood", "", 0.3)
    tally.count("asked", "subsidy_amount")
    accounts.add("root.admin", "管理员", "admin", None, PASSWORD)
    found = []

    def look(page: Page, path: str = "") -> None:
        if path:
            page.goto(page.url.split("/desk")[0] + path)
        page.evaluate(f"document.documentElement.style.fontSize = '{size * 1.125}%'")
        wide = page.evaluate("document.documentElement.scrollWidth")
        found.extend((page.url, wrong["id"]) for wrong in Axe().run(page).response["violations"])
        found.extend([(page.url, f"{wide} wide")] if wide > width else [])

    page = window("zhao.min", width)
    one = f"/desk/case/{case.reference}"
    for path in (
        "/desk/queue", "/desk/queue?manner=carer", "/desk/queue?state=closed", one, f"{one}?fact=disabilities",
        f"{one}?fact=local_hukou", f"{one}?fact=inpatient", f"{one}?snippet=done", "/desk/overview",
        "/desk/misses", "/desk/access", "/desk/password", "/desk/nothing",
    ):  # fmt: skip
        look(page, path)
    page.goto(page.url.split("/desk")[0] + "/desk/queue")
    page.get_by_label("找一件").fill("9999")
    page.get_by_role("button", name="找", exact=True).click()
    look(page)
    admin = window("root.admin", width)
    look(admin)
    secret = admin.locator("code").inner_text()
    admin.get_by_label("6位数字").fill(pyotp.TOTP(secret).now())
    admin.get_by_role("button", name="继续").click()
    look(admin, "/desk/accounts")
    admin.get_by_role("button", name="退出").click()
    look(admin)
    assert found == []
