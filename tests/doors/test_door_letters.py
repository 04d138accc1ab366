"""What the office writes arrives by the door the person came by: once, in order, or it is said why not."""

from datetime import timedelta

import office
from toy_door import Toy
from waiting import eventually

from bot.doors.interface import Capabilities, Gone, Later, Undeliverable
from casework import callbacks, peers, transcript
from casework.clock import utcnow
from casework.db import session_scope
from casework.models import Letter
from casework.wishes import CallbackWish

PHONE = "13800001234"


def _due() -> None:
    """What was put off is due now."""
    with session_scope() as session:
        session.query(Letter).update({"next_at": utcnow() - timedelta(seconds=1)})


def _tries() -> list[int]:
    with session_scope(read_only=True) as session:
        return [letter.tries for letter in session.query(Letter)]


def _kinds(reference: str) -> list[str]:
    return [event.kind for event in callbacks.history(reference)]


def _callback(conversation: str, **more) -> str:
    return callbacks.create(
        CallbackWish(conversation=conversation, phone=PHONE, door="toy", **more)
    ).reference


def test_a_letter_arrives_once_stands_in_the_talk_and_in_the_history(opened):
    conversation = peers.meet("toy", "anna").conversation
    reference = _callback(conversation)
    office.write(conversation, "toy", "王大姐，材料带身份证就行。", "wang", reference)
    office.write(conversation, "toy", "明天上午来。", "wang", reference)
    office.write(conversation, "web", "这封不归这里。", "wang")
    door = Toy()
    opened(door), opened(door)
    assert door.wait(2) == [
        "工作人员给您来信了：\n\n王大姐，材料带身份证就行。",
        "工作人员给您来信了：\n\n明天上午来。",
    ]
    assert eventually(lambda: len(transcript.lines_of(conversation)) == 2)
    assert _kinds(reference).count("letter_sent") == 2
    lines = [(line.text, line.office) for line in transcript.lines_of(conversation)]
    assert lines == [("王大姐，材料带身份证就行。", True), ("明天上午来。", True)]


def test_a_letter_comes_again_after_a_failure_and_not_its_first_half(opened):
    conversation = peers.meet("toy", "anna").conversation
    office.write(conversation, "toy", "这是一句话。" * 20, "wang")
    door = Toy(capabilities=Capabilities(longest=70), failures=[Later(1)])
    copy = opened(door)
    copy.take("在吗")
    door.wait(1)
    _due()
    texts = door.wait(3)
    assert sum("工作人员" in text for text in texts) == 1
    assert "".join(texts[1:]).count("这是一句话。") == 20


def test_what_cannot_arrive_is_in_the_history(opened):
    conversation = peers.meet("toy", "anna").conversation
    reference = _callback(conversation)
    office.write(conversation, "toy", "你好", "wang", reference)
    stranger = _callback("nobody's talk")
    office.write("nobody's talk", "toy", "你好", "wang", stranger)
    opened(Toy(failures=[Undeliverable("BadRequest")]))
    for found in (reference, stranger):
        assert eventually(lambda found=found: _kinds(found)[-1] == "letter_dead")


def test_a_shut_door_is_tried_again_later(opened):
    conversation = peers.meet("toy", "anna").conversation
    office.write(conversation, "toy", "你好", "wang")
    door = Toy(failures=[Gone()])
    opened(door)
    assert eventually(lambda: _tries() == [1])
    _due()
    assert door.wait(1) == ["工作人员给您来信了：\n\n你好"]


def test_a_notice_goes_to_the_address_itself(opened):
    office.notify("toy", "4711", "办公台上有一个新的急件。", "urgent 1")
    office.notify("toy", "4711", "办公台上有一个新的急件。", "urgent 1")
    door = Toy()
    opened(door)
    door.wait(1)
    assert [(whom, piece.text) for whom, piece in door.delivered] == [("4711", "办公台上有一个新的急件。")]


def test_deleting_everything_takes_the_letters_along(opened):
    from casework.erasure import delete_conversation

    conversation = peers.meet("toy", "anna").conversation
    office.write(conversation, "toy", "你好", "wang")
    delete_conversation(conversation)
    door = Toy()
    copy = opened(door)
    copy.take("在吗")
    assert door.wait(1) == ["收到：在吗"]
