"""What is recognised of a person or household: 低保, 特困, 孤儿, 一户多残, 老残一体, 三无, 财政供养…"""

import re
from typing import Any

from bot.nlu.extract.categories import NAMES
from bot.nlu.extract.found import Found
from bot.nlu.extract.message import Message
from bot.nlu.extract.numbers import NUMERAL, years

_DISABILITY_NEXT = rf"[， ]?(?:{NAMES}|多重|[一二三四]级)"
_MLA_YES = re.compile(
    rf"(?:吃|享受|领)了?(?:半年|{NUMERAL}个?(?:年|月)半?)多?的?低保|"
    r"(?:我|家里?|我们|他|她|也|都|还|正|一直|现在|妈|爸|娘|爹)?(?:们)?(?:吃着?|享受着?"
    r"|拿着?|领着?|领了?|有|是|在)(?:了|个|着|上|农村|城镇|城市)*低保(?:户|证|家庭|对象"
    r"|金)?|低保(?:户|证|家庭|对象)|低保(?:我们?|家里?)?(?:也|都|已经)?(?:有(?!什么|啥|甚"
    r"|没|哪)|吃着|吃了|吃上了)|低保(?:刚|才|已经|也)?(?:办上|办下来|批|批下来"
    r"|办)了?(?=[，。了一半两三]|$)|(?:妈|爸|娘|爹|我|家|他|她)(?:也|都)?低保(?=$|[，。])"
    r"|低保 有"
    r"|(?:城镇|农村)低保(?=$|[，。 ])|吃低保的?"
    # One of the things that are said of somebody in a row: 我爸七十五，低保，听力三级.
    rf"|(?:妈|爸|娘|爹|我|家|他|她)低保(?={_DISABILITY_NEXT})|(?<=[岁户口一二三四五六七八九十\d])[， ]?低保户?(?={_DISABILITY_NEXT})"
)
_MLA_NO = re.compile(
    r"(?:没有?(?:吃|享受|拿|领|办)?|没吃|没享受|没拿|没领|没办上|没办过|没吃上|不吃|不是|不在|没评上|没批"
    r"|没办)(?:着|上|过|了|到)?(?:啥|甚)?低保(?:户|证|家庭|对象)?|低保(?:也|都|还)?(?:没有"
    r"|没办|没批|没吃上|没评上|没给|没办上|被取消了?|取消了|被取了|停了|没了)|(?:停|断|取消"
    r"|退)了低保|非低保户?"
    r"|低保 没有"
)
# Wanted or asked about, not had.
_WANTED = re.compile(
    r"(?:想|能|能不能|可以|可不可以|怎么|怎样|咋|咋样|如何|申请|办|办理|要|够|符合|评|纳入"
    r"|转|给我?|申报|上报|报|帮我|有没有|是不是|才能|会不会|算不算)[^，。？！]{0,4}$"
)
_WANTED_AFTER = re.compile(
    r"(?:怎么|咋|如何|要什么|要啥|需要|条件|标准|多少|一个月|申请|办理|政策|评选|问题"
    r"|能不能(?:办|申)|什么时候|由|归|是谁|每|一年(?:能|多)|能领多少|可以领|大病|证明"
    r"|(?:家庭)?还?能(?:不能)?(?:办|申请)|，?要.{0,3}条件)"
)

_DENIABLE: list[tuple[str, str]] = [
    ("extreme_poverty", r"特困(?:人员|户|供养|对象)?(?!难|残疾人.{0,4}集中)|五保户?|五保老人|五保对象"),
    (
        "orphan",
        (
            r"孤儿(?!院|作)|(?:爹妈|父母|爸妈)(?:都|全|双)?(?:没了|不在了|去世了|死了"
            r"|双亡)(?=.{0,8}(?:娃|孩子|\d+岁|[一二三四五六七八九十]岁))"
        ),
    ),
    (
        "multi_disabled_household",
        (
            r"一户多残|[二三四五六七八九]口人?(?:里|有|就)*(?:两个|俩|三个|2个|3个)残疾人?|(?:家里?"
            r"|一家|我家|他家|她家|家中|户里)(?:里|有|就|头|还有)*(?:两个|俩|三个"
            r"|仨|好几个|2个|3个|两口人?|多个)(?:都是)?(?:残疾人?|残|有残疾证)|(?:两口子|夫妻俩"
            r"|夫妻二人|我们俩|老两口|俩人|两个人|父子俩|母子俩|母女俩)(?:人|都|全"
            r"|个)*(?:是)?(?:残疾人?(?!证)|有残疾证?)"
        ),
    ),
    (
        "elderly_disabled_household",
        (
            r"老残一体|以老养残|(?:七十|八十|六十|7\d|8\d|6\d)[多几]?岁?的?(?:老人|老妈|老娘|老父"
            r"|老母)[^，。？！]{0,4}(?:照顾|养着|伺候)[^，。？！]{0,3}残疾(?:儿|女|娃|孩)"
        ),
    ),
    ("three_withouts", r"(?<![一二三])[“\"]?三无[”\"]?(?:人员|残疾人|老人|家庭)?(?!产品|车|企业|小)"),
    (
        "public_payroll",
        (
            r"财政供养(?:人员)?|吃财政饭|吃皇粮|公务员|事业编制?|有编制|在编(?:教师|老师|人员)?"
            r"|老师编制|教师编制|正式编制|公办(?:学校)?(?:的)?老师|国家干部"
        ),
    ),
    ("fully_insured", r"全额医保|医保全额(?:报销)?|全额报销的?医保"),
    (
        "hardship",
        (
            r"困难家庭|困难户|困难残疾人证|认定(?:了|为|成|是|的)*困难|低收入(?:家庭|户)"
            r"|低保边缘(?:户|家庭)?|建档立卡(?:户|贫困户)?(?=认定)|评(?:上|为)(?:了)?困难户?"
        ),
    ),
]
_DENIABLE_RULES = [(entity, re.compile(pattern)) for entity, pattern in _DENIABLE]
_LISTED = re.compile(r"[、和或及与]\s*$")
_ASKED_AFTER = re.compile(
    r"(?:是什么|是啥|是甚|怎么|咋|如何|条件|标准|要什么|由|归|认定|申请(?!的)|的?认定"
    r"|供养金|人员?救助供养(?:金|制度)|一个月|每个?月|有哪些|是指|指的?是|算不算|政策"
    r"|的?比例|考试|招|能不能(?:办|申)|优先录用|岗位)"
)


