"""How a sum comes about, in words: 视力一级，城镇; 报销剩下的12000元的30%; 学杂费8000元的60%，最多9000元."""

from collections.abc import Callable
from typing import Any

from policy_kb.amounts import Expression
from policy_kb.benefits import Benefit
from policy_kb.fact_words import value_words
from policy_kb.kb import KnowledgeBase
from policy_kb.yuan import yuan

#: A benefit's assessment for a profile.
Assessed = Callable[[dict[str, Any]], dict[str, Any]]
_Value = Callable[[str], float]


def how(
    kb: KnowledgeBase, benefit: Benefit, profile: dict[str, Any], value: _Value, assessed: Assessed
) -> str:
    """The arithmetic of a sum, or the facts that chose it; empty where nothing known moves it.

    Args:
        value: the number of a parameter on the day.
        assessed: assesses this benefit for another profile, to see which facts the sum hangs on.
    """
    if benefit.amount is None:
        return ""
    return _worked(kb, benefit.amount.least, profile, value) or _chosen(kb, benefit, profile, assessed)


def _worked(kb: KnowledgeBase, expression: Expression, profile: dict[str, Any], value: _Value) -> str:
    """A sum that is worked out from a number the person gave."""
    kind = expression[0]
    if kind == "percent":
        rate, of = expression[1]
        base = _base(kb, of, profile)
        return f"{base}的{yuan(float(value(rate[1])))}%" if base else ""
    if kind == "times":
        each, fact = expression[1]
        number = profile.get(fact[1])
        unit = kb.facts[fact[1]].unit
        return "" if number is None else f"每{unit}{yuan(float(value(each[1])))}元，{yuan(number)}{unit}"
    if kind == "lowest":
        inner, cap = expression[1]
        said = _worked(kb, inner, profile, value)
        return f"{said}，最多{yuan(float(value(cap[1])))}元" if said else ""
    return ""


def _base(kb: KnowledgeBase, of: Expression, profile: dict[str, Any]) -> str:
    """The number a share is taken of; empty while it is not known."""
    held, fact = profile.get(of[1]), kb.facts[of[1]]
    if fact.kind == "stay":
        cost, paid = ((held or {}).get(part) for part in ("reimbursable", "reimbursed"))
        return "" if cost is None or paid is None else f"报销剩下的{yuan(cost - paid)}元"
    return "" if held is None else f"{fact.title}{value_words(fact, held)}"


def _chosen(kb: KnowledgeBase, benefit: Benefit, profile: dict[str, Any], assessed: Assessed) -> str:
    """The known facts without which the sum would not be settled."""
    amount = assessed(profile)["amount"]
    said = []
    for key in dict.fromkeys(leaf.fact for leaf in benefit.leaves()):
        fact = kb.facts.get(key)
        if fact is None or profile.get(key) is None or fact.kind == "bool":
            continue
        without = {k: v for k, v in profile.items() if k != key}
        if _bounds(assessed(without)["amount"]) != _bounds(amount):
            said.append(value_words(fact, profile[key]))
    return "，".join(said)


def _bounds(amount: dict[str, Any] | None) -> tuple[Any, Any] | None:
    return (amount["min"], amount["max"]) if amount else None
