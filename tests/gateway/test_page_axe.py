"""Every state of the pages, in every look: axe finds nothing."""

import datetime

import office
import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import LOOKS, open_settings, say
from playwright.sync_api import expect

from casework.results import keep_result
from policy_kb.current import current
from policy_kb.result.build import result_of

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page, **options):
    """What axe finds, short enough to read."""
    found = Axe().run(page, options={**RULES, **options}).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("name", [name for name in LOOKS if name != "without script"])
def test_axe_finds_nothing_on_any_state_of_the_talk(look, name):
    page = look(name, height=1800)  # tall: what the composer covers for the moment is no small target
    assert violations(page) == [], "first page"
    open_settings(page)
    assert violations(page) == [], "settings"
    say(page, "我妈能领多少")
    assert violations(page) == [], "answer with buttons"
    page.reload()
    assert violations(page) == [], "the same, as a page from the server"
    page.route("**/api/chat", lambda route: route.fulfill(status=400, json={"error": "没有收下。"}))
    page.get_by_label("在这里打字").fill("你好")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("没有收下。")
    assert violations(page) == [], "error"


@pytest.mark.parametrize("name", ["contrast", "dark contrast"])
def test_black_and_white_is_black_and_white(look, name):
    page = look(name)
    open_settings(page)
    say(page, "我妈能领多少")
    stricter = {"rules": {"color-contrast-enhanced": {"enabled": True}}}
    assert violations(page, **stricter) == []


@pytest.fixture
def result():
    """Path of a kept result."""
    facts = {"certified": True, "residence": "rural", "disabilities": [{"category": "visual", "grade": 1}]}
    told = result_of(current(), facts, datetime.date(2026, 11, 26), "您母亲")
    return "/result/" + keep_result("c1", facts, told.plain(), current().version)


@pytest.mark.parametrize("name", ["usual", "dark contrast"])
def test_axe_finds_nothing_on_the_other_pages(look, name, result):
    for path in ("/accessibility", "/restart", "/clear", "/no-such-page", "/result/" + "A" * 32, result):
        assert violations(look(name, path)) == [], path


@pytest.mark.parametrize("name", ["usual", "forced colours"])
def test_axe_finds_nothing_where_a_talk_ends_or_cannot_end(house, look, name):
    page = look(name)
    say(page, "你好")
    house.rasa.mode = "error"
    page.goto(house.url + "/clear")
    page.get_by_role("button", name="清空").click()
    expect(page.get_by_text("没有清空成功")).to_be_visible()
    assert violations(page) == [], "not cleared"
    house.rasa.mode, house.rasa.answer = "normal", [{"text": "删好了。"}, {"custom": {"forget": True}}]
    page.goto(house.url + "/clear")
    page.get_by_role("button", name="清空").click()
    expect(page.get_by_role("heading", name="清空了")).to_be_visible()
    assert violations(page) == [], "cleared"


@pytest.mark.parametrize("name", ["usual", "dark contrast"])
def test_axe_finds_nothing_on_a_letter_a_wait_and_a_lost_line(house, look, name):
    page = look(name, height=1800)
    page.clock.install()
    page.reload()
    say(page, "马上打120，或12345")
    office.write(house.rasa.got[0]["sender"], "web", "王大姐，明天给您办。", "wang")
    page.clock.run_for(61_000)
    expect(page.get_by_role("link", name="看工作人员的回信")).to_be_visible()
    assert violations(page) == [], "letter"
    page.route("**/api/chat", lambda route: None)
    page.get_by_label("在这里打字").fill("再问一句")
    page.keyboard.press("Enter")
    page.clock.run_for(3100)
    expect(page.get_by_role("status")).to_have_text("正在查，请稍等。")
    assert violations(page) == [], "wait"
    page.unroute("**/api/chat")
    page.context.set_offline(True)
    page.clock.run_for(26_000)
    expect(page.get_by_role("status")).to_have_text("网络不好，正在再试。您写的没有丢。")
    assert violations(page) == [], "lost line"


def test_axe_finds_nothing_where_no_script_runs(look):
    page = look("usual", height=1800)
    page.route("**/page.js*", lambda route: route.abort())  # axe itself needs a browser with scripts
    page.reload()
    say(page, "我妈能领多少")
    assert violations(page) == [], "talk"
    page.locator("#settings > summary").click()
    page.get_by_role("button", name="特大").click()
    assert violations(page) == [], "settings"
    page.evaluate("document.getElementById('text').removeAttribute('maxlength')")
    page.get_by_label("在这里打字").fill("长" * 2001)
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("alert")).to_contain_text("这句话太长了")
    assert violations(page) == [], "refused"
