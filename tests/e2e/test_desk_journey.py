"""From the resident's first word to the outcome, on the running system: the chat, the desk, the letter back."""

import re

from playwright.sync_api import Page, expect, sync_playwright

from tests.gateway.browser import chromium

NUMBER = "13800006060"
OWN = "feng-chui-cao-di-7"


def test_a_resident_asks_a_caseworker_calls_and_writes_back(system, chat):
    chat.say(f"明天上午给我打电话，问轮椅的事，电话{NUMBER}")
    chat.press("同意")
    done = chat.press("确认")
    reference = re.search(r"\d{4}-\d{4}-\d", done).group()
    made = system.command(
        "desk", "adduser", "su.he", "--full-name", "苏和", "--role", "supervisor", "--generate"
    )
    first = re.search(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", made.stdout).group()
    with sync_playwright() as playwright, chromium(playwright) as browser:
        page = browser.new_page()
        page.set_default_timeout(15_000)
        _come_in(page, system.url, first)
        page.get_by_role("link", name=reference).click()
        expect(page.get_by_role("link", name="138 0000 6060")).to_be_visible()
        expect(page.locator("blockquote").first).to_contain_text("轮椅")
        page.get_by_role("button", name="我来办").click()
        assert "已经有工作人员在办" in chat.say("我约的电话办得怎么样了")
        page.get_by_label("没人接").check()
        page.get_by_role("button", name="记下来").click()
        page.locator("summary", has_text="给居民写信").click()
        page.get_by_label("信", exact=True).fill("您好，轮椅到了，明天给您送去。")
        page.get_by_role("button", name="发信").click()
        assert "轮椅到了，明天给您送去" in chat.http.get("/").text
        page.reload()
        expect(page.locator("ol.history")).to_contain_text("信送到了")
        page.locator("summary", has_text="办结").click()
        page.get_by_label("说清楚了，或者办好了").check()
        page.get_by_role("button", name="办结").click()
        expect(page.get_by_text("办结了。")).to_be_visible()
    assert "办结" in chat.say("我约的电话办得怎么样了")
    assert chat.titles == ["约人回电"], "what is closed can neither be cancelled nor put off"
    assert NUMBER not in system.printed.read_text()


def _come_in(page: Page, url: str, first: str) -> None:
    """Log in with the password handed over, and choose one of one's own."""
    page.goto(f"{url}/desk")
    page.get_by_label("用户名").fill("su.he")
    page.get_by_label("密码").fill(first)
    page.get_by_role("button", name="登录").click()
    page.get_by_label("现在的密码").fill(first)
    page.get_by_label("新密码", exact=True).fill(OWN)
    page.get_by_label("再写一遍新密码").fill(OWN)
    page.get_by_role("button", name="改密码").click()
    page.get_by_label("用户名").fill("su.he")
    page.get_by_label("密码").fill(OWN)
    page.get_by_role("button", name="登录").click()
