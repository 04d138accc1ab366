"""偏瘫了，能领啥: who tells a condition and asks broadly wants all there is, whatever else the words resemble."""

import re
from collections.abc import Sequence

from bot.nlu.extract import Found

_WHAT = r"(?:些|点)?(?:什么|啥|甚|哪些)"
_GIVEN = r"(?:东西|补助|补贴|钱|政策|待遇|好处|优惠|照顾|帮助|救助)"
_WHO = r"(?:那|还|都|又|就|一共|到底|现在|请问|想问问?|我们?|咱|俺|他|她|这种|这样的?|国家|政府|公家|旗里|这儿|这里|[，、 ])*"
_BROAD = re.compile(
    rf"{_WHO}(?:(?:能|可以|可|该)(?:领|享受|拿|得|申请|要)(?:到|上|取)?{_WHAT}{_GIVEN}?"
    rf"|有(?:没有)?{_WHAT}{_GIVEN}(?:没有?)?|有没有{_GIVEN})[了呢吗啊]?"
)
_CLAUSE = re.compile(r"[，。！？；]")
_CONDITION = ("disability", "severe", "certified")


def asks_everything(text: str, found: Sequence[Found]) -> bool:
    """Whether a normalised message states a condition and its last words ask for whatever there is."""
    if not any(f.entity in _CONDITION for f in found):
        return False
    clauses = [clause.strip() for clause in _CLAUSE.split(text) if clause.strip()]
    return len(clauses) > 1 and bool(_BROAD.fullmatch(clauses[-1]))
