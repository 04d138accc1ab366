"""视力一级，一年能给几个钱: who says their grade and asks for a sum means the yearly subsidy."""

import re
from collections.abc import Sequence

from bot.nlu.extract import Found

LABEL = "policy/subsidy_amount"
_HOW_MUCH = re.compile(
    r"(?:一年|每年|每月|一个月|能|可以|该|给|补|领|拿)[^，。？！]{0,6}(?:多少|几个?钱|几千|几百)"
)
#: 有个补贴甚的没有: vaguer; only where nothing else is understood.
_WHETHER = re.compile(
    r"(?:补贴|补助|钱|待遇)[^，。？！]{0,5}(?:有没有|有没|有么|有不|没有|能领|给不|能不能|吗|么|不)(?=[，。？！ ]|$)"
    r"|(?:有没有|有啥|有甚|有什么|给啥|给甚|能有|该有)[^，。？！]{0,6}(?:补贴|补助|钱|待遇)"
)
#: Other sums of the policy; who names one of these means that.
_OTHER_SUMS = re.compile(
    r"住院|医疗|报销|房|租|学费|学校|大学|创业|生意|开店|买卖|[羊牛鸡猪驴]|大棚|手艺|幼儿园|救助|低保|五保|特困|保险|养老|康复|轮椅|托养|车|工资|赔|能报|报多少|报几"
)

_STATUS = ("minimum_living_allowance", "extreme_poverty")


def asks_own_sum(text: str, found: Sequence[Found], vaguely: bool = False) -> bool:
    """Whether a normalised message states a disability and asks for a sum of money without naming which.

    `vaguely`: asking whether there is a subsidy at all will do.
    """
    stated = any(f.entity == "severe" or (f.entity == "disability" and f.value.get("grade")) for f in found)
    asked = _HOW_MUCH.search(text) or (vaguely and _WHETHER.search(text))
    return stated and bool(asked) and not _OTHER_SUMS.search(_without_status(text, found))


def _without_status(text: str, found: Sequence[Found]) -> str:
    """没低保，一年多少: that somebody has or lacks an aid, in a clause of its own, asks nothing of that aid."""
    for fact in found:
        if fact.entity in _STATUS and re.match(r"[户的]*(?:[，。 ]|$)", text[fact.end :]):
            text = text[: fact.start] + "，" * (fact.end - fact.start) + text[fact.end :]
    return text
