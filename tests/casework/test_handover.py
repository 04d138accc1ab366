"""What a request takes along for its person: in order, once, and the same when it is asked again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from casework import handover, inbox, peers
from casework.clock import utcnow
from casework.db import session_scope
from casework.door_tables import InboxRow
from casework.handover import Handed, Way

MUTE = Way(False, 5.0, lambda pieces: min(len(pieces), 2))  # at most two pieces in a request
ABLE = Way(True, 5.0, lambda pieces: min(len(pieces), 2))


def piece(text: str) -> dict:
    """A piece as the porter keeps it."""
    return {"text": text, "buttons": [], "closes": ""}


def message(key: str, *answer: str, who: str = "o-li", age: float = 0.0) -> int:
    """A message that came `age` seconds ago, answered with these pieces; without any: not answered yet."""
    conversation = peers.meet("wechat", who).conversation
    kept = inbox.put("wechat", key, conversation, {"kind": "text"}, 10)
    assert kept is not None
    number = kept[0]
    with session_scope() as session:
        session.get(InboxRow, number).received_at = utcnow() - timedelta(seconds=age)
    if answer:
        inbox.answer(number, [piece(text) for text in answer], [], conversation)
    return number


def texts(handed: Handed | None) -> list[str] | None:
    """The words of what was taken."""
    return None if handed is None else [one["text"] for one in handed.pieces]


def test_a_request_waits_until_it_cannot(store: str) -> None:
    number = message("1")
    assert handover.hand_over(number, MUTE, last=False) is None
    assert handover.hand_over(number, MUTE, last=True) == Handed(slow=True)
    assert handover.hand_over(number, MUTE, last=False) == Handed(slow=True)


def test_what_was_taken_is_taken_once_and_repeated_to_who_asks_again(store: str) -> None:
    number = message("1", "甲")
    taken = handover.hand_over(number, MUTE, last=False)
    assert taken == Handed([piece("甲")], [False])
    assert handover.hand_over(number, MUTE, last=False) == taken
    assert texts(handover.hand_over(message("2", "乙"), MUTE, last=False)) == ["乙"]


def test_the_rest_waits_for_the_next_request_of_who_can_only_answer(store: str) -> None:
    first = handover.hand_over(message("1", "甲", "乙", "丙"), MUTE, last=False)
    assert (texts(first), first.more) == (["甲", "乙"], True)
    second = handover.hand_over(message("2", "丁"), MUTE, last=False)
    assert (texts(second), second.late, second.more) == (["丙", "丁"], [False, False], False)


def test_the_rest_is_sent_by_who_can_write(store: str) -> None:
    number = message("1", "甲", "乙", "丙")
    first = handover.hand_over(number, ABLE, last=False)
    assert (texts(first), first.more) == (["甲", "乙"], False)
    assert inbox.claim("wechat") is None  # not before the request's own answer has arrived
    with session_scope() as session:
        session.get(InboxRow, number).busy_until = None
    claimed = inbox.claim("wechat")
    assert (claimed.id, claimed.sent, claimed.answer[claimed.sent]["text"]) == (number, 2, "丙")


def test_late_answers_come_first_and_are_named_so(store: str) -> None:
    late = message("1", age=60)
    assert handover.hand_over(late, MUTE, last=True).slow
    inbox.answer(late, [piece("甲")], [], peers.meet("wechat", "o-li").conversation)
    taken = handover.hand_over(message("2", "乙"), MUTE, last=False)
    assert (texts(taken), taken.late) == (["甲", "乙"], [True, False])


def test_an_answer_whose_own_request_may_still_come_is_left_to_it(store: str) -> None:
    first, second = message("1", "甲"), message("2", "乙")
    assert texts(handover.hand_over(second, MUTE, last=False)) == ["乙"]
    assert texts(handover.hand_over(first, MUTE, last=False)) == ["甲"]


def test_after_its_time_an_answer_is_the_senders_and_not_the_requests(store: str) -> None:
    number = message("1", "甲", age=6)
    assert texts(handover.hand_over(number, ABLE, last=False)) == []
    assert inbox.claim("wechat").id == number


def test_what_cannot_be_sent_goes_with_the_next_request(store: str) -> None:
    number = message("1", "甲", age=60)
    inbox.claim("wechat")
    inbox.keep(number)
    assert inbox.claim("wechat") is None
    conversation = peers.meet("wechat", "o-li").conversation
    assert handover.waits(conversation, pushes=True)
    assert texts(handover.hand_over(message("2", "乙"), ABLE, last=False)) == ["甲", "乙"]
    assert not handover.waits(conversation, pushes=True)


def test_what_is_laid_down_is_taken_once_however_often_it_is_laid_down(store: str) -> None:
    conversation = peers.meet("wechat", "o-li").conversation
    for _ in range(2):
        handover.lay_down("wechat", conversation, "letter", [piece("信")])
    taken = handover.hand_over(message("1", "甲"), MUTE, last=False)
    assert (texts(taken), taken.late) == (["信", "甲"], [False, False])
    handover.lay_down("wechat", conversation, "letter", [piece("信")])
    assert texts(handover.hand_over(message("2", "乙"), MUTE, last=False)) == ["乙"]


def test_nobody_takes_what_is_anothers(store: str) -> None:
    message("1", "甲", who="o-wang", age=60)
    assert texts(handover.hand_over(message("2", "乙"), MUTE, last=False)) == ["乙"]


@pytest.mark.parametrize("way", [MUTE, ABLE])
def test_many_who_ask_at_once_get_the_same(store: str, way: Way) -> None:
    number = message("1", "甲")
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: texts(handover.hand_over(number, way, last=False)), range(16)))
    assert taken == [["甲"]] * 16


def test_many_requests_of_one_person_share_without_doubling(store: str) -> None:
    for number in range(6):
        message(f"old {number}", f"旧{number}", age=60)
    numbers = [message(f"new {number}", f"新{number}") for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        taken = list(pool.map(lambda number: texts(handover.hand_over(number, MUTE, last=False)), numbers))
    with session_scope() as session:
        left = [
            one["text"] for row in session.query(InboxRow) if row.answer for one in row.answer[row.sent :]
        ]
    everything = [text for texts_of_one in taken for text in texts_of_one] + left
    assert sorted(everything) == [f"新{number}" for number in range(6)] + [
        f"旧{number}" for number in range(6)
    ]


def test_words_stay_no_longer_than_they_can_be_asked_for(store: str) -> None:
    number = message("1", "甲", age=61)
    handover.hand_over(number, MUTE, last=False)
    assert inbox.clear_told() == 1
    with session_scope() as session:
        row = session.get(InboxRow, number)
        assert (row.state, row.answer, row.handed) == ("done", None, None)


def test_who_deletes_everything_finds_nothing_waiting(store: str) -> None:
    message("1", "甲", age=60)
    conversation = peers.meet("wechat", "o-li").conversation
    handover.lay_down("wechat", conversation, "letter", [piece("信")])
    with session_scope() as session:
        inbox.forget(session, conversation)
    assert texts(handover.hand_over(message("2", "乙"), MUTE, last=False)) == ["乙"]


def test_an_answer_waits_a_month_for_its_person(store: str) -> None:
    number = message("1", "甲", age=60)
    for days, gone in ((29, 0), (31, 1)):
        with session_scope() as session:
            assert inbox.purge(session, utcnow() + timedelta(days=days)) == gone
    with session_scope() as session:
        assert session.get(InboxRow, number) is None
