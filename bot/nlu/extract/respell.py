"""Words of the policy in wrong characters that sound the same: 字闭症, 公祖房, 三及, 底保.

Only whole terms are mended, and only where the same sounds mean nothing else here; each stays as long as it was.
"""

import re
from functools import lru_cache

from bot.nlu.sounds import sounds

#: Terms of three syllables and more are known by their sound alone.
_TERMS = [
    "残疾人",
    "残疾证",
    "自闭症",
    "孤独症",
    "精神病",
    "公租房",
    "廉租房",
    "低保户",
    "五保户",
    "特困户",
    "助听器",
    "轮椅车",
    "临时救助",
    "医疗救助",
    "护理补贴",
    "生活补贴",
    "养老保险",
    "医疗保险",
    "康复训练",
    "辅助器具",
    "无障碍",
    "危房改造",
    "合作医疗",
    "送教上门",
    "随班就读",
    "公益岗位",
    "保障金",
    "户口本",
    "民政局",
    "医保局",
    "住建局",
    "卫健委",
    "教体局",
    "人社局",
    "家庭医生",
    "大学生",
    "幼儿园",
    "创业扶持",
    "扶持资金",
    "最低生活保障",
    "特困供养",
    "多重残疾",
    "一户多残",
    "老残一体",
    "精神残疾",
    "智力残疾",
    "肢体残疾",
    "视力残疾",
    "听力残疾",
    "言语残疾",
    "有效期",
    "牵头单位",
    "报销比例",
    "无障碍设施",
    "温馨家园",
    "阳光家园",
]
#: Shorter words sound like too many others: each wrong spelling stands here by itself.
_SPELLED = {
    "低保": "底保 地保 抵保 低宝 低报(?=户|钱|证)",
    "补贴": "补帖 补铁 布贴",
    "政策": "证策 正策 政测 正册 政册",
    "残疾": "残急 残级 惨疾 残及 残极 蚕疾 残集",
    "医保": "一保(?=局|报|卡|缴) 衣保 医宝",
    "残联": "残连 惨联 蚕联",
}
_GRADE = re.compile(r"(?<=[一二三四])(?:及|极|机|吉|集|即)(?=[，。？！；、 的残能有没补一每呀吗呢]|$)")
_TYPED_GRADE = re.compile(r"(?<![a-z])(yi|er|san|si)(?=级)")
_DIGIT = {"yi": "一", "er": "二", "san": "三", "si": "四"}
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def respell(text: str) -> str:
    """The text with misheard terms of the policy as the policy writes them."""
    text = _TYPED_GRADE.sub(lambda m: _DIGIT[m[1]], text)
    text = _GRADE.sub("级", text)
    for right, wrong in _wrong():
        text = wrong.sub(right, text)
    return _HAN.sub(lambda m: _run(m.group()), text)


def _run(run: str) -> str:
    heard = sounds(run)
    if len(heard) != len(run):
        return run
    for length, terms in _by_length():
        for start in range(len(run) - length + 1):
            term = terms.get(" ".join(heard[start : start + length]))
            if term and _alike(run[start : start + length], term):
                run = run[:start] + term + run[start + length :]
    return run


def _alike(said: str, term: str) -> bool:
    """Whether enough of the characters are right: all different is more likely another word."""
    return sum(a == b for a, b in zip(said, term, strict=True)) * 3 >= len(term)


@lru_cache(maxsize=1)
def _by_length() -> tuple[tuple[int, dict[str, str]], ...]:
    lengths = sorted({len(term) for term in _TERMS}, reverse=True)
    return tuple((n, {" ".join(sounds(term)): term for term in _TERMS if len(term) == n}) for n in lengths)


@lru_cache(maxsize=1)
def _wrong() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((right, re.compile("|".join(wrong.split()))) for right, wrong in _SPELLED.items())
