"""Terms of the policy in wrong characters that sound the same."""

import pytest

from bot.nlu.extract.normalise import normalise


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("儿子字闭症，精神三及，每年补多少", "儿子自闭症，精神三级，每年补多少"),
        ("肢体san级", "肢体三级"),
        ("底保咋申请", "低保咋申请"),
        ("公祖房的租金", "公租房的租金"),
    ],
)
def test_a_misheard_term_is_mended(typed, meant):
    assert normalise(typed) == meant


@pytest.mark.parametrize("text", ["一级一级往上报", "残疾人", "第三极地", "他姓郝不姓何", "生活不体面"])
def test_other_words_stay_as_they_are(text):
    assert normalise(text) == text
