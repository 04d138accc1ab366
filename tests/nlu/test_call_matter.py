"""What a call is wanted for is read without the words that ask for the call."""

from datetime import date

import pytest

from bot.nlu.call_matter import call_matter, wants_person


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("我想约个回电问轮椅的事，⟦phone:abcdefgh⟧，明天下午", "轮椅的事"),
        ("帮我约个电话，问问轮椅咋申请，⟦phone:abcdefgh⟧，礼拜五", "轮椅咋申请"),
        ("明天下午给我打个电话问问低保的事，电话⟦phone:abcdefgh⟧", "低保的事"),
        ("礼拜三下午给⟦phone:abcdefgh⟧打电话，问住院救助的事，我同意", "住院救助的事"),
        ("找个人给我说说低保", "低保"),
        ("寻个懂护理补贴的同志给我妈细细讲一讲危房改造", "危房改造"),
        ("转人工", None),
        ("轮椅怎么申请", None),
    ],
)
def test_only_the_matter_is_left(text: str, matter: str | None) -> None:
    assert call_matter(text, date(2026, 11, 26)) == matter


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("找个人给我说说低保", True),
        ("能不能叫个懂的人来跟我讲清楚住院咋报", True),
        ("派个工作人员给我们家解释一下", True),
        ("心里闷，想找个人说说话", False),
        ("上回让人给我说了一顿，低保也没给", False),
        ("有没有人给我妈做饭", False),
    ],
)
def test_who_wants_to_be_told_by_a_person_is_heard(text: str, wanted: bool) -> None:
    assert wants_person(text) is wanted
