"""The switch for easy words: on the page, in its cookie, in step with the talk; and several bubbles of a reply."""

import re

from bot.gateway import words
from policy_kb.bubbles import BUBBLE


def stands(page: str) -> bool:
    """Whether the page shows the switch as on."""
    found = re.search(r'role="switch" aria-checked="(true|false)" name="easy"', page)
    assert found
    return found.group(1) == "true"


def test_the_switch_lasts_and_reaches_rasa(house):
    client = house.client()
    assert not stands(client.get("/").text)
    answer = client.post("/easy", data={"easy": "1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/?set=1#settings")
    assert "Max-Age=31536000" in answer.headers["set-cookie"]
    assert stands(client.get("/").text)
    client.post("/say", data={"text": "你好"})
    client.post("/restart")
    client.post("/say", data={"text": "还在吗"})
    assert [message["metadata"]["easy"] for message in house.rasa.got] == [True, True]
    client.post("/easy", data={"easy": "0"})
    assert not stands(client.get("/").text)
    client.post("/say", data={"text": "你好"})
    assert house.rasa.got[-1]["metadata"]["easy"] is False


def test_the_pages_own_script_gets_no_page(house):
    answer = house.client().post("/easy", data={"easy": "1"}, headers={"Accept": "application/json"})
    assert answer.status_code == 204 and "easy=1" in answer.headers["set-cookie"]


def test_another_site_cannot_turn_the_switch(house):
    answer = house.client().post("/easy", data={"easy": "1"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403 and "set-cookie" not in answer.headers


def test_saying_it_turns_the_switch(house):
    client = house.client()
    house.rasa.answer = [{"text": "好，我说简单点。"}, {"custom": {"easy": True}}]
    assert client.post("/api/chat", json={"text": "说简单点"}).json()["easy"] is True
    assert stands(client.get("/").text)
    house.rasa.answer = [{"text": "好。"}, {"custom": {"easy": False}}]
    client.post("/say", data={"text": "说正常点"})
    assert not stands(client.get("/").text)
    house.rasa.answer = [{"text": "好。"}]
    assert "easy" not in client.post("/api/chat", json={"text": "你好"}).json()


def test_the_apology_is_cut_like_all_else(house):
    client = house.client()
    client.post("/easy", data={"easy": "1"})
    house.rasa.mode = "error"
    texts = [reply["text"] for reply in client.post("/api/chat", json={"text": "你好"}).json()["replies"]]
    assert len(texts) > 1 and all(len(text) <= BUBBLE for text in texts)
    assert "".join(texts).replace("\n", "") == words.APOLOGY.replace("\n", "")


def test_bubbles_of_one_reply_are_one_entry_with_the_buttons_below_the_talk(house):
    client = house.client()
    button = {"title": "约人回电", "payload": "/callback"}
    client.get("/")
    house.rasa.answer = [{"text": "甲"}, {"text": "乙"}, {"text": "丙", "buttons": [button]}]
    client.post("/say", data={"text": "问"})
    page = client.get("/").text
    [(mine, _), (theirs, newest)] = re.findall(r'<li class="(?:mine|theirs)"([^>]*)>(.*?)</li>', page, re.S)
    assert 'id="newest"' not in mine and 'id="newest"' in theirs
    assert newest.count("伊助：") == 1
    assert re.findall(r'class="(?:words|offers)">(.*?)</p>', newest) == [
        "甲",
        "乙",
        "丙",
        "可以点：约人回电。",
    ]
    assert re.search(r'</ol>\s*</div>\s*<div id="choices".*?>约人回电</button>', page, re.S)
