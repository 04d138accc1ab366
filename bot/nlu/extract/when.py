"""`when`: the time at which somebody wants to be called: 明天上午, 礼拜三后晌, 晌午以后, 放羊回来六点."""

import re
from datetime import date, timedelta
from typing import Any

from bot.nlu.extract.found import Found
from bot.nlu.extract.holidays import HOLIDAY, holiday
from bot.nlu.extract.message import Message
from bot.nlu.extract.numbers import NUMERAL, parse

_DAYS = {"今天": 0, "今儿": 0, "今日": 0, "明天": 1, "明儿": 1, "明日": 1, "后天": 2, "后儿": 2, "大后天": 3}
_DAYS |= {"今下午": 0, "今晚": 0, "明早": 1, "明晚": 1, "明上午": 1, "明下午": 1}
_WEEKDAY = (
    {c: i for i, c in enumerate("一二三四五六")}
    | {"末": 5, "日": 6, "天": 6}
    | {str(i + 1): i for i in range(7)}
)
_DATE = re.compile(
    r"(?P<day>大后天|后天|后儿|明天|明儿|明日|今天|今儿|今日|今晚|明早|明晚|今(?=下午)|明(?=[上下]午))(?:个)?"
    r"|(?P<next>下下?个?)?(?P<this>这个?|本)?(?:周|礼拜|星期)(?P<wd>[一二三四五六日天末1-7])(?!天|期)"
    r"|(?P<week>下下?个?)(?:周|礼拜|星期)"  # no day named: the office may ring from the Monday on
    r"|(?P<em>下个?月|这个?月|本月|(?<![\d一二三四五六七八九十正腊])月)(?P<edge>初|中旬?|底|末)|(?P<in>过|再过)?(?P<n>两|[1-9]|[一二三四五六七八九十])(?P<u>天|个?星期|周|个?礼拜)"
    r"(?P<later>以后|之后|后)?"
    rf"|(?:(?P<nm>下个?月)|(?P<mon>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?)?(?P<dom>3[01]"
    rf"|[12]\d|[1-9]|{NUMERAL})[号日](?!楼|线|院)"
)
# Time of day: from and to; the words of the place beside those of the standard language.
_PARTS: list[tuple[str, str | None, str | None]] = [
    (
        r"(?:晌午|中午|午饭|吃了?午饭|12点|十二点)(?:以后|之后|过后|后|过了)|过了(?:晌午|中午)|午后",
        "12:00",
        None,
    ),
    (r"(?:晌午|中午)(?:以前|之前|前)", None, "12:00"),
    (r"前晌|前半晌|上半晌|上午|早晨|早上|早起|清早|大早", "08:00", "12:00"),
    (r"后晌|后半晌|下半晌|下午", "14:00", "18:00"),
    (r"晌午|中午", "12:00", "14:00"),
    (r"傍晚|擦黑|黄昏|天黑前", "17:00", "19:00"),
    (r"晚上|黑夜|黑将来|黑里|晚饭后|吃了晚饭|晚间|(?<=[今明])晚", "19:00", "21:00"),
    (r"下班(?:以后|之后|后)|放羊回来|收工(?:以后|回来)|放学后", "18:00", None),
]
_PART = re.compile("|".join(f"(?P<t{i}>{p})" for i, (p, _, _) in enumerate(_PARTS)))
_H = r"(?:2[0-4]|1\d|\d|十[一二三四五六七八九]?|二十[一二三四]?|[一二两三四五六七八九])"
_CLOCK = re.compile(
    rf"(?P<h>{_H})(?:[:：](?P<m1>[0-5]\d)|点钟?(?:(?P<half>半)|(?P<q>[一三])刻"
    rf"|(?P<m2>[0-5]\d|[一二三四五]?十[一二三四五六七八九]?)分?)?(?!有|问题|意见|钱|事|儿"
    rf"|了吗))"
    rf"(?:(?:到|至|[-~—])(?:{_H}(?=[:：点])))?(?P<edge>以后|之后|过后|后|以前|之前|前|左右)?"
)
_RANGE = re.compile(rf"(?P<a>{_H})点?(?:半)?(?:到|至|[-~—])(?P<b>{_H})点")
_ANY = re.compile(
    r"随时(?:都(?:行|可以|能))?|啥时候都行|甚时候都行|什么时候都(?:行|可以)|几点都行|都方便|多会儿都行"
)
_SOON = re.compile(r"越快越好|马上|尽快|现在就|立刻|赶紧|这会儿(?:就)?|快点(?:打|给)")
_CALL = re.compile(
    r"电话|打给|打过来|回电|回个话|回话|来电|联系|找个人|叫人|让人|派人|方便|有空|再打"
    r"|给我打|我接|接得上|约|打我|⟦phone|人工|工作人员|改到|改成|换到|推到|推迟|提前"
)
_NOT_A_CALL = re.compile(r"到账|发放|发钱|截止|开始办|考试|上班时间|几点")


