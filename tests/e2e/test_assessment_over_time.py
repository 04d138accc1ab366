"""An assessment over days: its page stays until it is deleted, and an interrupted one goes on the next day."""

import json

import pytest

from bot.dialogue.talks import Talks
from casework.db import dispose

DAY = 24 * 3600  # seconds


@pytest.fixture
def a_day_passes(system, chat, monkeypatch):
    """Puts everything said so far a day back, in the store of the running system."""
    monkeypatch.setenv("YIZHU_DATA_DIR", str(system.data_dir))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def pass_on():
        conversation, store = chat.http.cookies["yizhu"].split(".")[0], Talks()
        talk = store.read(conversation)
        events = [json.loads(line) for line in talk.kept.split("\n")]
        for event in events:
            event["timestamp"] -= DAY
        lines = [json.dumps(event, ensure_ascii=False) for event in events]
        store.write(conversation, "\n".join(lines), talk.version)

    yield pass_on
    dispose()


def test_the_next_day_the_questions_go_on_where_they_stopped(chat, a_day_passes):
    chat.say("我能领什么")
    assert "办了残疾证没有" in chat.press("是伊旗户口")
    a_day_passes()
    assert "上次问到一半" in chat.say("你好")
    assert "办了残疾证没有" in chat.press("接着算")
    assert "残疾人证：有证" in chat.press("有证")


def test_the_next_day_asking_anew_asks_nothing_twice(chat, a_day_passes):
    chat.say("我能领什么")
    chat.press("是伊旗户口")
    a_day_passes()
    reply = chat.say("我能领什么")
    assert "办了残疾证没有" in reply and "户籍（户口）在" not in reply


def test_the_page_of_a_result_is_linked_and_goes_with_my_information(chat):
    chat.say("我妈肢体三级，伊旗农村户口，有证，能领什么")
    chat.say("先看结果")
    [link] = [one for reply in chat.replies for one in reply.get("links", [])]
    assert link["title"] == "完整的结果（可以打印）"
    page, text = chat.http.get(link["href"]), chat.http.get(link["href"] + ".txt")
    assert "结果（您母亲）" in page.text and "每年2400元：肢体三级。" in text.text
    assert f'href="{link["href"]}"' in chat.http.get("/").text
    chat.say("删除我的信息")
    chat.press("删除")
    assert chat.http.get(link["href"]).status_code == 404


def test_where_no_page_opens_the_whole_result_is_said(chat):
    chat.say("我肢体三级，伊旗农村户口，有证，能领什么")
    chat.say("先看结果")
    said = chat.say("全部说一遍")
    for part in ("【能领的钱】", "【能享受的服务和照顾】", "【还定不下来的】", "【是按这些情况算的】"):
        assert part in said
