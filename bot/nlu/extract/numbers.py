"""Chinese and Arabic numerals as people write them: 一万二, 1万2, 3.5万, 8k, 两三百, 半."""

import re
from dataclasses import dataclass

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
_UNITS = {"十": 10, "百": 100, "千": 1000, "k": 1000, "K": 1000, "万": 10000, "w": 10000, "W": 10000}
_UNITS |= {"亿": 100000000}

_CHINESE = "[零〇一二两三四五六七八九十百千万亿]"
# Runs are bounded, so that a screenful of digits costs no more than a few.
_ARABIC = r"(?:\d{1,12}(?:\.\d{1,4})?)"
# One numeral: “1万2千”, “3.5万”, “八千五”, “8k”; a bare run of digits is left to the caller to judge.
NUMERAL = (
    rf"(?:{_ARABIC}(?:[十百千万亿kKwW]{_CHINESE}{{0,8}}(?:\d{{1,8}}[百千]?(?:\d{{1,8}}"
    rf"|{_CHINESE}{{1,8}})?)?)?"
    rf"|{_CHINESE}{{1,12}}(?:点{_CHINESE}{{1,4}})?)"
)

_ABOUT_BEFORE = re.compile(
    r"(?:大概|大约|差不多|约摸|估计|将近|快到?|近|约|可能|一共也就|不到|上下)(?:是|有|要|花了?|交了?)?$"
)
_ABOUT_AFTER = re.compile(
    r"(?:多|来|几|把|好几)(?:元|块|岁|万|千|百|[^\w]|$|年|个|钱)"
    r"|(?:元|块钱|块|岁|钱|来?块钱?|年)?(?:左右|上下|出头|多(?!少|大|久)|开外|不到|往上|往下|以上|以下)"
)
_NEIGHBOURS = re.compile(r"([一二两三四五六七八九])([二三四五六七八九])(?=[十百千万]|$)")


@dataclass(frozen=True)
class Number:
    """A numeral in a text: value, place, and whether it was said as about (两三百, 一万左右)."""

    value: float
    start: int
    end: int
    approximate: bool


def parse(said: str) -> float | None:
    """The number that a whole string says, None if it is not a numeral: parse("一万二") == 12000."""
    said = said.strip()
    if not 0 < len(said) <= 16:  # no sum, age or date is longer
        return None
    if re.fullmatch(_ARABIC, said):
        return tidy(float(said))
    if re.fullmatch(r"[零〇一二三四五六七八九]{2,}", said):
        return None if _neighbours(said) else tidy(float("".join(str(_DIGITS[c]) for c in said)))
    if "点" in said:
        whole, _, part = said.partition("点")
        base = parse(whole)
        if base is None or not part or any(c not in _DIGITS for c in part):
            return None
        return tidy(float(f"{int(base)}.{''.join(str(_DIGITS[c]) for c in part)}"))
    return _by_units(said)


def tidy(value: float) -> float:
    """A whole number as int, so that 3.0 is shown and compared as 3."""
    return int(value) if value == int(value) else round(value, 4)


def _by_units(said: str) -> float | None:
    """Digits and units from left to right; a digit left over stands for the next lower unit (一万二)."""
    total = section = 0.0
    pending: float | None = None
    last_unit, zero = 0, False
    for piece in re.findall(rf"{_ARABIC}|.", said):
        if piece in ("零", "〇"):
            zero = True
        elif piece in _DIGITS or re.fullmatch(_ARABIC, piece):
            if pending is not None:
                return None
            pending = float(_DIGITS[piece]) if piece in _DIGITS else float(piece)
        elif piece in _UNITS:
            unit = _UNITS[piece]
            if unit >= 10000:
                total += (section + (pending or 0) or 1) * unit
                section = 0.0
            else:
                section += (1 if pending is None else pending) * unit
            pending, last_unit, zero = None, unit, False
        else:
            return None
    if pending is not None:
        # “一千零五” is 1005 but “一千五” 1500; “二十五” is plain.
        short = last_unit >= 100 and not zero and pending < 10
        section += pending * (last_unit / 10 if short else 1)
    return tidy(total + section)


def _neighbours(said: str) -> bool:
    return bool(re.fullmatch(r"[一二两三四五六七八九][二三四五六七八九]", said)) and _rising(said)


def _rising(pair: str) -> bool:
    return _DIGITS[pair[1]] - _DIGITS[pair[0]] == 1


def _rough(said: str) -> float | None:
    """The middle of “两三百”, “七八千”, “十七八”; None when the numeral is no such pair."""
    if re.fullmatch(r"[零〇一二三四五六七八九]{3,}", said):
        return None  # a year or a code, read digit by digit
    for pair in _NEIGHBOURS.finditer(said):
        if not _rising(pair.group()):
            continue
        low = parse(said[: pair.start()] + pair.group(1) + said[pair.end() :])
        high = parse(said[: pair.start()] + pair.group(2) + said[pair.end() :])
        if low is not None and high is not None:
            return tidy((low + high) / 2)
    return None


_FIND = re.compile(NUMERAL)


def find(text: str) -> list[Number]:
    """Every numeral of a text, in order; those said as about are marked, pairs give their middle."""
    return [n for m in _FIND.finditer(text) if (n := at(text, m.start(), m.end())) is not None]


def at(text: str, start: int, end: int) -> Number | None:
    """The numeral that stands at text[start:end], with what its surroundings say of its exactness."""
    said = text[start:end]
    rough = _rough(said)
    value = rough if rough is not None else parse(said)
    if value is None:
        return None
    before, after = text[max(0, start - 6) : start], text[end : end + 6]
    about = rough is not None or bool(_ABOUT_BEFORE.search(before)) or bool(_ABOUT_AFTER.match(after))
    return Number(value, start, end, about)


_YEARS = re.compile(
    rf"(?P<under>快|将近|不到|不足)?(?:(?P<half>半年)|(?P<n>{NUMERAL})个?(?P<unit>年|月)(?P<more>半|多)?)"
)


def years(text: str) -> float | None:
    """A length of time in years: 半年 0.5, 一年半 1.5, 三年 3, 18个月 1.5; None if none is said.

    Limits are whole years, so 两年多 counts as 2.5 and 不到两年 as 1.5: on the right side of each.
    """
    m = _YEARS.search(text)
    if m is None:
        return None
    if m["half"]:
        return 0.5
    value = parse(m["n"])
    if value is None or _rough(m["n"]) is not None:
        return None
    value += 0.5 if m["more"] else 0
    if m["unit"] == "月":
        return None if m["under"] or m["more"] == "多" else tidy(value / 12)
    return tidy(value - 0.5 if m["under"] and value >= 1 and not m["more"] else value)
