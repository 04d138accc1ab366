"""A sum that somebody has heard of, held against what the answer says."""

import re
from typing import Any

_SUM = re.compile(r"(\d+(?:\.\d+)?)\s*(元|%)")


def comment(answer: str, claim: dict[str, Any], quotes: tuple[str, ...]) -> str:
    """The first lines of an answer to somebody who named a sum: whether it is so, else the clause's words.

    The false sum is not said again: what is heard twice is believed.

    Args:
        answer: the answer without this comment.
        claim: `{"value": 5000, "unit": "元"}` or `{"value": 50, "unit": "%"}`.
        quotes: the words of the clauses that the answer rests on.
    """
    sums = {float(value) for value, unit in _SUM.findall(answer) if unit == claim["unit"]}
    if not sums:
        return "您说的这个数，文件里没有写。"
    if float(claim["value"]) not in sums:
        return f"不是您说的这个数。文件的原话是：\n“{quotes[0]}”"
    return "对，是这个数。" if len(sums) == 1 else "有这个数，要看是哪种情况。"
