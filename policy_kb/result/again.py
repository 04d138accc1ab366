"""From when it is worth asking anew: facts that grow with time (离上次扶持的年数, 年龄) reach a bound."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from policy_kb.benefits import Benefit
from policy_kb.conditions import bound_value
from policy_kb.kb import KnowledgeBase
from policy_kb.result.arithmetic import Assessed

_YEARS = ("年", "岁")


def again(
    kb: KnowledgeBase,
    benefit: Benefit,
    profile: dict[str, Any],
    on: date,
    parameter: Callable[[str], Fraction],
    assessed: Assessed,
) -> str:
    """When a benefit that does not apply now may apply: `大约2028年11月以后，可以再问一次。`; else empty."""
    waits = []
    for leaf in benefit.leaves():
        held = profile.get(leaf.fact)
        if leaf.test[0] not in ("ge", "gt") or held is None or kb.facts[leaf.fact].unit not in _YEARS:
            continue
        bound = bound_value(leaf.test[1], parameter)
        if held < bound and assessed({**profile, leaf.fact: float(bound)})["status"] != "ineligible":
            waits.append(bound - Fraction(str(held)))
    return f"大约{_later(on, min(waits))}以后，可以再问一次。" if waits else ""


def _later(on: date, years: Fraction) -> str:
    months = on.year * 12 + on.month - 1 + -(-years * 12 // 1)  # a part of a month counts as a whole one
    return f"{int(months // 12)}年{int(months % 12) + 1}月"
