"""Sums of money, each bound to what it was paid for: tuition, rent, a hospital stay."""

import re
from dataclasses import dataclass
from typing import Any

from bot.nlu.extract.found import Found
from bot.nlu.extract.message import Message
from bot.nlu.extract.numbers import NUMERAL, at, parse, tidy

_SUM = re.compile(
    rf"(?P<minus>-|负|减去?)?(?P<n>{NUMERAL})(?:来|多|几)?(?P<unit>元钱?|块钱?|圆|大洋"
    rf"|块)?(?P<tail>[一二三四五六七八九五](?!级|岁|个))?"
)
_NOT_MONEY_AFTER = re.compile(
    r"(?:多|来|几)?(?:级|岁|个(?!月的?[^，。]{0,2}$)|年|月|号|日|点|天|次|回|口|只|头|亩|人"
    r"|位|名|户|等|周|平|公里|里地|斤|条|项|遍|趟|%|成|种|类|样|处|所|家|间|分|小时|度|米"
    r"|套|期|辆|副|旗|街|楼|室|栋|单元|路|：|周岁|电话|热线|版|届|村|社|字)"
)
_NOT_MONEY_BEFORE = re.compile(r"(?:第|〔|电话|热线|拨打|打|拨|文|初|周|星期|礼拜|[A-Za-z:：/])$")
_PAID_WORDS = re.compile(
    r"学费|学杂费|学杂|房租|租金|月租|年租|住院|医院|手术|看病|医药费|医疗费|花了?|交了?"
    r"|报了|报销|掏|自费|剩|缴|领|补|给|发|拿|得|奖"
)

_TUITION = re.compile(r"学杂费用?|学费|学杂|书本费和?学费")
_RENT = re.compile(r"房租|租金|月租|年租|租费|租房")
_STAY = re.compile(r"住院|住了?[^，。？！]{0,6}院|出院|手术|ICU|重症|大病|医院")
#: A bill and what came back of it, told in one breath, is a stay even when no hospital is named.
_BILL = re.compile(r"花了?[^。？！]{1,12}(?:给?报(?:销)?(?:了|回|下)|医保(?:给)?(?:报|出))")
_INSURED = re.compile(r"报销|报完|报掉|自费|自付|医保|可补偿|能报的")
_SPENT = re.compile(
    r"(?:花费?了?|总共|一共|费用|总费用|住院费|手术费|合计|可?报销的?|能报的|可补偿|医药费"
    r"|医疗费|下来)(?:是|有|部分|用|总共|一共|就)*$"
)
_REPAID = re.compile(
    r"(?:报(?:销)?(?:了|掉了?|下来?|出来|回来|过)|医保(?:给)?(?:报|出|付)了?|给报了|已报销?"
    r"|报完了?|报销)(?:给|是|有|才)*$"
)
_LEFT = re.compile(
    r"(?:剩余?(?:下|的)?|还剩(?:下|余)?|余下|剩余部分|剩下的)(?:部分|是|还有|有|要"
    r"|得)*(?:自己(?:掏|付|出|负担)(?:了)?)?$"
)
_OWN = re.compile(
    r"(?:自费|自己(?:掏|出|花|付|垫|负担|拿)(?:了|的|腰包)?|自付|自掏|掏了?|个人(?:付|负担"
    r"|掏)了?)(?:是|有|的?部分)*$"
)
_COVERED_REMAINDER = re.compile(
    r"可报销|能报(?:销)?的(?!.{0,2}都)|可补偿|政策范围|合规|目录内|报销剩余部分|剩余部分"
)
# What follows is what the policy grants or caps, not what somebody paid.
_GRANTED = re.compile(
    r"(?:最高|最多|封顶|顶多|至多|不超过?|不低于|救助|补贴|补助|资助|给|领|减免?|退|发"
    r"|奖励?|扶持|不是|才|能|就是|是不是)(?:了|到|的|是|个|够)*$"
)
_PER_MONTH = re.compile(r"(?:一个月|每个?月|月租|按月|个月|每月|一月)")
_PER_YEAR = re.compile(r"(?:一年|每年|年租|全年|按年|这一年|一整年|学年)")
_PER_HALF = re.compile(r"半年")
_PER_QUARTER = re.compile(r"(?:一季度?|每季度?|一个季度)")
_PER_TERM = re.compile(r"(?:一?个?学期|每学期|半学期)")


@dataclass(frozen=True)
class Sum:
    """A sum in yuan at a place; `negative` and `approximate` as said."""

    yuan: float
    start: int
    end: int
    approximate: bool
    negative: bool


