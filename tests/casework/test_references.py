"""References: random, checked, and understood however they are read out."""

import pytest

from casework import references
from casework.errors import InvalidReference


def test_a_new_one_has_three_groups_and_is_never_a_phone_number():
    for _ in range(500):
        number = references.new()
        assert len(number) == 9
        assert number[0] in "23456789"
        assert references.parse(references.show(number)) == number


def test_five_hundred_are_all_different():
    assert len({references.new() for _ in range(500)}) == 500


@pytest.mark.parametrize(
    "text",
    [
        "4821-6350-4",
        "482163504",
        "4821 6350 4",
        "４８２１－６３５０－４",
        "四八二幺 六三五零 四",
        "编号：4821–6350–4。"[:-1],
    ],
)
def test_one_is_understood_in_many_writings(text: str):
    assert references.parse(text) == "482163504"


def test_every_wrong_digit_and_every_swap_is_noticed():
    right = "482163504"
    for place in range(9):
        for other in "0123456789".replace(right[place], ""):
            with pytest.raises(InvalidReference):
                references.parse(right[:place] + other + right[place + 1 :])
    for place in range(8):
        if right[place] != right[place + 1]:
            swapped = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
            with pytest.raises(InvalidReference):
                references.parse(swapped)


@pytest.mark.parametrize("text", ["", "4821-6350", "4821-6350-44", "482163504号是我的", "13800001234"])
def test_what_is_no_reference_is_refused(text: str):
    with pytest.raises(InvalidReference, match="编号不对"):
        references.parse(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我的编号4821-6350-4办了没", "482163504"),
        ("4821-6350-4，尾号1234", "482163504"),
        ("4821 6350 4 1234", "482163504"),
        ("我电话13800001234", None),
        ("编号4821-6350-5", None),
    ],
)
def test_one_is_found_inside_a_sentence(text: str, found: str | None):
    assert references.search(text) == found
