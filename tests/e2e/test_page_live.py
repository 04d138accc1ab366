"""The page on the whole running system: what a resident does on a phone, and what stands there afterwards."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.gateway.browser import chromium, open_settings


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright, chromium(playwright) as browser:
        yield browser


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def page(request, chrome, system) -> Iterator[Page]:
    window = chrome.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=request.param)
    page = window.new_page()
    page.set_default_timeout(30_000)
    page.goto(system.url)
    yield page
    window.close()


def test_a_resident_asks_looks_and_leaves_nothing_behind(page):
    newest = page.locator("#newest")
    wait = {"timeout": 30_000}
    page.get_by_label("在这里打字").fill("我妈视力二级，农村户口，一年补贴多少钱")
    page.get_by_role("button", name="发送").click()
    expect(newest).to_contain_text("3000元", **wait)
    expect(newest).to_contain_text("依据：《实施意见》第1条")
    page.get_by_role("button", name="我的信息").click()
    expect(newest).to_contain_text("视力二级", **wait)
    open_settings(page)
    page.get_by_role("switch", name="说简单点").click()
    expect(page.get_by_role("switch", name="说简单点")).to_be_checked()
    page.get_by_role("link", name="好了，回到对话").click()
    page.get_by_label("在这里打字").fill("残疾人住院能报多少")
    page.get_by_role("button", name="发送").click()
    expect(newest).to_contain_text("30%", **wait)
    assert newest.locator(".words").count() >= 2  # easy words come in short parts
    open_settings(page)
    page.get_by_role("link", name="结束并清空").click()
    page.get_by_role("button", name="清空").click()
    expect(page.get_by_role("heading", name="清空了")).to_be_visible(**wait)
    page.get_by_role("link", name="重新问").click()
    expect(page.get_by_text("可以这样问")).to_be_visible()
    expect(page.locator("#log li")).to_have_count(0)
    page.get_by_role("button", name="我的信息").click()
    expect(newest).to_contain_text(re.compile("还没有告诉我"), **wait)