def whens(message: Message, today: date) -> list[Found]:
    """The wished time, at most one; a bare hour up to six is in the afternoon.

    A time counts when the message speaks of a call, or says little more than the time.
    """
    text = message.text
    spans: list[tuple[int, int]] = []
    day = _day(text, today, spans)
    start, end = _hours(text, spans)
    loose = _ANY.search(text) or _SOON.search(text)
    if not spans and loose:
        spans.append(loose.span())
    if not spans:
        return []
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    if last - first > 24:
        first, last = spans[0]
    outside = re.sub(r"[\W的吧呀啊行打给我了就在好]", "", text[:first] + text[last:])
    if not _CALL.search(text) and (
        len(outside) > 2 or _NOT_A_CALL.search(text) or re.search("什么|啥|甚|[吗？]", text)
    ):
        return []
    said = text[first:last]
    value: dict[str, Any] = {"text": said, "date": day.isoformat() if day else None, "from": start, "to": end}
    return [Found("when", value, first, last, said)]


def _day(text: str, today: date, spans: list[tuple[int, int]]) -> date | None:
    for m in _DATE.finditer(text):
        day = _resolve(m, today)
        if day is not None:
            spans.append(m.span())
            return day
    named = HOLIDAY.search(text)
    day = holiday(named.group(), today) if named else None
    if named and day:
        spans.append(named.span())
    return day


def _resolve(m: re.Match[str], today: date) -> date | None:
    if m["day"]:
        days_on = {"今": 0, "明": 1}.get(m["day"], _DAYS.get(m["day"]))
        return None if days_on is None else today + timedelta(days=days_on)
    if m["wd"] or m["week"]:
        wanted, ahead = _WEEKDAY[m["wd"] or "一"], m["next"] or m["week"]
        day = today + timedelta(days=wanted - today.weekday())
        if ahead:
            return day + timedelta(weeks=2 if ahead.startswith("下下") else 1)
        # A day of this week that is over, or today's own name, means the next one.
        return day if m["this"] or day > today else day + timedelta(weeks=1)
    if m["u"]:
        days = (parse(m["n"]) or 0) * (1 if m["u"] == "天" else 7)
        return today + timedelta(days=int(days)) if m["in"] or m["later"] else None
    if m["em"]:
        following = today.month % 12 + 1 if m["em"].startswith("下") else today.month
        return _of_month(following, {"初": 1, "中": 15}.get(m["edge"][0], 25), today)
    month = today.month % 12 + 1 if m["nm"] else parse(m["mon"] or "")
    return _of_month(month, parse(m["dom"]), today)


def _of_month(month: float | None, dom: float | None, today: date) -> date | None:
    if dom is None or dom != int(dom):
        return None
    year, mon = today.year, int(month) if month else today.month
    for _ in range(13):
        try:
            day = date(year, mon, int(dom))
        except ValueError:
            day = None
        if day and day >= today:
            return day
        if month:
            year += 1
        else:
            year, mon = (year, mon + 1) if mon < 12 else (year + 1, 1)
    return None


def _hours(text: str, spans: list[tuple[int, int]]) -> tuple[str | None, str | None]:
    part = _PART.search(text)
    default: tuple[str | None, str | None] = (None, None)
    if part:
        index = int((part.lastgroup or "t0")[1:])
        default = _PARTS[index][1], _PARTS[index][2]
        spans.append(part.span())
    span = _RANGE.search(text)
    if span:
        spans.append(span.span())
        return _clock(parse(span["a"]), 0, default), _clock(parse(span["b"]), 0, default)
    clock = _CLOCK.search(text)
    if clock is None or re.match(r"\d", text[clock.end() : clock.end() + 1]):
        return default
    spans.append(clock.span())
    minutes = int(parse(clock["m1"] or clock["m2"] or "0") or 0)
    minutes = 30 if clock["half"] else {"一": 15, "三": 45}.get(clock["q"] or "", minutes)
    at = _clock(parse(clock["h"]), minutes, default)
    if clock["edge"] in ("以前", "之前", "前"):
        return None, at
    return at, None


def _clock(hour: float | None, minutes: int, part: tuple[str | None, str | None]) -> str | None:
    if hour is None or hour > 24:
        return None
    value = int(hour)
    morning = part == ("08:00", "12:00")
    if value < 12 and not morning and (value <= 6 or (part[0] or "") >= "14:00"):
        value += 12
    return f"{value % 24:02d}:{minutes:02d}"
