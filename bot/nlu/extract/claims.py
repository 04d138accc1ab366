"""`claim`: a sum or share that the speaker has heard of and holds for true (不是5000吗, 听说报一半)."""

import re

from bot.nlu.extract.found import Found
from bot.nlu.extract.message import Message, every
from bot.nlu.extract.numbers import NUMERAL, at

_HEARD = (
    r"(?:不是说|不就是|不是|难道|听(?:人家?|别人|邻居|村里人?)?说|人家(?:都|跟我)?说|别人(?:都)?说|都说|有人说|他们说"
    r"|村里(?:人|都)?说|网上(?:都|看到)?说?|抖音上|说好的?|说是|我记得|我以为|以为|记得|应该(?:是|有|给)|明明)"
)
_CLAIM = re.compile(
    rf"{_HEARD}[^。？！]{{0,24}}?(?P<share>百分之)?(?P<n>{NUMERAL})(?P<unit>%|成(?!员)|元|块钱?|圆)?"
    r"(?!级|岁|个|年|月|号|日|点|天|次|口|人|位|名|户|条|种|类|项|周岁|期|届|楼|室|社|组|〔|\d)"
)
#: The sum stands alone and is doubted: 5000对不对, 一年是6000吧.
_ASKED_SO = re.compile(
    rf"^(?:那|一年|每年|每人|就|是)*(?P<share>百分之)?(?P<n>{NUMERAL})(?P<unit>%|成|元|块钱?)?"
    r"(?:一年|每年)?(?:吧|对吧|对不对|是吧|是不是|对吗|没错吧)[？。！]?$"
)
_HALF = re.compile(rf"{_HEARD}[^。？！]{{0,16}}?(?:报|补|减|救助|返|给)[^。？！]{{0,3}}一半")
_LEAST_BARE = 100  # a number without a unit is a sum only from here on


def claims(message: Message) -> list[Found]:
    """The first claimed sum, `{"value": 5000, "unit": "元"}`; tenths (三成) count as per cent."""
    for pattern in (_CLAIM, _ASKED_SO):
        for m in every(pattern, message):
            number = at(message.text, m.start("n"), m.end("n"))
            value = None if number is None else _value(m, number.value)
            if value is not None:
                return [Found("claim", value, m.start(), m.end(), m.group())]
    half = _HALF.search(message.text)
    return (
        [Found("claim", {"value": 50, "unit": "%"}, half.start(), half.end(), half.group())] if half else []
    )


def _value(m: re.Match[str], number: float) -> dict[str, float | str] | None:
    if m["share"] or m["unit"] == "%":
        return {"value": number, "unit": "%"}
    if m["unit"] == "成":
        return {"value": number * 10, "unit": "%"}
    if m["unit"] is None and number < _LEAST_BARE:
        return None
    return {"value": number, "unit": "元"}
