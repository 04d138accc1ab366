"""Age: 六十七了, 9岁, 三岁半, 七十有二, 65年生的."""

import re
from datetime import date

from bot.nlu.extract.categories import NAMES
from bot.nlu.extract.found import Found
from bot.nlu.extract.message import Message
from bot.nlu.extract.numbers import NUMERAL, at, parse
from bot.nlu.extract.people import Mention, person_of

_YEARS_OLD = re.compile(rf"(?P<n>{NUMERAL})(?:多|几|来)?(?:周岁|虚岁|岁)(?P<half>半)?")
_MONTHS_OLD = re.compile(rf"(?P<n>{NUMERAL})个月大")
_BARE = re.compile(
    r"(?:(?:今年|现在|过年|都|也|已经|^|[，。？！ ]|妈|爸|我大|娘|爹|伴|汉|我|他|她|子|娃|婆|公"
    r"|爷|奶)(?:都|也|已经|今年)*)(?P<n>[一二三四五六七八九]?十[一二三四五六七八九]?"
    r"|[1-9]\d)(?:了|啦|喽)(?=$|[，。？！ ])"
)
_AFTER_PERSON = re.compile(
    r"(?:妈|爸|我大|娘|爹|伴|汉|我|他|她|公|婆|爷"
    r"|奶)(?:今年)?(?P<n>[一二三四五六七八九]?十[一二三四五六七八九]?|[1-9]\d)"
    rf"(?=[，。 ]|低保|农村|城镇|{NAMES})"
)
_THIS_YEAR = re.compile(rf"今年(?:都|也|已经|虚岁|周岁|就|刚|整)*(?P<n>{NUMERAL})(?=$|[，。？！ 了])")
_AND = re.compile(r"(?P<t>[一二三四五六七八九]十)有(?P<u>[一二三四五六七八九])")
_BORN = re.compile(
    r"(?P<y>(?:19|20)\d\d|\d\d|[一二三四五六七八九零〇]{2}"
    r"|[一二]九?[零〇一二三四五六七八九]{3})年?(?:\d{1,2}月(?:\d{1,2}[日号])?)?(?:生的?人?"
    r"|出生|生人)"
)
# A limit, a past event, somebody else's or a group's age.
_LIMIT_AFTER = re.compile(
    r"(?:及?以[上下内前后]|之[前后内上下]|前|后|往上|往下|内|到|至|[-~—]|的?(?:儿童|孩子|娃娃?)?(?:才|以))"
)
_PAST_AFTER = re.compile(
    r"(?:那年|那会儿?|的?时候?|时|就(?:没|不|得|被|瞎|聋|瘫|查|开)|被|上(?:得|就|被|查|摔)"
    r"|起|开始|确诊|发现|查出|得的|摔|落下|之后|没(?:人管|爹|妈|娘)|生的)"
)
_LIMIT_BEFORE = re.compile(
    r"(?:满|不满|未满|年满|过了?|超过?|到了?|不到|低于|大于|小于|不足|[-~至—到]|从|自|打"
    r"|大于等于|够|得|差|大|小|比我大)$"
)


def ages(message: Message, today: date, people: list[Mention]) -> list[Found]:
    """`age` in years as stated of a person; limits (7岁以上), past ages (三岁那年) and rough ones are not."""
    out: list[Found] = []
    for m in _YEARS_OLD.finditer(message.text):
        out += _stated(message, m, people)
    for m in _MONTHS_OLD.finditer(message.text):
        months = parse(m["n"])
        if months is not None and months <= 60:
            out.append(_found(message, round(months / 12, 2), m.start(), m.end(), people))
    for pattern in (_BARE, _THIS_YEAR, _AFTER_PERSON):
        for m in pattern.finditer(message.text):
            number = at(message.text, m.start("n"), m.end("n"))
            plain = (
                number is not None
                and not _about_bare(message.text, m.start("n"))
                and 1 <= number.value <= 120
            )
            if number is not None and plain and not _overlaps(out, m.start("n"), m.end()):
                if pattern is _THIS_YEAR and re.match(r"[年月万千块元个]", message.text[m.end() :]):
                    continue
                out.append(_found(message, int(number.value), m.start("n"), m.end(), people))
    for m in _AND.finditer(message.text):
        value = (parse(m["t"]) or 0) + (parse(m["u"]) or 0)
        out = [f for f in out if not _overlaps([f], m.start(), m.end())]
        out.append(_found(message, value, m.start(), m.end(), people))
    return out + _born(message, today, people)


def _stated(message: Message, m: re.Match[str], people: list[Mention]) -> list[Found]:
    text = message.text
    before, after = text[: m.start()], text[m.end() :]
    if _LIMIT_AFTER.match(after) or _PAST_AFTER.match(after) or _LIMIT_BEFORE.search(before):
        return []
    number = at(text, m.start("n"), m.end("n"))
    if number is not None and number.approximate and len(text) <= 12:
        said = {"kind": "approximate", "fact": "age", "said": number.value, "value": number.value}
        return [Found("problem", said, m.start(), m.end(), m.group(), person_of(message, people, *m.span()))]
    if number is None or number.approximate or not 0 <= number.value <= 120:
        return []
    value = number.value + (0.5 if m["half"] else 0)
    return [_found(message, value, m.start(), m.end(), people)]


def _about_bare(text: str, start: int) -> bool:
    return bool(re.search(r"(?:快|近|将近|奔|大概|差不多|花了?|交了?|报了?|给了?)(?:要|到)?$", text[:start]))


def _born(message: Message, today: date, people: list[Mention]) -> list[Found]:
    out = []
    for m in _BORN.finditer(message.text):
        said = m["y"]
        year = int(said) if said.isdigit() else _digits(said)
        if len(said) == 2:
            year += 2000 if year <= today.year % 100 else 1900
        if 0 <= today.year - year <= 120:
            out.append(_found(message, today.year - year, m.start(), m.end(), people))
    return out


def _digits(said: str) -> int:
    return int("".join(str("零一二三四五六七八九".find("零" if c == "〇" else c)) for c in said))


def _overlaps(found: list[Found], start: int, end: int) -> bool:
    return any(f.start < end and start < f.end for f in found)


def _found(message: Message, value: float, start: int, end: int, people: list[Mention]) -> Found:
    whom = person_of(message, people, start, end)
    return Found("age", value, start, end, message.text[start:end], whom)
