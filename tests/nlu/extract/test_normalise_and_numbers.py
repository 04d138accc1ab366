"""One spelling for everything typed, and numerals as people say them."""

import pytest

from bot.nlu.extract import normalise
from bot.nlu.extract.numbers import find, parse, years


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("我媽是肢體殘疾", "我妈是肢体残疾"),
        ("學費１２０００元", "学费12000元"),
        ("学费12,000元,交了", "学费12000元，交了"),
        ("住院花了1,234,567块", "住院花了1234567块"),
        ("能领多少??", "能领多少？"),
        ("能领多少？？？", "能领多少？"),
        ("你好!!我问个事", "你好！我问个事"),
        ("  我   二级  ", "我 二级"),
        ("一级\n农村\t户口", "一级 农村 户口"),
        ("呃，我爸瘫了", "我爸瘫了"),
        ("嗯…那个，我爸瘫了", "我爸瘫了"),
        ("那个那个我想问低保", "我想问低保"),
        ("那个补贴还发不", "那个补贴还发不"),
        ("嗯", "嗯"),
        ("嗯嗯", "嗯嗯"),
        ("我我妈听力二级", "我妈听力二级"),
        ("3.5万", "3.5万"),
        ("下午3:30", "下午3:30"),
        ("问题:怎么领", "问题：怎么领"),
        ("(农村)", "（农村）"),
        ("", ""),
        ("打⟦phone:ab12cd34⟧", "打⟦phone:ab12cd34⟧"),
        ("證件 ⟦id:0a1b2c3d⟧", "证件 ⟦id:0a1b2c3d⟧"),
    ],
)
def test_one_spelling(typed: str, plain: str) -> None:
    assert normalise(typed) == plain
    assert normalise(plain) == plain


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("一万二", 12000),
        ("两千三", 2300),
        ("三万五", 35000),
        ("一千零五十", 1050),
        ("一千零五", 1005),
        ("十八", 18),
        ("二十", 20),
        ("一百五", 150),
        ("二百五十", 250),
        ("三万五千六百", 35600),
        ("1万2", 12000),
        ("3.5万", 35000),
        ("5千", 5000),
        ("8k", 8000),
        ("2w", 20000),
        ("二零二六", 2026),
        ("三点五", 3.5),
        ("9000", 9000),
        ("一般", None),
        ("两三百", None),
        ("", None),
    ],
)
def test_numerals(said: str, value: float | None) -> None:
    assert parse(said) == value


@pytest.mark.parametrize(
    ("text", "value", "approximate"),
    [
        ("学费八千五", 8500, False),
        ("两三百块", 250, True),
        ("七八千", 7500, True),
        ("一万左右", 10000, True),
        ("大概三千", 3000, True),
        ("将近两万", 20000, True),
        ("五千多", 5000, True),
        ("二十出头", 20, True),
        ("三千来块", 3000, True),
        ("整6000元", 6000, False),
    ],
)
def test_numbers_in_a_text(text: str, value: float, approximate: bool) -> None:
    assert [(n.value, n.approximate) for n in find(text)] == [(value, approximate)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("半年", 0.5),
        ("一年半", 1.5),
        ("三年", 3),
        ("18个月", 1.5),
        ("六个月", 0.5),
        ("两年多", 2.5),
        ("不到两年", 1.5),
        ("快三年了", 2.5),
        ("好久了", None),
    ],
)
def test_lengths_of_time(text: str, value: float | None) -> None:
    assert years(text) == value
