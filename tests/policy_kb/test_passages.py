"""A question without a sure topic is met with the policy's own sentences, nearest first."""

from policy_kb.kb import KnowledgeBase
from policy_kb.passages import search


def test_the_sentence_that_speaks_of_it_comes_first_and_is_quoted_word_for_word(kb: KnowledgeBase) -> None:
    found = search(kb, "盲道被占，擅自改变无障碍设施用途的，处理力度怎么样")
    assert found[0].clause == "13"
    assert "加大对损坏、占用无障碍设施或擅自改变设施用途行为的处理力度" in found[0].words
    assert found[0].words in kb.source


def test_words_that_the_policy_shares_by_chance_are_no_basis(kb: KnowledgeBase) -> None:
    assert not any(passage.answers for passage in search(kb, "有什么武打电影好看"))


def test_what_the_policy_never_speaks_of_finds_nothing(kb: KnowledgeBase) -> None:
    assert search(kb, "今晚吃火锅") == []
