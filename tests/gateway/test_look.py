"""The switches of how the page looks: what is offered lasts, all else changes nothing."""

import pytest

from bot.gateway import words


def test_a_choice_goes_into_the_cookie_and_onto_the_page(house):
    client = house.client()
    answer = client.post("/look", data={"size": "3"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/?set=1#settings")
    assert "Max-Age=31536000" in answer.headers["set-cookie"] and "HttpOnly" in answer.headers["set-cookie"]
    client.post("/look", data={"contrast": "1"})
    for path in ("/", "/accessibility", "/restart", "/no-such-page"):
        assert '<html lang="zh-CN" data-size="3" data-contrast="1">' in client.get(path).text
    client.post("/look", data={"size": "1"})
    assert '<html lang="zh-CN" data-contrast="1">' in client.get("/").text


def test_the_settings_stand_open_where_a_switch_was_turned(house):
    assert '<details id="settings" class="settings" open>' in house.client().get("/?set=1").text
    assert '<details id="settings" class="settings">' in house.client().get("/").text


@pytest.mark.parametrize("body", ["", "size=9", "size=3&colour=pink", "other=1", "size", "a&" * 20, "字=1"])
def test_what_no_page_offers_changes_nothing(house, body):
    answer = house.client().post("/look", content=body.encode())
    assert answer.status_code == 400 and words.NO_SUCH_SWITCH in answer.text
    assert "look=" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("cookie", ["size-9", "x", "size-3-4.colour-dark", "....", "a" * 3000])
def test_a_cookie_that_cannot_be_read_is_no_harm(house, cookie):
    page = house.client().get("/", headers={"Cookie": f"look={cookie}"})
    assert page.status_code == 200 and 'data-size="9"' not in page.text


def test_another_site_cannot_change_the_look(house):
    answer = house.client().post("/look", data={"size": "3"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403 and "set-cookie" not in answer.headers


def test_a_browser_that_keeps_no_cookies_still_gets_its_answer_and_is_told(house):
    page = house.client().post("/say", data={"text": "你好"})
    assert page.status_code == 200
    assert "收到：你好" in page.text and words.NO_COOKIE in page.text


def test_the_look_holds_on_the_page_of_a_result_and_for_a_form_from_elsewhere(house):
    client = house.client()
    client.post("/look", data={"size": "3"})
    assert 'data-size="3"' in client.get("/result/" + "A" * 32).text
    elsewhere = client.post("/say", data={"text": "你好"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert 'data-size="3"' in elsewhere.text
