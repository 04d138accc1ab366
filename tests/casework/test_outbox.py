"""The outbox: stored before it is sent, handed over in order, once, and never lost."""

import subprocess
import sys
from datetime import timedelta

import office
import pytest

from casework import callbacks, outbox, references
from casework.callbacks import CallbackWish
from casework.errors import InvalidLetter, NotFound

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch):
    """Moves the outbox's time on."""
    from casework import clock as real

    ahead = [timedelta()]
    monkeypatch.setattr(outbox, "utcnow", lambda: real.utcnow() + ahead[0])

    def move(step: timedelta) -> None:
        ahead[0] += step

    return move


def texts(letters: list[outbox.Envelope]) -> list[str]:
    return [letter.text for letter in letters]


def test_a_reply_waits_for_its_own_conversation_until_it_is_shown():
    office.write("talk-1", "web", " 材料带身份证就行。 ", "wang")
    office.write("talk-2", "web", "别人的信", "wang")
    [letter] = outbox.waiting("talk-1")
    assert (letter.text, letter.written_by, letter.conversation) == ("材料带身份证就行。", "wang", "talk-1")
    outbox.shown([letter.id])
    outbox.shown([letter.id])
    assert outbox.waiting("talk-1") == []
    assert texts(outbox.waiting("talk-2")) == ["别人的信"]
    assert outbox.waiting("talk-2", door="telegram") == []


def test_a_double_click_is_one_letter_and_the_same_words_next_day_are_two(clock):
    first = office.write("talk", "web", "好的", "wang")
    assert office.write("talk", "web", "好的", "wang") == first
    outbox.shown([first])
    assert office.write("talk", "web", "好的", "wang") == first
    clock(timedelta(days=1))
    assert office.write("talk", "web", "好的", "wang") != first
    assert texts(outbox.waiting("talk")) == ["好的"]


def test_letters_to_one_addressee_never_overtake_and_others_do_not_wait(clock):
    for text in ("一", "二"):
        office.write("a", "telegram", text, "wang")
    office.write("b", "telegram", "三", "wang")
    taken = outbox.take("telegram")
    assert texts(taken) == ["一", "三"]
    assert outbox.take("telegram") == [], "leased"
    outbox.failed(taken[0].id, "http 500")
    outbox.sent(taken[1].id)
    assert outbox.take("telegram") == [], "the second waits for the first"
    clock(outbox.BACK_OFF[0])
    [again] = outbox.take("telegram")
    assert again.text == "一"
    outbox.sent(again.id)
    assert texts(outbox.take("telegram")) == ["二"]


def test_a_letter_whose_door_died_comes_back(clock):
    office.write("a", "telegram", "信", "wang")
    assert texts(outbox.take("telegram", lease=timedelta(minutes=1))) == ["信"]
    clock(timedelta(minutes=1, seconds=1))
    assert texts(outbox.take("telegram")) == ["信"]


def test_what_cannot_be_delivered_is_dead_in_the_end_and_the_case_tells_it(clock):
    made = callbacks.create(CallbackWish(conversation="a", manner="text_only", door="telegram"))
    office.write("a", "telegram", "信", "wang", made.reference)
    office.write("a", "telegram", "下一封", "wang")
    for wait in (*outbox.BACK_OFF, timedelta()):
        [letter] = outbox.take("telegram")
        assert letter.text == "信"
        outbox.failed(letter.id, "http 500")
        clock(wait)
    assert texts(outbox.take("telegram")) == ["下一封"]
    kinds = [(event.actor, event.kind) for event in callbacks.history(made.reference)]
    assert kinds[1:] == [("wang", "letter_written"), ("system", "letter_dead")]


def test_a_blocked_chat_is_not_tried_again_and_a_wait_asked_for_is_kept(clock):
    blocked, busy = (office.write(name, "telegram", "信", "wang") for name in ("a", "b"))
    outbox.take("telegram")
    outbox.failed(blocked, "blocked", for_good=True)
    outbox.failed(busy, "429", retry_after=timedelta(hours=2))
    clock(timedelta(hours=1, minutes=59))
    assert outbox.take("telegram") == []
    clock(timedelta(minutes=2))
    assert [letter.id for letter in outbox.take("telegram")] == [busy]


def test_a_notice_is_put_once_for_its_key_and_address():
    first = office.notify("telegram", "100", "有急件", "case 1")
    assert office.notify("telegram", "100", "有急件", "case 1") == first
    assert office.notify("telegram", "200", "有急件", "case 1") != first
    assert {letter.address for letter in outbox.take("telegram")} == {"100", "200"}


def test_an_empty_letter_and_an_unknown_case_are_refused():
    with pytest.raises(InvalidLetter):
        office.write("a", "web", "  ", "wang")
    with pytest.raises(NotFound):
        office.write("a", "web", "信", "wang", references.new())
    assert outbox.waiting("a") == []


def test_letters_survive_a_restart_and_go_with_their_conversation():
    code = """
from casework import db, outbox
with db.session_scope() as session:
    outbox.add_reply(session, "a", "web", "信", "wang")
"""
    subprocess.run([sys.executable, "-c", code], check=True)
    assert texts(outbox.waiting("a")) == ["信"]
    callbacks.delete_conversation("a")
    assert outbox.waiting("a") == []


def test_an_urgent_call_back_tells_its_office_and_nothing_about_the_person(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("YIZHU_URGENT_TELEGRAM", "民政局=100, 教育局=200, 300")
    callbacks.create(CallbackWish("a", "13800001234", clause="1", words="我叫王二，家里断粮了"))
    callbacks.create(CallbackWish("b", "13800001235", topic="other", clause="1", words="问问补贴"))
    notices = outbox.take("telegram")
    assert {notice.address for notice in notices} == {"100", "300"}
    for notice in notices:
        assert "急件" in notice.text and "民政局" in notice.text
        assert "1234" not in notice.text and "王二" not in notice.text and "断粮" not in notice.text


def test_without_an_address_nobody_is_told():
    callbacks.create(CallbackWish("a", "13800001234", clause="1", words="断粮了"))
    assert outbox.take("telegram") == []
