"""What a call is wanted for is read without the words that ask for the call."""

from datetime import date

import pytest

from bot.nlu.call_matter import call_matter


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("我想约个回电问轮椅的事，⟦phone:abcdefgh⟧，明天下午", "轮椅的事"),
        ("帮我约个电话，问问轮椅咋申请，⟦phone:abcdefgh⟧，礼拜五", "轮椅咋申请"),
        ("明天下午给我打个电话问问低保的事，电话⟦phone:abcdefgh⟧", "低保的事"),
        ("礼拜三下午给⟦phone:abcdefgh⟧打电话，问住院救助的事，我同意", "住院救助的事"),
        ("转人工", None),
        ("轮椅怎么申请", None),
    ],
)
def test_only_the_matter_is_left(text: str, matter: str | None) -> None:
    assert call_matter(text, date(2026, 11, 26)) == matter
