"""The page of a result: by its token alone, readable at any size, printable, gone when deleted."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import chromium
from playwright.sync_api import sync_playwright

from bot.gateway import words
from casework.erasure import delete_conversation
from casework.results import keep_result
from policy_kb.current import current
from policy_kb.result.build import result_of

FACTS = {
    "local_hukou": True,
    "certified": True,
    "residence": "urban",
    "disabilities": [{"category": "visual", "grade": 2}],
    "age": 40,
    "self_employed": True,
    "household_grant": "other_project",
    "years_since_grant": 1,
}


def kept(version=None):
    import datetime

    kb = current()
    result = result_of(kb, FACTS, datetime.date(2026, 11, 25), "您母亲")
    return "/result/" + keep_result("c1", FACTS, result.plain(), version or kb.version)


def test_the_page_tells_the_whole_result(house):
    page = house.client().get(kept())
    assert page.status_code == 200
    for part in (
        "结果（您母亲）",
        "按2026年11月25日的政策算的",
        "至少<strong>3000元</strong>",
        "视力二级",
        "由民政局定",
        "大约2028年11月以后",
        "觉得算得不对",
        "依据：《实施意见》第1条",
    ):
        assert part in page.text
    assert "no-store" in page.headers["cache-control"] and "noindex" in page.headers["x-robots-tag"]
    assert "<script" not in page.text and "政策数据改过" not in page.text


def test_the_same_as_plain_text(house):
    answer = house.client().get(kept() + ".txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.startswith("结果（您母亲）\n")
    assert "每年3000到4000元：视力二级。" in answer.text and "<" not in answer.text


def test_an_old_result_keeps_its_words_and_says_that_the_data_changed(house):
    path = kept(version="an-older-one")
    page = house.client().get(path).text
    assert "政策数据改过" in page and "an-older-one" in page and "至少<strong>3000元</strong>" in page
    assert "政策数据改过" in house.client().get(path + ".txt").text


@pytest.mark.parametrize("path", ["/result/" + "A" * 32, "/result/" + "A" * 32 + ".txt", "/result/%E4%BD%A0"])
def test_nobody_finds_a_result_by_guessing(house, path):
    answer = house.client().get(path)
    assert answer.status_code == 404
    assert words.RESULT_GONE in answer.text


def test_a_deleted_result_is_gone(house):
    path = kept()
    delete_conversation("c1")
    assert house.client().get(path).status_code == 404


def test_a_code_for_the_phone_only_with_a_public_address(house, start):
    assert "<svg" not in house.client().get(kept()).text
    reached = start(public_base="https://yizhu.example.cn").client().get(kept()).text
    assert "<svg" in reached and "用手机扫一扫" in reached


@pytest.mark.parametrize(("width", "size"), [(320, 100), (1280, 100), (640, 200)])
def test_it_reads_well_in_narrow_windows_and_large_print(start, width, size):
    house = start(public_base="https://yizhu.example.cn")
    with sync_playwright() as playwright, chromium(playwright) as browser:
        page = browser.new_page(viewport={"width": width, "height": 800}, java_script_enabled=True)
        page.goto(house.url + kept())
        page.evaluate(f"document.documentElement.style.fontSize = '{size * 1.1875}%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert Axe().run(page).response["violations"] == []


def test_on_paper_nothing_is_left_that_only_a_screen_can_use(start):
    house = start()
    with sync_playwright() as playwright, chromium(playwright) as browser:
        page = browser.new_page()
        page.goto(house.url + kept())
        page.emulate_media(media="print")
        assert page.get_by_text("能领的钱", exact=True).is_visible()
        assert not page.get_by_role("link", name="只看文字").is_visible()
        assert len(page.pdf()) > 10_000
