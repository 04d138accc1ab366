"""Letters from the office reach the person at the next visit, the next answer or the next look, once."""

import re

import office

from casework import outbox


def _talk(house):
    """A browser that has said something, and the id of its conversation."""
    client = house.client()
    client.post("/api/chat", json={"text": "你好"})
    return client, house.rasa.got[-1]["sender"]


def _shown(page: str) -> list[str]:
    """The texts of the page's letters, each under a visible sender."""
    items = re.findall(r'<li class="theirs office[^"]*".*?</li>', page, re.S)
    assert all("工作人员回信：" in item for item in items[:1])
    return [re.search(r'class="words">(.*?)</p>', item, re.S).group(1) for item in items]


def test_a_letter_is_on_the_page_at_the_next_visit_and_stays_there(house):
    client, conversation = _talk(house)
    office.write(conversation, "web", "王大姐，<b>材料</b>带身份证就行。", "wang")
    for _ in range(2):
        assert _shown(client.get("/").text) == ["王大姐，&lt;b&gt;材料&lt;/b&gt;带身份证就行。"]
    assert outbox.waiting(conversation) == []
    assert _shown(house.client().get("/").text) == []


def test_a_letter_comes_with_the_next_answer_and_is_marked(house):
    client, conversation = _talk(house)
    office.write(conversation, "web", "明天给您办。", "wang")
    replies = client.post("/api/chat", json={"text": "在吗"}).json()["replies"]
    assert [(one["text"], one.get("office", False)) for one in replies] == [
        ("收到：在吗", False),
        ("明天给您办。", True),
    ]
    assert len(client.post("/api/chat", json={"text": "在吗"}).json()["replies"]) == 1
    assert _shown(client.get("/").text) == ["明天给您办。"]


def test_a_page_that_looks_gets_each_letter_once(house):
    client, conversation = _talk(house)
    assert client.get("/api/letters").json() == {"letters": []}
    office.write(conversation, "web", "明天给您办。", "wang")
    assert client.get("/api/letters").json() == {
        "letters": [{"text": "明天给您办。", "buttons": [], "office": True}]
    }
    assert client.get("/api/letters").json() == {"letters": []}
    assert house.client().get("/api/letters").json() == {"letters": []}
    assert _shown(client.get("/").text) == ["明天给您办。"]


def test_a_letter_to_a_talk_that_was_begun_anew_is_not_shown_in_the_new_one(house):
    client, conversation = _talk(house)
    client.post("/restart")
    office.write(conversation, "web", "明天给您办。", "wang")
    assert "明天给您办" not in client.get("/").text
