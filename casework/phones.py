"""Phone numbers of mainland China: are they real, how are they kept, shown and read out."""

from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from casework.digits import digit
from casework.errors import InvalidPhone
from casework.private import Private, find_private
from casework.settings import settings

__all__ = ["Phone", "Private", "find_private", "is_valid", "mask", "normalise", "parse", "spoken"]

_MOBILE = {PhoneNumberType.MOBILE}
_LANDLINE = {PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


@dataclass(frozen=True)
class Phone:
    """A number that can be rung. `e164` like `+8613800001234`; `kind` is `mobile` or `landline`."""

    e164: str
    kind: str

    @property
    def last4(self) -> str:
        """The digits a person is asked for to prove that the number is theirs."""
        return self.e164[-4:]


def parse(text: str) -> Phone:
    """The phone number that `text` is, however it is written.

    Raises:
        InvalidPhone: with what is wrong with it, in Chinese, without the number itself.
    """
    digits = _digits(text)
    if not digits:
        raise InvalidPhone("没有看到电话号码。请说一个11位的手机号，或者带区号的座机号。")
    if len(digits) == 7 and digits[0] in "2345678":
        digits = settings().area_code + digits
    try:
        number = phonenumbers.parse(digits, "CN")
    except phonenumbers.NumberParseException as error:
        raise InvalidPhone(_what_is_wrong(digits)) from error
    kind = phonenumbers.number_type(number)
    if number.country_code != 86 and digits.startswith("+"):
        raise InvalidPhone("只能打中国大陆的号码。请换一个国内的手机号或座机号。")
    valid = number.country_code == 86 and phonenumbers.is_valid_number(number)
    if not valid or kind not in _MOBILE | _LANDLINE:
        raise InvalidPhone(_what_is_wrong(digits))
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return Phone(e164, "mobile" if kind in _MOBILE else "landline")


def normalise(text: str) -> str:
    """`parse(text).e164`; raises InvalidPhone."""
    return parse(text).e164


def is_valid(text: str) -> bool:
    """Whether `text` is a number that can be rung."""
    try:
        parse(text)
    except InvalidPhone:
        return False
    return True


def spoken(number: str) -> str:
    """In the groups in which people read it out: `138 0000 1234`, `0477 858 1234`."""
    parsed = phonenumbers.parse(parse(number).e164)
    return phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)


def mask(number: str) -> str:
    """Enough to recognise one's own number by: `138****1234`; anything invalid shows nothing but stars."""
    try:
        phone = parse(number)
    except InvalidPhone:
        return "****"
    head = phone.e164.removeprefix("+86")[:3] if phone.kind == "mobile" else ""
    return f"{head}****{phone.last4}"


def _digits(text: str) -> str:
    digits = "".join(value for value in map(digit, text) if value is not None)
    if text.strip().startswith(("+", "＋")):
        return "+" + digits
    if digits.startswith("0086"):
        return "+" + digits[2:]
    if len(digits) == 13 and digits.startswith("861"):
        return "+" + digits
    return digits


def _what_is_wrong(digits: str) -> str:
    national = digits.removeprefix("+86")
    if national.startswith("1") and len(national) != 11:
        return f"手机号应该是11位，这个是{len(national)}位。请再说一遍。"
    if national.startswith("1"):
        return "没有这样开头的手机号。请核对一下，再说一遍。"
    return "这个号码打不通。请说11位的手机号，或者带区号的座机号，比如0477开头的。"
