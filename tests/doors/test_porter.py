"""Nothing lost, nothing doubled, order kept: messages of a toy door through the inbox, on both databases."""

import threading
import time

import pytest
from toy_door import Toy
from waiting import eventually

from bot.doors.interface import Capabilities, Gone, Incoming, Later, Undeliverable
from casework import inbox, peers
from casework.db import session_scope
from casework.door_tables import ChoiceRow, InboxRow, PeerRow

PHONE = "13800001234"


def test_a_message_is_answered_once_however_often_it_is_brought(opened, rasa):
    door = Toy()
    one, other = opened(door), opened(door)
    for copy in (one, other, one):
        copy.take("你好", key="7")
    assert door.wait(1) == ["收到：你好"]
    one.take("再见", key="8")
    assert door.wait(2) == ["收到：你好", "收到：再见"]
    assert [got["text"] for got in rasa.got] == ["你好", "再见"]
    assert rasa.got[0]["metadata"] == {"door": "toy", "easy": None}


def test_talks_keep_their_order_and_run_side_by_side(opened, rasa):
    rasa.seconds = 0.2
    door = Toy()
    copies = [opened(door), opened(door)]
    for number in range(5):
        for who in ("anna", "ben", "carl"):
            copies[number % 2].take(f"{number}", who)
    door.wait(15)
    for who in ("anna", "ben", "carl"):
        assert door.texts(who) == [f"收到：{number}" for number in range(5)]
    assert rasa.most_at_once > 1
    assert len({got["sender"] for got in rasa.got}) == 3


def test_who_writes_faster_than_ten_ahead_is_told_once_and_loses_only_the_rest(opened, rasa):
    rasa.held = True  # the first is being answered while all others are written
    door = Toy()
    copy = opened(door)
    for number in range(15):
        copy.take(f"{number}")
    rasa.held = False
    texts = door.wait(11)
    time.sleep(1)
    assert door.texts() == texts
    assert texts[:10] == [f"收到：{number}" for number in range(10)]
    assert sum(text.startswith("您发得太快了") for text in texts) == 1


def test_a_delivery_that_has_to_wait_holds_back_what_follows(opened, rasa):
    door = Toy(failures=[Later(1.0), ConnectionError("no line")])
    copy = opened(door)
    copy.take("一")
    copy.take("二")
    assert door.wait(2) == ["收到：一", "收到：二"]
    assert len(rasa.got) == 2


def test_a_piece_that_can_never_be_delivered_does_not_block_the_talk(opened):
    door = Toy(failures=[Undeliverable("BadRequest")])
    copy = opened(door)
    copy.take("一")
    copy.take("二")
    assert door.wait(1) == ["收到：二"]


def test_who_shuts_the_door_gets_nothing_until_they_write_again(opened, rasa):
    door = Toy(failures=[Gone()])
    copy = opened(door)
    copy.take("一")
    assert eventually(lambda: peers.meet("toy", "anna").blocked)
    assert door.delivered == []
    copy.take("我回来了")
    assert door.wait(1) == ["收到：我回来了"]
    assert not peers.meet("toy", "anna").blocked


def test_a_turn_that_broke_off_is_not_done_again_and_the_person_is_told(opened, rasa, monkeypatch):
    """A copy that dies after it asked leaves a message that another finds when the claim runs out."""
    peer = peers.meet("toy", "anna")
    said = Incoming("1", "anna", "text", "约人回电").as_json()
    inbox.put("toy", "1", peer.conversation, said, 10)
    claimed = inbox.claim("toy")
    assert (claimed.state, claimed.said["value"]) == ("new", "约人回电")
    assert inbox.claim("toy") is None
    inbox.release(claimed.id, "asked")
    door = Toy()
    opened(door)
    assert door.wait(1)[0].startswith("对不起，刚才系统断了一下。\n您刚才说的，不一定办成了。")
    assert rasa.got == []


def test_what_was_answered_by_one_that_died_is_delivered_by_another(opened, rasa):
    peer = peers.meet("toy", "anna")
    number, new = inbox.put(
        "toy", "1", peer.conversation, Incoming("1", "anna", "text", "你好").as_json(), 10
    )
    assert new
    inbox.claim("toy")
    pieces = [{"text": text, "buttons": [], "closes": ""} for text in ("一", "二", "三")]
    inbox.answer(number, pieces, [], peer.conversation)
    inbox.delivered(number, 1, last=False)
    inbox.release(number, "answered")
    door = Toy()
    opened(door)
    assert door.wait(2) == ["二", "三"]
    assert rasa.got == []


