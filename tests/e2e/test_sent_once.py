"""The gateway is killed in the middle of a talk: what was sent is not lost, and is done once."""

import os
import signal
import time

from playwright.sync_api import expect, sync_playwright

from tests.gateway.browser import chromium

WAIT = 40_000  # ms: the gateway starts anew meanwhile


def kill_gateway(system):
    os.kill(system.pid("gateway"), signal.SIGKILL)


def post(client, message):
    """Send a message until somebody answers, as the page does."""
    until = time.monotonic() + 40
    while True:
        answer = client.http.post("/api/chat", json=message)
        if answer.status_code == 200 or time.monotonic() > until:
            return [(one["text"], [b["title"] for b in one["buttons"]]) for one in answer.json()["replies"]]
        time.sleep(0.3)


def test_an_answer_that_was_lost_with_the_gateway_is_given_again_and_the_talk_moves_on_once(system):
    client = system.client()
    client.http.get("/")
    client.say("我能领什么，一句一句问我")
    post(client, {"text": "有伊旗户口", "id": "aaaaaaaa1"})
    told = post(client, {"text": "有残疾证", "id": "aaaaaaaa2"})
    before = client.http.get("/").text
    kill_gateway(system)
    system.wait_until_healthy()
    assert post(client, {"text": "有残疾证", "id": "aaaaaaaa2"}) == told
    after = client.http.get("/").text
    assert after.count('class="mine"') == before.count('class="mine"') == 3
    assert after.count("<li") == before.count("<li")
    # The same words under another id are another message.
    post(client, {"text": "有残疾证", "id": "aaaaaaaa3"})
    assert client.http.get("/").text.count('class="mine"') == 4


def test_a_page_in_use_when_the_gateway_dies_goes_on_by_itself(system):
    with sync_playwright() as playwright, chromium(playwright) as browser:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(system.url)
        lost = []

        def answer_lost(route):
            if lost:
                return route.continue_()
            lost.append(route.fetch().status)  # done; but nobody hears of it
            kill_gateway(system)
            return route.abort()

        page.route("**/api/chat", answer_lost)
        page.get_by_label("在这里打字").fill("残疾人住院能报多少")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text("网络不好，正在再试。您写的没有丢。", timeout=WAIT)
        expect(page.locator("#newest")).to_contain_text("30%", timeout=WAIT)
        expect(page.get_by_label("在这里打字")).to_have_value("")
        page.unroute("**/api/chat")
        kill_gateway(system)
        page.get_by_label("在这里打字").fill("办残疾证要带什么")
        page.keyboard.press("Enter")
        expect(page.locator("#log .mine")).to_have_count(2, timeout=WAIT)
        system.wait_until_healthy()
        page.reload()
        assert page.locator("#log .mine .words").all_inner_texts() == [
            "残疾人住院能报多少",
            "办残疾证要带什么",
        ]
        assert lost == [200]
