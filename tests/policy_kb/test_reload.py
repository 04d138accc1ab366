"""A changed set of data files that passes the check goes into force; one that fails does not."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

import policy_kb.current as current_module
from policy_kb.answers import answer
from policy_kb.current import current, refused
from policy_kb.kb import ROOT, KnowledgeBase

Edit = Callable[[str, str, str], None]
DAY = date(2026, 11, 23)
PHYSICAL_3 = {"disabilities": [{"category": "physical", "grade": 3}]}


class Clock(Protocol):
    """Lets time go by for the knowledge base."""

    def pass_seconds(self, seconds: float) -> None: ...


def sum_said() -> str:
    return answer(current(), "subsidy_amount", PHYSICAL_3, DAY).text


def raise_the_sum(edit: Edit) -> None:
    old = "{from: null, value: 2400}"
    edit("parameters.yml", old, old + "\n    - {from: 2026-01-01, value: 2600}")


def test_a_change_that_passes_is_in_force_within_a_minute(edit: Edit, clock: Clock) -> None:
    before = current().version
    assert "2400元" in sum_said()
    raise_the_sum(edit)
    clock.pass_seconds(60)
    assert "2600元" in sum_said()
    assert "2400" not in sum_said()
    assert current().version != before


def test_changed_words_are_in_force_within_a_minute(edit: Edit, clock: Clock) -> None:
    assert "拿不准，可以问旗民政局" in sum_said()
    edit("words/closing_lines.j2", "拿不准，可以问旗{{", "不清楚的，可以问旗{{")
    clock.pass_seconds(60)
    assert "不清楚的，可以问旗民政局" in sum_said()


def test_a_change_that_fails_leaves_the_old_in_force_and_says_so(
    edit: Edit, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    before = current()
    raise_the_sum(edit)
    edit("parameters.yml", 'printed: "2400"', 'printed: "2401"')
    clock.pass_seconds(60)
    assert current() is before
    assert "2400元" in sum_said()
    assert "没有通过检查" in caplog.text
    assert "subsidy_physical_3" in caplog.text
    assert refused() == "parameters.yml 的 subsidy_physical_3：words 里没有 2401"


def test_a_failed_change_put_right_is_taken_up(edit: Edit, clock: Clock) -> None:
    current()
    raise_the_sum(edit)
    edit("parameters.yml", 'printed: "2400"', 'printed: "2401"')
    clock.pass_seconds(60)
    current()
    edit("parameters.yml", 'printed: "2401"', 'printed: "2400"')
    clock.pass_seconds(60)
    assert "2600元" in sum_said()
    assert refused() is None


def test_it_looks_by_itself_and_no_message_waits_for_the_check(
    copy: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YIZHU_KB", str(copy))
    monkeypatch.setattr(current_module, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(current_module, "_fresh", current_module._Fresh())
    assert "2400元" in sum_said()
    raise_the_sum(edit)
    until, longest, said = time.monotonic() + 60, 0.0, ""
    while "2600元" not in said and time.monotonic() < until:
        asked = time.monotonic()
        held = current()
        longest = max(longest, time.monotonic() - asked)
        said = answer(held, "subsidy_amount", PHYSICAL_3, DAY).text
        time.sleep(0.05)
    assert "2600元" in said
    assert longest < 1, "seconds; the check itself takes several"


@pytest.mark.parametrize(
    ("old", "new"),
    [("{%- macro ask() -%}", "{%- macro ask( -%}"), ("拿不准，可以问旗{{", "拿不准，给您9999元，问旗{{")],
)
def test_shared_words_that_fail_leave_the_old_words_in_force(
    edit: Edit, clock: Clock, old: str, new: str
) -> None:
    before = sum_said()
    edit("words/closing_lines.j2", old, new)
    clock.pass_seconds(60)
    assert sum_said() == before


def test_a_file_that_goes_missing_leaves_the_old_in_force(copy: Path, clock: Clock) -> None:
    before = sum_said()
    (copy / "parameters.yml").unlink()
    clock.pass_seconds(60)
    assert sum_said() == before


def test_two_knowledge_bases_of_one_content_have_one_version(copy: Path, edit: Edit) -> None:
    first = KnowledgeBase.load(copy).version
    assert KnowledgeBase.load(ROOT).version == first
    edit("topics/01_social_relief.yml", "这是全旗的总数", "这是全旗一年的总数")
    assert KnowledgeBase.load(copy).version != first