def household(message: Message) -> list[Found]:
    """Entities of the household's standing; asked for, wished for or merely listed ones are left out."""
    return _allowance(message) + [
        f for entity, rule in _DENIABLE_RULES for f in _standing(message, entity, rule)
    ]


def _allowance(message: Message) -> list[Found]:
    out: list[Found] = []
    for m in _MLA_NO.finditer(message.text):
        if not message.asked(m.start()) and not re.search(r"有$", message.text[: m.start()]):
            out.append(_found(message, "minimum_living_allowance", False, m.start(), m.end()))
    for m in _MLA_YES.finditer(message.text):
        overlapping = any(f.start < m.end() and m.start() < f.end for f in out)
        if overlapping or _wanted(message, m):
            continue
        out.append(_found(message, "minimum_living_allowance", True, m.start(), m.end()))
    if len({f.value for f in out}) > 1:
        return []
    stated = out[:1]
    return stated + (_allowance_years(message, stated[0]) if stated and stated[0].value else [])


def _wanted(message: Message, m: re.Match[str]) -> bool:
    before, rest = message.before(m.start()), message.text[m.end() :]
    if message.asked(m.start()) or message.negated(m.start()) or _WANTED.search(before):
        return True
    if _LISTED.search(before) or re.match(r"[、和]", rest):
        return not re.search(r"(?:我|家|他|她)", before)
    if re.search(r"(?:吗|没有|没|不)[？?]?$", message.clause(m.start())) and not re.search(
        r"[户证的]", m.group()
    ):
        return bool(re.match(r"(?:吗|没|不)", rest))
    return bool(_WANTED_AFTER.match(rest)) and not m.group().startswith(
        ("我", "家", "他", "她", "吃", "妈", "爸")
    )


_SPAN = re.compile(rf"(?:快|将近|不到|不足|差不多)?(?:半年|{NUMERAL}个?(?:年|月)(?:半|多)?)")


def _allowance_years(message: Message, stated: Found) -> list[Found]:
    """How long 低保 has been drawn: the span next to it (吃低保一年半了, 吃了三年低保)."""
    start = max(0, stated.start - 2)
    window = message.text[start : stated.end + 12]
    m = _SPAN.search(window)
    spell = m and not re.match(r"(?:能|可|有|给|多少|领|发)", window[m.end() :])
    if (
        not m
        or not spell
        or re.search(r"(?:每|一个月|上|前)$", window[: m.start()])
        or "[，。]" in window[: m.start()]
    ):
        return []
    if not re.search(r"了|着|刚|办下", message.text[stated.start : stated.end + 14]):
        return []
    value = years(m.group())
    if value is None:
        return []
    return [_found(message, "mla_years", value, start + m.start(), start + m.end())]


def _standing(message: Message, entity: str, rule: re.Pattern[str]) -> list[Found]:
    out = []
    for m in rule.finditer(message.text):
        before, rest = message.before(m.start()), message.text[m.end() :]
        if (
            message.asked(m.start())
            or _ASKED_AFTER.match(rest)
            or _LISTED.search(before)
            or rest.startswith("、")
        ):
            continue
        if _WANTED.search(before) and not re.search(r"是(?:个)?$", before):
            continue
        if entity == "public_payroll" and re.search(r"(?:考|当|招|报考|优先录用)[^，。]{0,3}$", before):
            continue
        out.append(_found(message, entity, not message.negated(m.start()), m.start(), m.end()))
    return out[:1] if len({f.value for f in out}) == 1 else []


def _found(message: Message, entity: str, value: Any, start: int, end: int) -> Found:
    return Found(entity, value, start, end, message.text[start:end])
