"""`other_place`: the message asks about the policy or the registration of somewhere else."""

import re

from bot.nlu.extract.found import Found
from bot.nlu.extract.message import Message
from bot.nlu.extract.places import ELSEWHERE, HERE

_HUKOU = re.compile(
    rf"(?:户口|户籍)(?:还|都)?(?:是|在|落在|迁到)?(?P<a>{ELSEWHERE})"
    rf"|(?P<b>{ELSEWHERE})(?:那边|那儿|那头)?的?(?:户口|户籍|人(?![民员社]))"
    rf"|(?:我|我们|我家|咱|人|他|她|家)(?:们|家)?(?:是"
    rf"|在)?(?P<c>{ELSEWHERE})[^，。？！]{{0,6}}?的(?=$|[，。？！ ])"
    rf"|(?:我|我们|我家|家|他|她)是(?P<d>{ELSEWHERE})"
)
_POLICY = (
    "残疾|低保|五保|特困|补贴|补助|补多少|补甚|补|公租|廉租|医保|政策|护理|救助|康复|危房"
    "|残联|民政|创业|一年给|给多少|一年多少|领多少|待遇|标准|扶持"
)
_RULES = re.compile(
    rf"(?P<a>{ELSEWHERE})(?:那边|那面|那儿|那头|那里|这边|这儿|这里|农村|城市|地区"
    rf"|当地)?(?:的|是|对|有|能|一级|二级|三级|四级|如何|怎么|现在|[一-龥]{{0,3}}(?:市|县"
    rf"|区|旗))*"
    rf"[^，。？！ ]{{0,4}}?(?:{_POLICY})"
)
_THERE = re.compile(
    rf"^(?P<b>{ELSEWHERE})的?(?:如何|怎么|怎样|咋)|(?P<a>{ELSEWHERE})(?:那边|那面|那儿|那头"
    rf"|那里|这边)?(?:呢|怎么样|咋样|多少|给不给|能不能领|有没有)"
)
# A question that opens with a place is about that place: 山东老年人免费坐公交吗.
_OPENS = re.compile(
    rf"^(?:请问|问一下|咨询)?(?P<a>{ELSEWHERE})[^，。？！ ]{{1,16}}?(?:多少|吗|怎么|如何|是否|哪些|什么|几)"
)
# A place where somebody studies, works, lives or is treated, or where they came from.
_ONLY_STAYED = re.compile(
    r"^(?:那边|那儿|的|那面)?(?:[^，。？！]{0,4})(?:打工|上班|务工|干活|上学|念书|读书|大学"
    r"|大专|中专|学院|学校|技校|医院|看病|住院|治|做手术|手术"
    r"|康复机构|训练|工作|陪读|(?<![廉公])租房|买|上大|上的|念的|读|当兵|带孩子|看娃)"
)
_STAY_BEFORE = re.compile(r"(?:考上|考到|考进|嫁到|嫁在|去|到|从|跑到|住在|回|搬到|送到|转到|在)(?:了)?$")
_STAY_AFTER = re.compile(
    r"^(?:那边|那儿|那面)?(?:打|上|念|读|住|看|做|治|租|训|工|务|带|陪|给?人|的(?:大|医|学|康|厂|工))"
)


#: A second question, about ours: 东胜给多少？咱伊旗给多少？
_ALSO_HERE = re.compile(
    rf"[，。？！；][^，。？！；]{{0,3}}{HERE}[^，。？！；]*?(?:多少|吗|怎么|咋|几|什么|甚|呢|不)[^，。？！；]{{0,4}}[，。？！；]?$"
)


def other_places(message: Message) -> list[Found]:
    """Entity `other_place` with the place's name; letters that stand for a place (A市) are not one.

    A message that goes on to ask about this banner too is about this banner.
    """
    if _ALSO_HERE.search(message.text):
        return []
    out: list[Found] = []
    for pattern in (_HUKOU, _RULES, _THERE, _OPENS):
        for m in pattern.finditer(message.text):
            name = next(k for k, v in m.groupdict().items() if v)
            start, end = m.span(name)
            if any(f.start <= start < f.end or f.value == m[name] for f in out) or not _meant(
                message, start, end, pattern is _HUKOU
            ):
                continue
            out.append(Found("other_place", m[name], start, end, m[name]))
    return out


def _meant(message: Message, start: int, end: int, registration: bool) -> bool:
    before, after = message.text[:start], message.text[end:]
    if re.search(r"(?:不是|不在|没在)$", before):
        return False
    if _STAY_AFTER.match(after) or (not registration and _ONLY_STAYED.match(message.after(end))):
        return False
    return (
        registration or not _STAY_BEFORE.search(before) or bool(re.match("的?(?:残疾|低保|补贴|政策)", after))
    )
