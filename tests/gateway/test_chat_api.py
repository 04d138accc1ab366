"""POST /api/chat: what is taken, what is refused, and how."""

import json
import re

import httpx
import pytest

from bot.gateway import words


def say(client: httpx.Client, text: str) -> httpx.Response:
    return client.post("/api/chat", json={"text": text})


def test_a_message_gets_its_replies_and_a_cookie(house):
    client = house.client()
    answer = say(client, "补贴多少钱")
    assert answer.status_code == 200
    [reply] = answer.json()["replies"]
    assert reply["text"] == "收到：补贴多少钱"
    assert [button["title"] for button in reply["buttons"]] == ["约人回电"]
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" not in cookie
    assert "set-cookie" not in say(client, "还有呢").headers
    first, second = house.rasa.got
    assert first["sender"] == second["sender"]
    assert re.fullmatch("[0-9a-f]{32}", first["sender"])
    assert first["metadata"] == {"door": "web", "easy": None}


def test_a_forged_cookie_begins_a_new_conversation(house):
    client = house.client()
    say(client, "一")
    forged = house.client()
    forged.cookies.set("yizhu", client.cookies["yizhu"][:-2] + "xx")
    say(forged, "二")
    assert house.rasa.got[0]["sender"] != house.rasa.got[1]["sender"]


def test_a_button_reaches_rasa_as_its_payload(house):
    client = house.client()
    button = say(client, "你好").json()["replies"][0]["buttons"][0]["button"]
    assert "callback" not in button
    assert client.post("/api/chat", json={"button": button}).status_code == 200
    assert house.rasa.got[-1]["payload"] == '/callback{"topic": "subsidy_amount"}'
    assert "text" not in house.rasa.got[-1]


def test_a_button_of_another_conversation_is_refused(house):
    button = say(house.client(), "你好").json()["replies"][0]["buttons"][0]["button"]
    other = house.client()
    say(other, "你好")
    for client in (other, house.client()):
        answer = client.post("/api/chat", json={"button": button})
        assert (answer.status_code, answer.json()) == (400, {"error": words.UNKNOWN_BUTTON})
    assert len(house.rasa.got) == 2


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[]", 400),
        (b'"text"', 400),
        (b"{}", 400),
        (b'{"text": null}', 400),
        (b'{"text": 5}', 400),
        (b'{"text": ["a"]}', 400),
        (b'{"button": {}}', 400),
        (b'{"button": "/restart"}', 400),
        (b'{"button": "\xe6\x89\xbe\xe4\xba\xba"}', 400),
        (b'{"text": "a", "button": "b"}', 400),
        (b'{"text": ""}', 400),
        (b'{"text": " \\n \\u200b\\u202e\\u0000 "}', 400),
        (b"[" * 60_000, 400),
        (json.dumps({"text": "长" * 2001}).encode(), 400),
        (json.dumps({"text": "长" * 20_000}).encode(), 413),
    ],
)
def test_what_is_no_message_is_refused_in_chinese(house, body, status):
    answer = house.client().post("/api/chat", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status
    assert re.search("[\u4e00-\u9fff]{4}", answer.json()["error"])
    assert house.rasa.got == []


def test_two_thousand_characters_of_any_kind_are_taken(house):
    text = "😀" * 2000
    assert say(house.client(), text).status_code == 200
    assert house.rasa.got[0]["text"] == text


def test_control_and_token_signs_are_taken_out_of_what_people_type(house):
    body = json.dumps({"text": "我\x00妈⟦phone:abcdefgh⟧\u202e说\ud83d\r\n好"})
    assert house.client().post("/api/chat", content=body).status_code == 200
    assert house.rasa.got[0]["text"] == "我妈phone:abcdefgh说\n好"


@pytest.mark.parametrize("text", ["/restart", "／restart", '/inform{"a": 1}', "/"])
def test_a_slash_travels_as_text_and_never_as_a_payload(house, text):
    assert say(house.client(), text).status_code == 200
    assert house.rasa.got[0]["text"] == text
    assert "payload" not in house.rasa.got[0]


def test_other_paths_and_methods_answer_in_chinese(house):
    client = house.client()
    assert client.get("/api/chat").status_code == 405
    assert client.get("/api/nothing").json() == {"error": words.NOT_FOUND}
    page = client.get("/nothing")
    assert page.status_code == 404 and words.NOT_FOUND in page.text


def test_every_answer_carries_the_security_headers(house):
    for path in ("/", "/desk", "/livez", "/nothing"):
        headers = house.client().get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_of_two_buttons_with_the_same_words_the_later_one_stays(house):
    one = {"title": "约人回电", "payload": '/callback{"topic": "subsidy_amount"}'}
    other = {"title": "看原文", "payload": '/policy{"facet": "source"}'}
    house.rasa.answer = [{"text": "一", "buttons": [one, other, other]}, {"text": "二", "buttons": [one]}]
    replies = house.client().post("/api/chat", json={"text": "问"}).json()["replies"]
    assert [[b["title"] for b in reply["buttons"]] for reply in replies] == [["看原文"], ["约人回电"]]


def test_a_reply_leads_to_our_own_pages_and_nowhere_else(house):
    house.rasa.answer = [
        {"text": "结果", "buttons": []},
        {
            "text": "",
            "buttons": [],
            "custom": {
                "links": [
                    {"title": "完整的结果", "path": "/result/abc-_1"},
                    {"title": "别处", "path": "//elsewhere.example/x"},
                    {"title": "别处", "path": "https://elsewhere.example"},
                ]
            },
        },
    ]
    client = house.client()
    [reply] = client.post("/api/chat", json={"text": "看结果"}).json()["replies"]
    assert reply["links"] == [{"title": "完整的结果", "href": "/result/abc-_1"}]
    page = client.get("/").text
    assert 'href="/result/abc-_1"' in page and "elsewhere" not in page
