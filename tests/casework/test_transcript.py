"""What the page remembers: the newest lines, for a few days, letters longer, for nobody without the key."""

from datetime import timedelta

import office
import pytest

from casework import outbox, transcript
from casework.clock import utcnow
from casework.db import session_scope
from casework.transcript import SHOWN, Line

pytestmark = pytest.mark.usefixtures("store")


def _purge(days: float) -> int:
    with session_scope() as session:
        return transcript.purge(session, utcnow() + timedelta(days=days))


def test_lines_come_back_in_order_and_apart():
    transcript.add("a", [Line(True, "问"), Line(False, "答", (("按钮", "值"),))])
    transcript.add("b", [Line(True, "别人")])
    transcript.add("a", [Line(True, "再问")])
    assert transcript.lines_of("a") == [
        Line(True, "问"),
        Line(False, "答", (("按钮", "值"),)),
        Line(True, "再问"),
    ]
    transcript.forget("a")
    assert transcript.lines_of("a") == []
    assert transcript.lines_of("b") == [Line(True, "别人")]


def test_only_the_newest_lines_are_shown():
    transcript.add("a", [Line(True, str(number)) for number in range(SHOWN + 5)])
    assert [line.text for line in transcript.lines_of("a")] == [str(n) for n in range(5, SHOWN + 5)]


def test_what_was_said_goes_after_two_days_and_a_letter_after_thirty(monkeypatch: pytest.MonkeyPatch):
    transcript.add("a", [Line(True, "问")])
    office.write("a", "web", "信", "wang")
    transcript.add_letters("a", outbox.waiting("a"))
    assert _purge(1.9) == 0
    assert _purge(2.1) == 1
    assert transcript.lines_of("a") == [Line(False, "信", office=True)]
    assert _purge(29.9) == 0
    assert _purge(30.1) == 1
    assert transcript.lines_of("a") == []


def test_what_has_outlived_its_time_is_not_shown_even_before_the_purge(monkeypatch: pytest.MonkeyPatch):
    transcript.add("a", [Line(True, "问")])
    monkeypatch.setenv("YIZHU_TRANSCRIPT_DAYS", "0.0000000001")
    assert transcript.lines_of("a") == []


def test_a_letter_stands_in_a_talk_once_however_often_it_is_brought():
    office.write("a", "web", "信", "wang")
    letters = outbox.waiting("a")
    transcript.add_letters("a", letters)
    transcript.add_letters("a", letters)
    assert transcript.lines_of("a") == [Line(False, "信", office=True)]
