"""Buttons as short tokens and as numbers: bound to their talk, used once, opened by any copy."""

import pytest
from toy_door import Toy

from bot.doors.interface import Capabilities
from bot.doors.number import meant
from bot.doors.split import utf8, utf16
from casework import choices, peers
from casework.choices import Choice
from casework.clock import utcnow
from casework.db import session_scope
from casework.door_tables import ChoiceRow

ASKED = [
    {
        "text": "您是哪里的户口？",
        "buttons": [
            {"title": "本旗农村", "payload": '/answer_fact{"fact": "residence", "value": "rural"}'},
            {"title": "本旗城镇", "payload": '/answer_fact{"fact": "residence", "value": "urban"}'},
        ],
    }
]
AGE = [{"text": "您今年多大？", "buttons": [{"title": "跳过", "payload": "/control{}"}]}]
NUMBERED = Capabilities(buttons="numbered", longest=600, measure=utf8, joins=True)


@pytest.fixture
def store(data_dir):
    """What is chosen does not depend on the kind of database: one is enough."""
    return data_dir


def test_a_button_is_a_short_token_that_another_copy_opens_and_only_once(opened, rasa):
    rasa.answer = ASKED
    door = Toy()
    one, other = opened(door), opened(door)
    one.take("查")
    door.wait(1)
    ((_, piece),) = door.delivered
    (_, token), (_, second) = piece.buttons
    assert piece.text == "您是哪里的户口？"
    assert len(token.encode()) <= 64 and "rural" not in token
    rasa.answer = None
    other.take(token, kind="press", key="tap")
    assert door.wait(2)[1].startswith("您选了：本旗农村\n收到：/answer_fact")
    one.take(second, kind="press")  # the same keyboard, pressed again
    one.take("然后呢")
    assert door.wait(3)[2] == "收到：然后呢"
    assert [got.get("payload") for got in rasa.got][1:] == [
        '/answer_fact{"fact": "residence", "value": "rural"}',
        None,
    ]


def test_the_keyboard_can_be_pressed_again_after_a_failure(opened, rasa):
    rasa.answer = ASKED
    door = Toy()
    copy = opened(door)
    copy.take("查")
    door.wait(1)
    token = door.delivered[0][1].buttons[0][1]
    rasa.mode = "error"
    copy.take(token, kind="press")
    door.wait(2)
    rasa.mode, rasa.answer = "normal", None
    copy.take(token, kind="press")
    assert door.wait(3)[2].startswith("您选了：本旗农村\n收到：")


def test_a_token_is_good_in_its_own_talk_only_and_not_for_ever(opened, rasa):
    rasa.answer = ASKED
    door = Toy()
    copy = opened(door)
    copy.take("查")
    door.wait(1)
    (_, first), (_, second) = door.delivered[0][1].buttons
    copy.take(first, "ben", kind="press")
    assert door.wait(2)[1].startswith("这个按钮已经不能用了")
    with session_scope() as session:
        session.query(ChoiceRow).update({"expires_at": utcnow()})
    copy.take(second, kind="press")
    copy.take("x" * 16, kind="press")
    copy.take("' OR 1=1 --", kind="press")
    assert all(text.startswith("这个按钮已经不能用了") for text in door.wait(5)[1:])
    assert len(rasa.got) == 1


def test_numbers_below_the_words_choose(opened, rasa):
    rasa.answer = ASKED
    door = Toy(capabilities=NUMBERED)
    copy = opened(door)
    copy.take("查")
    assert door.wait(1) == ["您是哪里的户口？\n\n回复数字就能选：\n1 本旗农村\n2 本旗城镇"]
    rasa.answer = None
    copy.take(" ２。")
    assert door.wait(2)[1].startswith(
        '您选了：本旗城镇\n收到：/answer_fact{"fact": "residence", "value": "urban"}'
    )
    copy.take("1")  # that list is done with; the newest one has a single choice
    assert door.wait(3)[2].startswith("您选了：约人回电")


def test_a_number_is_an_answer_where_a_number_was_asked(opened, rasa):
    rasa.answer = AGE
    door = Toy(capabilities=NUMBERED)
    copy = opened(door)
    copy.take("查")
    assert door.wait(1) == ["您今年多大？\n\n回复字母就能选：\nA 跳过"]
    copy.take("67")
    door.wait(2)
    copy.take("a")
    door.wait(3)
    assert [got.get("text") or got.get("payload") for got in rasa.got] == ["查", "67", "/control{}"]


def test_which_choice_is_meant(store):
    conversation = peers.meet("toy", "anna").conversation
    with session_scope() as session:
        titles = ("肢体", "三级", "四级")
        offered = [
            Choice(choices.new_token(), "1", place, name, "/x") for place, name in enumerate(titles, 1)
        ]
        choices.issue(session, conversation, offered)
    for said, title in (
        *(
            ("1", "肢体"),
            ("①", "肢体"),
            ("选2", "三级"),
            ("第一个", "肢体"),
            ("肢体", "肢体"),
            ("三", "三级"),
        ),
        *(("三级", "三级"), ("4", None), ("我要1", None), ("1个孩子", None), ("13800001234", None)),
    ):
        found = meant(said, choices.newest(conversation))
        assert (said, found and found.title) == (said, title)


def test_long_answers_are_cut_where_a_reader_pauses(opened, rasa):
    rasa.answer = [{"text": "第一句话在这里。" * 60, "buttons": ASKED[0]["buttons"]}]
    door = Toy(capabilities=Capabilities(buttons="inline", longest=100, measure=utf16))
    opened(door).take("查")
    texts = door.wait(5)
    assert texts == ["第一句话在这里。" * 12] * 5
    assert [bool(piece.buttons) for _, piece in door.delivered] == [False] * 4 + [True]


def test_several_replies_travel_as_one_message_where_that_is_better(opened, rasa):
    rasa.answer = [{"text": "一。"}, {"text": "二。"}, *ASKED]
    door = Toy(capabilities=NUMBERED)
    opened(door).take("查")
    assert door.wait(1) == ["一。\n\n二。\n\n您是哪里的户口？\n\n回复数字就能选：\n1 本旗农村\n2 本旗城镇"]