def test_a_copy_that_is_stopped_finishes_its_turns(opened, rasa):
    rasa.held = True
    door = Toy()
    copy = opened(door)
    copy.take("你好")
    assert eventually(lambda: rasa.at_once == 1)
    threading.Timer(0.5, setattr, (rasa, "held", False)).start()  # it has begun to stop
    copy.stop()
    assert door.texts() == ["收到：你好"]


def test_rasa_away_is_an_apology_and_the_next_message_goes_through(opened, rasa):
    door = Toy()
    copy = opened(door)
    rasa.mode = "error"
    copy.take("你好")
    assert door.wait(1)[0].startswith("对不起")
    rasa.mode = "normal"
    copy.take("你好")
    assert door.wait(2)[1] == "收到：你好"


def test_numbers_stay_with_us_and_come_back_to_their_person(opened, rasa, store):
    door = Toy()
    opened(door).take(f"我的电话是{PHONE}")
    assert door.wait(1) == [f"收到：我的电话是{PHONE}"]
    assert PHONE not in rasa.got[0]["text"]
    eventually(lambda: inbox_row().state != "answered")  # written down a moment after the words arrive
    row = inbox_row()
    assert (row.state, row.said, row.answer) == ("done", None, None)
    with session_scope(read_only=True) as session:
        (peer,) = session.query(PeerRow)
        assert "anna" not in peer.conversation + peer.address_hash + row.key


def test_after_everything_was_deleted_the_talk_goes_on_as_a_strangers(opened, rasa):
    door = Toy()
    copy = opened(door)
    copy.take("你好")
    door.wait(1)
    before = peers.meet("toy", "anna").conversation
    rasa.answer = [{"text": "都删了。"}, {"custom": {"forget": True}}]
    copy.take("删除我的信息")
    door.wait(2)
    rasa.answer = None
    copy.take("你好")
    door.wait(3)
    assert [got["sender"] for got in rasa.got][:2] == [before, before]
    assert rasa.got[2]["sender"] == peers.meet("toy", "anna").conversation != before
    with session_scope(read_only=True) as session:
        assert session.query(ChoiceRow).filter(ChoiceRow.conversation == before).count() == 0


def test_the_switch_for_easy_words_is_kept_by_the_door(opened, rasa):
    door = Toy()
    copy = opened(door)
    rasa.answer = [{"text": "好，说简单点。"}, {"custom": {"easy": True}}]
    copy.take("", kind="easy")
    door.wait(1)
    rasa.answer = [{"text": "好，照常说。"}, {"custom": {"easy": False}}]
    copy.take("", kind="easy")
    door.wait(2)
    assert [got["payload"] for got in rasa.got] == [
        '/control{"control": "simpler"}',
        '/control{"control": "normal"}',
    ]
    assert [got["metadata"]["easy"] for got in rasa.got] == [None, True]


@pytest.mark.parametrize(
    ("said", "answer"), [("  ", "没有看到字"), ("长" * 2001, "这句话太长了，最多 2000 个字")]
)
def test_what_cannot_be_read_is_said_plainly(opened, rasa, said, answer):
    door = Toy()
    opened(door).take(said)
    assert door.wait(1)[0].startswith(answer)
    assert rasa.got == []


def test_pages_of_ours_are_named_only_when_their_address_is_known(opened, rasa):
    rasa.answer = [
        {"text": "算好了。"},
        {"custom": {"links": [{"title": "完整的结果", "path": "/result/abc"}]}},
    ]
    door = Toy()
    opened(door).take("结果")
    assert door.wait(1) == ["算好了。"]
    public = Toy(name="toy2", capabilities=Capabilities())
    opened(public, public_base="https://yizhu.example").take("结果", key="x")
    assert public.wait(1) == ["算好了。\n完整的结果：https://yizhu.example/result/abc"]


def inbox_row():
    with session_scope(read_only=True) as session:
        (row,) = session.query(InboxRow)
        session.expunge(row)
        return row