def money(message: Message) -> list[Found]:
    """`tuition_paid`, `public_rental_rent` (a year), `inpatient`, `own_cost`, else `money`; a rough or
    negative sum is a `problem` with the fact it was meant for instead."""
    sums = _sums(message)
    bound: list[Found] = []
    hospital: dict[str, Sum] = {}
    for s in sums:
        entity, value = _bind(message, s)
        if entity in ("reimbursable", "reimbursed", "left", "own"):
            # The part that insurance can pay goes before the whole bill.
            if entity not in hospital or re.search(
                r"(?:可报销?|能报|可补偿)[^，。]{0,4}$", message.before(s.start)
            ):
                hospital[entity] = s
        else:
            fact = _fact(message, s, entity, value)
            # A rough sum told in passing needs no asking back; one that answers a question does.
            told = entity == "money" and fact.entity == "problem" and len(message.text) > 14
            bound += [] if told else [fact]
    return bound + _hospital(message, hospital)


def _sums(message: Message) -> list[Sum]:
    out = []
    for m in _SUM.finditer(message.text):
        text, unit = message.text, m["unit"]
        end = m.end() if unit else m.end("n")
        if _not_a_sum(text, m, end, bool(unit)):
            continue
        number = at(text, m.start("n"), m.end("n"))
        if number is None:
            continue
        value = number.value + (_small_change(m["n"], m["tail"]) if unit and m["tail"] else 0)
        about = number.approximate or bool(re.match(r"(?:左右|上下|出头|多|来)", text[end:]))
        out.append(Sum(value, m.start(), end, about, bool(m["minus"])))
    return out


def _small_change(whole: str, tail: str) -> float:
    """“三块五” is 3.5 yuan."""
    return (parse(tail) or 0) / 10


def _not_a_sum(text: str, m: re.Match[str], end: int, has_unit: bool) -> bool:
    if "⟦" in text and any(t.start() <= m.start() < t.end() for t in re.finditer(r"⟦[^⟧]*⟧", text)):
        return True
    if _NOT_MONEY_BEFORE.search(text[: m.start()]):
        return True
    if has_unit:
        together = m["n"] == "一" and m["unit"] == "块"  # 一块去, 一块说
        return together or bool(re.match(r"块(?:地|儿|石)", text[m.end("n") :]))
    if _NOT_MONEY_AFTER.match(text[end:]):
        return True
    number = at(text, m.start("n"), m.end("n"))
    value = number.value if number else 0
    if re.fullmatch(r"[零〇一二两三四五六七八九十]+", m["n"]) or value < 100:
        return True
    if re.fullmatch(r"(?:19|20)\d\d", m["n"]) and not _PAID_WORDS.search(
        text[max(0, m.start() - 6) : m.start()]
    ):
        return True
    return bool(re.fullmatch(r"[百千万亿]+", m["n"])) or bool(
        re.match(r"[一-龥]?[别分不]", text[end:]) and m["n"] == "万"
    )


def _bind(message: Message, s: Sum) -> tuple[str, Any]:
    before = message.before(s.start)
    if _GRANTED.search(before):
        return "money", s.yuan
    clause, lead = message.clause(s.start), message.text[: s.start]
    context = lead[max(0, len(lead) - 24) :]
    tuition, rent = _last(_TUITION, context), _last(_RENT, context)
    if tuition < 0 and rent < 0:
        follows = message.after(s.end)
        tuition = 0 if re.match(r"(?:的|块|元)?(?:学费|学杂费)", follows) else -1
        rent = 0 if re.match(r"(?:一个月|每月|一年|的|块|元)*(?:房租|租金)", follows) else -1
    insured = bool(_INSURED.search(message.text) or _BILL.search(message.text))
    stay = bool(_STAY.search(message.text)) or (tuition < 0 and rent < 0 and insured)
    if stay and (role := _role(before, clause, message.text)):
        return role, s.yuan
    if tuition >= 0 and tuition >= rent:
        return ("money", s.yuan) if _PER_TERM.search(clause) else ("tuition_paid", s.yuan)
    if rent >= 0:
        factor = _a_year(message, s)
        return ("public_rental_rent", s.yuan * factor) if factor else ("money", s.yuan)
    return "money", s.yuan


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((m.start() for m in pattern.finditer(text)), default=-1)


