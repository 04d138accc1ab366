"""The chat page without JavaScript: everything works by forms."""

import html
import re
from pathlib import Path

import httpx
from sqlalchemy import text

from bot.gateway import words
from bot.web import render
from casework.db import session_scope


def test_the_first_page_says_what_this_is_and_what_is_kept(house):
    page = house.client().get("/")
    assert page.status_code == 200
    for part in (
        'lang="zh-CN"',
        'role="log"',
        "自动问答程序",
        "加密保存 2 天",
        "找人",
        "重新开始",
        "跳到输入框",
    ):
        assert part in page.text
    for example in render.EXAMPLES:
        assert example in page.text


def test_the_first_load_is_small_and_all_from_here(house):
    client = house.client()
    page = client.get("/")
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
    assert len(files) == 3
    answers = [client.get(file) for file in files]
    assert {answer.status_code for answer in answers} == {200}
    assert all("immutable" in answer.headers["cache-control"] for answer in answers)
    assert len(page.content) + sum(len(answer.content) for answer in answers) < 60_000
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page.text)


def test_the_script_keeps_to_words_that_old_phones_know(house):
    """A newer word anywhere, and an old browser runs none of it."""
    script = house.client().get("/static/page.js").text
    assert script.count("use strict") == 9
    script = re.sub(r"//.*", "", re.sub(r"/\*.*?\*/", "", script, flags=re.S))
    assert re.findall(r"=>|`|\?\.|\?\?|\.\.\.|\b(?:const|let|class|async|await)\b", script) == []


def test_a_typed_question_and_its_answer_stay_on_the_page(house):
    client = house.client()
    client.get("/")
    answer = client.post("/say", data={"text": "我妈<b>能领多少"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/#newest")
    page = client.get("/").text
    assert "我妈&lt;b&gt;能领多少" in page and "收到：我妈&lt;b&gt;能领多少" in page
    assert "可以这样问" not in page
    assert client.post("/", data={"text": "还有呢"}).status_code == 303
    assert page.index("能领多少") < client.get("/").text.index("还有呢")


def button_on(page: str, title: str) -> str:
    found = re.search(rf'<button name="button" value="([^"]+)"[^>]*>{title}<', page)
    assert found, f"no button {title}"
    return html.unescape(found.group(1))


def test_a_button_of_the_last_reply_can_be_pressed_and_folds_away(house):
    client = house.client()
    client.post("/say", data={"text": "你好"})
    pressed = button_on(client.get("/").text, "约人回电")
    assert client.post("/say", data={"button": pressed, "text": ""}).status_code == 303
    assert house.rasa.got[-1]["payload"] == '/callback{"topic": "subsidy_amount"}'
    page = client.get("/").text
    assert page.count(">约人回电</button>") == 1
    assert '<p class="words">约人回电</p>' in page


def test_a_person_is_one_step_away_from_the_first_page(house):
    client = house.client()
    pressed = button_on(client.get("/").text, "找人")
    assert client.post("/say", data={"button": pressed}).status_code == 303
    assert house.rasa.got[-1]["payload"] == "/human"


def test_a_refused_message_keeps_its_draft(house):
    client = house.client()
    answer = client.post("/say", data={"text": "长" * 2001})
    assert answer.status_code == 400
    assert words.TOO_LONG in answer.text
    # The field is where the page opens: the reason stands beside it and is read with it.
    assert (
        'aria-describedby="error"' in answer.text
        and "autofocus>" + "长" * 2001 + "</textarea>" in answer.text
    )
    assert "<title>请看提示" in answer.text and "autofocus" not in client.get("/").text


def test_too_fast_keeps_the_draft_and_the_talk(start):
    client = start(per_conversation=(2, 0.01)).client()
    client.get("/")
    for _ in range(2):
        assert client.post("/say", data={"text": "第一句"}).status_code == 303
    answer = client.post("/say", data={"text": "第二句"})
    assert answer.status_code == 429
    assert "第二句</textarea>" in answer.text and "收到：第一句" in answer.text


def test_the_apology_is_on_the_page(house):
    client = house.client()
    house.rasa.mode = "silent"
    client.post("/say", data={"text": "你好"})
    page = client.get("/").text
    assert words.APOLOGY.split("\n")[0] in page
    assert '生命有危险，打 <a href="tel:120">120</a> 或 <a href="tel:110">110</a>。' in page


def test_the_apology_is_shown_even_if_nothing_can_be_kept(house):
    client = house.client()
    client.get("/")
    with session_scope() as session:
        session.execute(text("DROP TABLE transcript_line"))
    answer = client.post("/say", data={"text": "你好"})
    assert answer.status_code == 200
    assert "收到：你好" in answer.text


def test_start_again_deletes_the_talk_and_begins_another(house):
    client = house.client()
    client.post("/say", data={"text": "我有精神残疾"})
    old = client.cookies["yizhu"]
    assert client.post("/restart").status_code == 303
    assert client.cookies["yizhu"] != old
    earlier = httpx.get(f"{house.url}/", cookies={"yizhu": old})
    assert "精神残疾" not in client.get("/").text
    assert "精神残疾" not in earlier.text
    client.post("/say", data={"text": "你好"})
    assert house.rasa.got[0]["sender"] != house.rasa.got[1]["sender"]


def test_another_site_cannot_post_for_a_person(house):
    for path in ("/say", "/restart"):
        answer = house.client().post(path, data={"text": "你好"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    assert house.rasa.got == []


def test_the_desk_has_an_entrance(house):
    page = house.client().get("/desk", follow_redirects=True)
    assert page.status_code == 401 and "<h1>登录</h1>" in page.text


def test_no_file_outside_the_static_folder_is_served(house):
    for path in ("/static/../render.py", "/static/%2e%2e/render.py", "/static//etc/passwd"):
        assert house.client().get(path).status_code == 404
    assert Path(render.__file__).exists()
