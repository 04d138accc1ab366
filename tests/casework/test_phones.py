"""Every private number is found however it is written, and nothing else is taken for one."""

import pytest

from casework import phones
from casework.errors import InvalidPhone


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("电话13800001234", "13800001234", "13800001234"),
        ("打138 0000 1234 明天", "138 0000 1234", "13800001234"),
        ("138-0000-1234", "138-0000-1234", "13800001234"),
        ("138.0000.1234", "138.0000.1234", "13800001234"),
        ("138，0000，1234", "138，0000，1234", "13800001234"),
        ("13 80 00 01 23 4", "13 80 00 01 23 4", "13800001234"),
        ("１３８００００１２３４", "１３８００００１２３４", "13800001234"),
        ("我的一三八零零零零一二三四", "一三八零零零零一二三四", "13800001234"),
        ("幺三八，零零零零，幺二三四", "幺三八，零零零零，幺二三四", "13800001234"),
        ("138然后0000然后1234", "138然后0000然后1234", "13800001234"),
        ("138OOOO1234", "138OOOO1234", "13800001234"),
        ("1\u200b38\u200b00001234", "1\u200b38\u200b00001234", "13800001234"),
        ("+86 138 0000 1234", "+86 138 0000 1234", "+8613800001234"),
        ("8613800001234", "8613800001234", "8613800001234"),
        ("明天下午3点打13800001234", "13800001234", "13800001234"),
        ("138 0000 1234 3点半", "138 0000 1234", "13800001234"),
        ("0477-8581234", "0477-8581234", "04778581234"),
        ("家里座机8581234", "8581234", "8581234"),
        ("电话0477杠8581234", "0477杠8581234", "04778581234"),
    ],
)
def test_a_phone_number_is_found_and_can_be_rung(text: str, written: str, value: str):
    (hit,) = phones.find_private(text)
    assert (hit.kind, text[hit.start : hit.end], hit.value) == ("phone", written, value)
    assert phones.is_valid(hit.value)


@pytest.mark.parametrize("text", ["1380000123", "138000012345", "138 0000 123", "12000001234"])
def test_a_mistyped_phone_number_is_private_too(text: str):
    (hit,) = phones.find_private(f"号码{text}。")
    assert hit.kind == "phone"
    assert not phones.is_valid(hit.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("152722198001011234", "152722198001011234"),
        ("15272219800101123X", "15272219800101123X"),
        ("15272219800101123x", "15272219800101123X"),
        ("152722 19800101 123X", "15272219800101123X"),
        ("152722 1980 0101 1234", "152722198001011234"),
        ("１５２７２２１９８００１０１１２３Ｘ", "15272219800101123X"),
        ("15272219800101123X44", "15272219800101123X44"),
        ("15272219800101123444", "15272219800101123444"),
        ("一五二七二二一九八零零一零一一二三四", "152722198001011234"),
    ],
)
def test_identity_and_certificate_numbers_are_found(text: str, value: str):
    (hit,) = phones.find_private(f"证号{text}，")
    assert (hit.kind, hit.start, hit.end, hit.value) == ("id", 2, 2 + len(text), value)


def test_several_numbers_in_one_message():
    text = "我13800001234，我哥138 0000 5678，证152722198001011234"
    assert [(h.kind, h.value) for h in phones.find_private(text)] == [
        ("phone", "13800001234"),
        ("phone", "13800005678"),
        ("id", "152722198001011234"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "编号4821-6350-4",
        "编号4821-6350-4，尾号1234",
        "住院花了12000元，报了3000元",
        "2026-11-25 15:30",
        "18, 2000, 30000",
        "1958-3-12 1500",
        "盖房花了1380000元",
        "伊政发〔2022〕35号",
        "三四级每年三千，一二级四千",
        "打12385或者12345，400-800-1234",
        "2021年到2025年",
        "",
    ],
)
def test_sums_dates_references_and_public_lines_stay(text: str):
    assert phones.find_private(text) == []


def test_numbers_are_kept_shown_and_read_out():
    assert phones.normalise("一三八 零零零零 一二三四") == "+8613800001234"
    assert phones.normalise("8581234") == "+864778581234"
    assert phones.parse("0477-8581234") == phones.Phone("+864778581234", "landline")
    assert phones.parse("13800001234").last4 == "1234"
    assert phones.spoken("+8613800001234") == "138 0000 1234"
    assert phones.spoken("04778581234") == "0477 858 1234"
    assert phones.mask("13800001234") == "138****1234"
    assert phones.mask("0477-8581234") == "****1234"
    assert phones.mask("12") == "****"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "没有看到电话号码"),
        ("1380000123", "手机号应该是11位，这个是10位"),
        ("12000001234", "没有这样开头的手机号"),
        ("110", "这个是3位"),
        ("4008001234", "打不通"),
        ("+85291234567", "中国大陆"),
    ],
)
def test_what_cannot_be_rung_is_refused_with_a_reason(text: str, message: str):
    with pytest.raises(InvalidPhone, match=message) as refused:
        phones.parse(text)
    assert len(text) < 7 or text not in str(refused.value)
