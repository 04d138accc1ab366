"""Sums as data: an expression over parameters and facts, never a number of its own.

Forms: a parameter's name; {fact: key}; {percent: [rate, of]}; {times: […]}; {lowest: […]};
{highest: […]}; {sum: […]}; {when: condition, then: …, otherwise: …}; {reading: id, options: {…}};
0; null = no upper bound.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any

from policy_kb.conditions import Condition, Leaf, leaves, parse_condition

_PARTS = {"period", "exact", "min", "max", "named", "flags"}
#: For what time or matter a sum is, and how that is said.
PERIODS = {
    "year": "每年",
    "occasion": "每次",
    "stay": "每次住院",
    "household": "每户",
    "project": "每个项目",
    "once": "一次性",
}
_MANY = ("percent", "times", "lowest", "highest", "sum")

#: A worked-out sum in yuan; `inf` where there is no upper bound.
Yuan = Fraction | float
Expression = tuple


@dataclass(frozen=True)
class Amount:
    """The sum a benefit promises: bounds, the period they are for, and what else is said about it.

    `named` is the condition under which the policy names a sum at all (None: always); `flags` are
    further true/false statements inside the amount.
    """

    period: str
    least: Expression
    most: Expression
    named: Condition | None
    flags: tuple[tuple[str, Condition], ...]


def parse_amount(raw: dict[str, Any], shared: dict[str, Any]) -> Amount:
    """Read an amount from data: `exact`, or `min` and `max`.

    Raises:
        ValueError: a part is missing, or there is one that means nothing.
    """
    extra = set(raw) - _PARTS
    if extra or "period" not in raw or ("exact" in raw) == bool({"min", "max"} & set(raw)):
        raise ValueError("amount 要写 period，再写 exact（正好多少），或者写 min 和 max（最少、最多）")
    if raw["period"] not in PERIODS:
        known = "、".join(f"{name}（{words}）" for name, words in PERIODS.items())
        raise ValueError(f"amount 的 period 写成了 {raw['period']}，只能是 {known}")
    least, most = (raw["exact"],) * 2 if "exact" in raw else (raw["min"], raw["max"])
    return Amount(
        period=raw["period"],
        least=_expression(least, shared),
        most=_expression(most, shared),
        named=parse_condition(raw["named"], shared) if "named" in raw else None,
        flags=tuple((k, parse_condition(v, shared)) for k, v in raw.get("flags", {}).items()),
    )


def amount_leaves(amount: Amount) -> Iterator[Leaf]:
    """Every test of a fact that an amount rests on."""
    for condition in (amount.named, *(flag for _, flag in amount.flags)):
        if condition is not None:
            yield from leaves(condition)
    for part in (amount.least, amount.most):
        yield from (leaf for e in walk(part) if e[0] == "when" for leaf in leaves(e[1]))


def walk(expression: Expression) -> Iterator[Expression]:
    """An expression and all the expressions inside it."""
    yield expression
    kind = expression[0]
    if kind in _MANY:
        inner: tuple = expression[1]
    elif kind == "when":
        inner = expression[2:]
    else:
        inner = tuple(e for _, e in expression[2]) if kind == "reading" else ()
    for part in inner:
        yield from walk(part)


def work_out(kind: str, values: list[Yuan]) -> Yuan:
    """Apply one operation to worked-out values; nothing times no bound is nothing."""
    if kind == "lowest":
        return min(values)
    if kind == "highest":
        return max(values)
    if kind == "sum":
        return sum(values, Fraction(0))
    if 0 in values:
        return Fraction(0)
    product: Yuan = Fraction(1, 100) if kind == "percent" else Fraction(1)
    for value in values:
        product = inf if inf in (product, value) else product * value
    return product


def in_yuan(value: Yuan) -> int | float | None:
    """A sum for people: rounded half up to the fen, whole yuan as an integer; None for no bound."""
    if value == inf:
        return None
    fen = int(value * 100 + Fraction(1, 2))
    if fen % 100 == 0:
        return fen // 100
    try:
        return fen / 100
    except OverflowError:  # a sum beyond all floats has no fen worth showing
        return fen // 100


def _expression(raw: Any, shared: dict[str, Any]) -> Expression:
    if raw is None:
        return ("number", inf)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return ("number", Fraction(raw))
    if isinstance(raw, str):
        return ("parameter", raw)
    for kind in _MANY:
        if kind in raw:
            return (kind, tuple(_expression(part, shared) for part in raw[kind]))
    if "when" in raw:
        condition = parse_condition(raw["when"], shared)
        return ("when", condition, *(_expression(raw[k], shared) for k in ("then", "otherwise")))
    if "reading" in raw:
        options = tuple((k, _expression(v, shared)) for k, v in raw["options"].items())
        return ("reading", raw["reading"], options)
    if "fact" in raw:
        return ("fact", raw["fact"])
    raise ValueError(f"金额写得不对：{raw}")
