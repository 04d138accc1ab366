"""Easy-read words: short lines and bubbles, nothing lost, the basis last, hard words explained once."""

import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policy_kb.answers import FACETS, answer
from policy_kb.basis import is_basis
from policy_kb.bubbles import BUBBLE, bubbles
from policy_kb.check import check
from policy_kb.easy_lines import LINE, easy_lines, width
from policy_kb.glossary import Word, explain
from policy_kb.kb import KnowledgeBase

ON = date(2026, 1, 5)
MARKS = list("，。、：；“”（）三")
WORDS = ["低保", "残疾人", "每人每年", "12385", "4000元", "30%", "四级", "wheelchair"]
OTHERS = ["⟦phone:a1b2c3d4⟧", "YZ-7K3M-9Q2F-X", "\n", "依据：《实施意见》第1条\n"]
PIECES = st.sampled_from([*MARKS, *WORDS, *OTHERS])
WHOLE = re.compile(r"⟦[^⟧]*⟧|[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*")


def shown(text: str) -> list[str]:
    """A text as it is shown, without explanations."""
    return bubbles(easy_lines(text))


def bare(text: str) -> str:
    """The text without line ends."""
    return text.replace("\n", "")


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=60))
@example(["，", "“", *["wheelchair"] * 4])  # a word as long as a line, behind a mark that opens
def test_no_bubble_is_long_and_nothing_is_lost(pieces):
    text = "".join(pieces)
    cut = shown(text)
    assert bare("".join(cut)) == bare(text)
    assert all(len(bubble) <= BUBBLE for bubble in cut)
    longest = max(map(len, WHOLE.findall(text)), default=0)
    if longest <= LINE:
        assert WHOLE.findall("\n".join(cut)) == WHOLE.findall("\n".join(easy_lines(text)))
        assert [w for w in WHOLE.findall(text) if len(w) > 3 and w not in "\n".join(cut)] == []


def test_a_sentence_is_a_line_and_a_long_one_goes_on_at_a_pause():
    text = "重度残疾人有补贴。精神、智力三、四级的，和肢体三级的，也有补贴，但是每个人到底能领多少钱，要看是城镇还是农村牧区的户口。"
    lines = easy_lines(text)
    assert lines[0] == "重度残疾人有补贴。"
    assert len(lines) == 3 and lines[1].endswith("，")
    assert all(len(line) <= LINE for line in lines)


def test_marks_within_quotation_marks_do_not_end_a_line():
    assert easy_lines("比如“农村肢体三级，补贴多少？”。") == ["比如“农村肢体三级，补贴多少？”。"]


def test_neither_a_list_number_nor_a_pair_of_grades_is_torn_apart():
    lines = easy_lines(
        "一、答伊金霍洛旗残疾人政策里的问题比如补贴多少和住院救助和房租减免还有精神智力三、四级的补贴"
    )
    assert lines[0].startswith("一、答") and not any(line.endswith("三、") for line in lines)


def test_a_private_token_counts_as_many_characters_as_its_number_may_have():
    text = "电话：" + "好" * 60 + "⟦id:a1b2c3d4⟧"
    assert all(width(bubble) <= BUBBLE for bubble in shown(text))
    assert "⟦id:a1b2c3d4⟧" in "\n".join(shown(text))


def test_the_basis_stands_with_what_goes_before():
    *_, last = shown(
        "\n".join(["这是一句不长不短的话，正好占去一些地方。"] * 8 + ["依据：《实施意见》第1条"])
    )
    assert last.splitlines()[-1] == "依据：《实施意见》第1条" and len(last.splitlines()) > 1


def test_a_long_basis_stays_one_line():
    basis = "依据：《实施意见》" + "、".join(f"第{n}条" for n in range(1, 13))
    assert shown(f"有这些。\n{basis}")[-1].splitlines()[-1] == basis


def test_a_hard_word_is_explained_once_below_its_sentence():
    words = {"托养": Word("帮家里照顾残疾人")}
    lines = explain(["有了托养，", "家里轻松。", "托养要钱。"], words)
    assert lines == ["有了托养，", "家里轻松。", "托养：帮家里照顾残疾人。", "托养要钱。"]


@pytest.mark.parametrize(
    "text", ["托养就是帮着照顾残疾人。", "托养，是帮忙照顾。", "有人帮着照顾，这叫托养。"]
)
def test_a_word_that_the_text_explains_is_left_alone(text):
    assert explain([text], {"托养": Word("帮家里照顾残疾人")}) == [text]


def test_a_word_explained_earlier_in_the_reply_is_not_explained_again():
    assert explain(["领低保吗？"], {"低保": Word("生活费")}, said="吃低保的，有照顾。") == ["领低保吗？"]


def test_another_name_of_the_same_thing_is_explained_once():
    words = {"特困供养": Word("公家来养"), "五保": Word("公家来养")}
    assert explain(["特困供养、五保都行。"], words) == ["特困供养、五保都行。", "特困供养：公家来养。"]


def test_a_line_that_is_the_explanation_is_not_explained():
    assert explain(["托养：帮家里照顾残疾人。"], {"托养": Word("帮家里照顾残疾人")}) == [
        "托养：帮家里照顾残疾人。"
    ]


def test_words_never_stand_below_the_basis():
    lines = explain(["说托养，", "依据：《实施意见》第8条"], {"托养": Word("帮家里照顾残疾人")})
    assert is_basis(lines[-1])


@pytest.mark.parametrize("facet", [None, *FACETS])
def test_every_topic_fits_in_short_bubbles(kb: KnowledgeBase, facet: str | None):
    for topic in kb.topics:
        text = answer(kb, topic, {}, ON, facet=facet, easy=True).text
        cut = bubbles(explain(easy_lines(text), kb.glossary))
        assert all(len(bubble) <= BUBBLE for bubble in cut), topic
        assert is_basis(cut[-1].splitlines()[-1]), topic


@pytest.mark.parametrize(
    "term",
    [
        "低保",
        "特困供养",
        "公租房",
        "两项补贴",
        "辅具",
        "托养",
        "送教上门",
        "随班就读",
        "精准康复",
        "公益性岗位",
        "一户多残",
    ],
)
def test_the_common_hard_words_have_an_explanation(kb: KnowledgeBase, term: str):
    assert term in kb.glossary


def test_the_check_names_an_easy_line_that_is_too_long(copy, edit):
    edit("topics/08_care.yml", "托养就是帮家里照顾残疾人。", "托养就是帮家里照顾残疾人" + "的人" * 16 + "。")
    problems = [str(problem) for problem in check(copy)]
    assert any("08_care.yml" in problem and "40 个字" in problem for problem in problems)


def test_the_check_names_a_topic_without_easy_words(copy, edit):
    edit("topics/08_care.yml", "  easy: |", "  simple: |")
    assert "缺少 easy" in str(check(copy)[0])


def test_the_check_names_a_topic_that_a_word_leads_to_in_vain(copy, edit):
    edit("words/glossary.yml", "topics: [care_system]", "topics: [care_systems]")
    assert [str(p) for p in check(copy)] == [
        "words/glossary.yml：“托养”的 topics 里写了 care_systems，没有这个回答条目"
    ]


def test_the_check_names_an_explanation_with_a_number(copy, edit):
    edit("words/glossary.yml", "means: 公家给困难家庭的生活费", "means: 公家给的500元")
    assert any("glossary.yml" in str(p) and "数字" in str(p) for p in check(copy))