def _role(before: str, clause: str, text: str) -> str | None:
    """What a sum of a hospital bill is: all, paid back, left over, or paid oneself."""
    if _OWN.search(before):
        return "left" if _COVERED_REMAINDER.search(text) and _LEFT.search(before) else "own"
    if _LEFT.search(before):
        return "left" if _COVERED_REMAINDER.search(text) else "own"
    if _REPAID.search(before) and not re.search(r"(?:能|可|可以)报销?(?:的)?(?:部分)?(?:是|有)?$", before):
        return "reimbursed"
    return "reimbursable" if _SPENT.search(before) else None


def _a_year(message: Message, s: Sum) -> float | None:
    """How often a rent is paid in a year; None if the message does not say."""
    near = message.before(s.start)[-10:] + "|" + message.after(s.end)[:6]
    for pattern, factor in ((_PER_HALF, 2), (_PER_MONTH, 12), (_PER_QUARTER, 4), (_PER_YEAR, 1)):
        if pattern.search(near):
            return factor
    return None


def _fact(message: Message, s: Sum, entity: str, value: Any) -> Found:
    if s.negative:
        said = {"kind": "negative", "fact": entity, "said": -s.yuan, "value": None}
        return _found(message, "problem", said, s)
    if s.approximate:
        said = {"kind": "approximate", "fact": entity, "said": s.yuan, "value": value}
        return _found(message, "problem", said, s)
    return _found(message, entity, value, s)


_SHARE = re.compile(
    rf"(?:报(?:销)?了|给报了?|医保报了?)(?:给)?(?:百分之(?P<p>{NUMERAL})"
    rf"|(?P<q>\d+(?:\.\d+)?)%|(?P<c>{NUMERAL})成(?!员))"
)


def _hospital(message: Message, parts: dict[str, Sum]) -> list[Found]:
    for role, rough in parts.items():
        if rough.approximate or rough.negative:
            return [_fact(message, rough, "own_cost" if role == "own" else "inpatient", rough.yuan)]
    if "left" in parts:
        return [
            _found(message, "inpatient", {"reimbursable": parts["left"].yuan, "reimbursed": 0}, parts["left"])
        ]
    out = [_found(message, "own_cost", parts["own"].yuan, parts["own"])] if "own" in parts else []
    cost, back = parts.get("reimbursable"), parts.get("reimbursed")
    if cost is None:
        return out + ([_found(message, "money", back.yuan, back)] if back else [])
    repaid = back.yuan if back else _share_of(message, cost.yuan)
    if repaid is not None and repaid > cost.yuan:
        value = {"kind": "more_than_cost", "fact": "inpatient", "said": repaid, "value": cost.yuan}
        return [*out, _found(message, "problem", value, cost)]
    start, end = min(s.start for s in (cost, back or cost)), max(s.end for s in (cost, back or cost))
    value = {"reimbursable": cost.yuan, "reimbursed": repaid}
    return [*out, Found("inpatient", value, start, end, message.text[start:end])]


def _share_of(message: Message, cost: float) -> float | None:
    m = _SHARE.search(message.text)
    share = parse(m["p"] or m["q"] or "") if m and (m["p"] or m["q"]) else None
    tenth = parse(m["c"]) if m and m["c"] else None
    rate = share / 100 if share is not None else tenth / 10 if tenth is not None else None
    return tidy(round(cost * rate, 2)) if rate is not None and rate <= 1 else None


_NO_STAY = re.compile(r"(?:没|没有|从没)(?:住过?|住)院|没住过院")
_STAYED = re.compile(
    r"住(?:了|过|着)(?!公租|楼)[^，。？！]{0,7}院(?!子)|住院了|(?:刚|才)出院|(?:正在|还在"
    r"|又)(?:住院|住进[^，。？！]{0,4}院)|(?:做|动)了[^，。？！]{0,4}手术"
)


def hospital_stay(message: Message) -> list[Found]:
    """`inpatient` without sums: a stay of unknown cost, or False for none."""
    m = _NO_STAY.search(message.text)
    if m:
        return [Found("inpatient", False, m.start(), m.end(), m.group())]
    m = _STAYED.search(message.text)
    if (
        m is None
        or message.negated(m.start())
        or re.search(r"(?:万一|如果|要是|以前|小时候)", message.before(m.start()))
    ):
        return []
    return [Found("inpatient", {"reimbursable": None, "reimbursed": None}, m.start(), m.end(), m.group())]


def _found(message: Message, entity: str, value: Any, s: Sum) -> Found:
    return Found(entity, value, s.start, s.end, message.text[s.start : s.end])
