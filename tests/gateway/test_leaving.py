"""Ways out of a talk: asked first, everything gone or an honest word, the talk as a file."""

import httpx
import pytest

from bot.gateway import words

GONE = [{"text": "删好了。"}, {"custom": {"forget": True}}]


def _talk(house):
    client = house.client()
    client.get("/")
    client.post("/say", data={"text": "我有精神残疾，电话13800001234"})
    return client


@pytest.mark.parametrize(
    ("path", "says"), [("/restart", "约好的电话还在，不会取消"), ("/clear", "删掉就找不回来了")]
)
def test_both_say_what_they_do_and_change_nothing_yet(house, path, says):
    client = _talk(house)
    asked = client.get(path)
    assert asked.status_code == 200 and says in asked.text and 'href="/"' in asked.text
    assert "精神残疾" in client.get("/").text


def test_clearing_has_everything_deleted_and_ends_the_conversation(house):
    client = _talk(house)
    old = client.cookies["yizhu"]
    house.rasa.answer = GONE
    cleared = client.post("/clear")
    assert cleared.status_code == 200 and "清空了" in cleared.text
    assert [one["payload"] for one in house.rasa.got[1:]] == [
        "/delete_data",
        '/confirm{"polarity": "yes", "matter": "delete"}',
    ]
    assert cleared.headers["clear-site-data"] == '"storage"'
    assert client.cookies["yizhu"] != old
    for who in ({"yizhu": old}, {"yizhu": client.cookies["yizhu"]}):
        assert "精神残疾" not in httpx.get(f"{house.url}/", cookies=who).text


@pytest.mark.parametrize("mode", ["error", "silent", "normal"])
def test_what_is_not_deleted_is_not_called_deleted(house, mode):
    client = _talk(house)
    old = client.cookies["yizhu"]
    house.rasa.mode = mode  # "normal": it answers, but never says that everything is gone
    answer = client.post("/clear")
    assert answer.status_code == 503
    assert words.NOT_CLEARED.split("\n", maxsplit=1)[0] in answer.text
    assert client.cookies["yizhu"] == old and "精神残疾" in client.get("/").text


def test_another_site_cannot_clear(house):
    client = _talk(house)
    answer = client.post("/clear", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403 and len(house.rasa.got) == 1


def test_the_talk_as_a_text_file_for_its_owner_alone(house):
    client = _talk(house)
    saved = client.get("/talk.txt")
    assert saved.headers["content-type"] == "text/plain; charset=utf-8"
    assert saved.headers["content-disposition"].startswith('attachment; filename="yizhu-20')
    assert saved.headers["cache-control"] == "no-store"
    assert (
        "我：\n我有精神残疾，电话13800001234\n\n伊助：\n收到：我有精神残疾，电话13800001234\n" in saved.text
    )
    assert "精神残疾" not in house.client().get("/talk.txt").text
