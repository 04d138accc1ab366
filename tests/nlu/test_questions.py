"""A message is cut into its questions; a story stays with the question it leads up to."""

import pytest

from bot.nlu.questions import questions


@pytest.mark.parametrize(
    "text",
    [
        "我妈今年七十，腿断了，证上三级，一年能领多少钱",
        "补贴标准",
        "我也不知道该找谁，家里实在困难，能给点救助吗",
    ],
)
def test_one_question_stays_whole(text):
    assert questions(text) == [text]


def test_each_question_keeps_the_story_before_it():
    assert questions("我妈听力二级，一年多少钱？我爸肢体三级呢？另外轮椅免费吗") == [
        "我妈听力二级，一年多少钱？",
        "我爸肢体三级呢？",
        "另外轮椅免费吗",
    ]


def test_questions_parted_by_a_comma():
    assert questions("住院花了八千还能管多少，公租房能减租吗") == [
        "住院花了八千还能管多少",
        "公租房能减租吗",
    ]


def test_what_follows_the_last_question_belongs_to_it():
    assert questions("学费能补多少？危房给多少？我家农村的") == ["学费能补多少？", "危房给多少？我家农村的"]
