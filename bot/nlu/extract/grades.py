"""Grades of disability: 二级, 2级, 二等残疾, 肢三, ranges (三四级), 重度; and what only looks like one."""

import re
from dataclasses import dataclass

from bot.nlu.extract.categories import NAMES
from bot.nlu.extract.message import Message

_D = "[一二三四五六七八九十1-9]"
_VALUE = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {str(i): i for i in range(10)}
_BETWEEN = r"(?:级?[的是]?(?:补贴|残疾|残)?[、和跟与或到至及~\-—/还是]{1,2}级?|级(?=[一二三四1-4]级))"
_RANGE = re.compile(
    rf"(?P<a>[一二三四1-4])(?:{_BETWEEN})?(?P<b>[一二三四1-4])级(?:{_BETWEEN}[一二三四1-4]级)*"
)
_CHANGE = re.compile(
    r"(?:从|由|原来|以前|之前|原先)?(?:是|的)?[一二三四1-4]级[^。？！]{0,6}?(?:变|改|升"
    r"|降|转|调)(?:成|到|为|了)?(?P<g>[一二三四1-4])级"
)
_ONE = re.compile(rf"(?P<g>{_D})[级](?!别|联|考|建)|(?P<h>{_D})等(?=残|$|[，。？！ 的])")
# 肢三, 听力二, 残二: the grade without its 级, directly behind the category's word.
_SHORT = re.compile(
    rf"(?:{NAMES}|[肢视听言智精])(?:残疾|残)?(?P<g>[一二三四1-4])"
    r"(?=$|[，。？！ 、]|呢|的|吗|能|有|一年|补|怎|多)"
)
_NOT_A_GRADE_BEFORE = re.compile(
    r"(?:伤残|工伤|英语|职称|科|大学|年|评为|厨师|技师|消防|上|下|县|市|(?<![伊本咱])旗|(?<!城)乡|(?<!城)镇|[零〇十\d.])$"
)
_NOT_A_GRADE_AFTER = re.compile(
    r"医院|甲等|甲|乙|伤残|工伤|考试|建造|保护|台阶|公路|联动|地震|风|火灾|心理|运动员|教师"
    r"|护理员|管理|响应|政府|残联|警|市场"
)
_WORK_INJURY = re.compile(r"工伤|伤残|军人|优抚|交通事故鉴定|劳动能力鉴定")
# Wished for, refused, asked about, or long past: not the grade one has.
_NOT_HELD = re.compile(
    r"(?:评不上|没评上|不够|够不上|达不到|不到|差一点|是不是|算不算|(?:能不能|能|可以|会|够"
    r"|想|应该|申请|应|该|要求)(?:给)?(?:评|定|鉴定|办|改|升)(?:上|成|到|为|个)*"
    r"|(?:原来|以前|之前|原先|过去|当初|原)(?:是|评的?|定的?|的)?|别人(?:是|的)?|人家(?:是"
    r"|的)?|达到|属于)[^，。？！]{0,3}$"
)
_PROGRAM = re.compile(r"护理补贴|残疾护理|(?:残疾人?)?护理补")
_SEVERE = re.compile(r"(?P<s>重度(?:的)?|重残(?!护)|极重度|重残疾)")


@dataclass(frozen=True)
class Grade:
    """A grade named at a place: `grade` None for a range or 重度; `severe` if 1 or 2 for certain;
    `spread` if several grades are named at once; `value` what was said when it is no grade (5–10)."""

    grade: int | None
    start: int
    end: int
    severe: bool = False
    spread: bool = False
    impossible: int | None = None


def grades(message: Message) -> list[Grade]:
    """The grades a message states, in order."""
    text, out = message.text, []
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return not any(s < end and start < e for s, e in taken)

    for m in _CHANGE.finditer(text):
        taken.append(m.span())
        out.append(Grade(_VALUE[m["g"]], m.start("g"), m.end()))
    for m in _RANGE.finditer(text):
        if free(*m.span()) and not _foreign(message, m.start(), m.end()):
            taken.append(m.span())
            both = {_VALUE[c] for c in re.findall("[一二三四1-4]", m.group())}
            out.append(Grade(None, *m.span(), severe=both <= {1, 2}, spread=True))
    for pattern in (_ONE, _SHORT):
        for m in pattern.finditer(text):
            start = m.start("g") if m["g"] else m.start()
            said = m["g"] or m["h"]
            if free(start, m.end()) and not _foreign(message, start, m.end()):
                taken.append((start, m.end()))
                out += _one(message, _VALUE[said], start, m.end())
    out += [g for g in _severe_words(message) if free(g.start, g.end)]
    return sorted(out, key=lambda g: g.start)


def _one(message: Message, value: int, start: int, end: int) -> list[Grade]:
    if _NOT_HELD.search(message.before(start)) and not message.hypothetical:
        return []
    if message.negated(start):
        return []
    if value > 4:
        return [Grade(None, start, end, impossible=value)] if "残" in message.text or value == 5 else []
    return [Grade(value, start, end, severe=value <= 2)]


def _foreign(message: Message, start: int, end: int) -> bool:
    """Something other than a disability is graded: 三级医院, 十级伤残, 上级."""
    if _NOT_A_GRADE_BEFORE.search(message.text[:start]) or _NOT_A_GRADE_AFTER.match(message.text[end:]):
        return True
    return bool(_WORK_INJURY.search(message.clause(start)))


def _severe_words(message: Message) -> list[Grade]:
    found = []
    for m in _SEVERE.finditer(message.text):
        rest = message.text[m.end() :]
        if _PROGRAM.search(rest[:8]) or re.match(r"(?:抑郁|贫血|烧伤|污染|脂肪|近视|精神障碍患)", rest):
            continue
        if (
            message.negated(m.start())
            or message.asked(m.start())
            or _NOT_HELD.search(message.before(m.start()))
        ):
            continue
        if re.search(r"[和或、]$", message.before(m.start())):
            continue  # “困难和重度残疾人”: the policy's own list
        found.append(Grade(None, *m.span(), severe=True))
    return found
