"""Conditions as data: a tree of all / any / at_least / not over tests of single facts.

A condition is read under three values: met, unmet, and not known yet. This reading says which words
to show; whether a benefit is settled is worked out exactly in `engine.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

_COMPARE = ("lt", "le", "gt", "ge")
_REASONS = ("met", "unmet", "unknown")

#: ("in", values) | ("lt"/"le"/"gt"/"ge", bound) | ("some", categories, grades) | ("count", n).
#: A bound is a number or the name of a parameter, or ("plus", bound, bound).
Test = tuple


@dataclass(frozen=True)
class Leaf:
    """One test of one fact, with what to say of it and the words of the policy it rests on."""

    fact: str
    test: Test
    met: str = ""
    unmet: str = ""
    unknown: str = ""
    words: str = ""


@dataclass(frozen=True)
class Group:
    """`least` of the parts must hold: all of them, any one, or so many."""

    least: int
    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """The part must not hold."""

    part: "Condition"


Condition = Leaf | Group | Not


def parse_condition(raw: dict[str, Any], shared: dict[str, Any]) -> Condition:
    """Read a condition from data; `shared` holds the named ones that `use:` refers to.

    Raises:
        ValueError: the entry is none of the known forms.
    """
    if "use" in raw:
        used = parse_condition(shared[raw["use"]], shared)
        return _with_words(used, raw["words"]) if "words" in raw else used
    if "not" in raw:
        return Not(parse_condition(raw["not"], shared))
    for name in ("all", "any"):
        if name in raw:
            parts = tuple(parse_condition(part, shared) for part in raw[name])
            return Group(len(parts) if name == "all" else 1, parts)
    if "at_least" in raw:
        parts = tuple(parse_condition(part, shared) for part in raw["of"])
        return Group(int(raw["at_least"]), parts)
    return _leaf(raw)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every leaf of a condition, in order."""
    if isinstance(condition, Leaf):
        yield condition
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    else:
        for part in condition.parts:
            yield from leaves(part)


def truth(condition: Condition, of_leaf: Callable[[Leaf], bool | None]) -> bool | None:
    """The three-valued reading of a condition: True, False, or None where it is open."""
    if isinstance(condition, Leaf):
        return of_leaf(condition)
    if isinstance(condition, Not):
        inner = truth(condition.part, of_leaf)
        return None if inner is None else not inner
    found = [truth(part, of_leaf) for part in condition.parts]
    if found.count(True) >= condition.least:
        return True
    return False if len(found) - found.count(False) < condition.least else None


def bound_value(bound: Any, parameter: Callable[[str], Fraction]) -> Fraction:
    """The number a test compares with, on the day that `parameter` looks values up for."""
    if isinstance(bound, tuple):
        return bound_value(bound[1], parameter) + bound_value(bound[2], parameter)
    return parameter(bound) if isinstance(bound, str) else Fraction(str(bound))


def _leaf(raw: dict[str, Any]) -> Leaf:
    reasons = {name: raw[name] for name in (*_REASONS, "words") if name in raw}
    test = {k: v for k, v in raw.items() if k not in (*_REASONS, "words", "fact")}
    if "fact" not in raw or len(test) != 1:
        raise ValueError(f"条件写得不对：{raw}")
    return Leaf(fact=raw["fact"], test=_test(*next(iter(test.items()))), **reasons)


def _test(name: str, value: Any) -> Test:
    if name == "is":
        return ("in", (value,))
    if name == "in":
        return ("in", tuple(value))
    if name in _COMPARE:
        return (name, ("plus", *value["plus"]) if isinstance(value, dict) else value)
    if name == "some":
        categories, grades = value.get("category"), value.get("grade")
        return ("some", tuple(categories) if categories else None, tuple(grades) if grades else None)
    if name == "count":
        return ("count", int(value))
    raise ValueError(f"没有名叫 {name} 的条件")


def _with_words(condition: Condition, words: str) -> Condition:
    if isinstance(condition, Leaf):
        return replace(condition, words=words)
    if isinstance(condition, Not):
        return Not(_with_words(condition.part, words))
    return Group(condition.least, tuple(_with_words(part, words) for part in condition.parts))
