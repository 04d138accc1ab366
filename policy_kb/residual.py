"""What is left of a condition or a sum once one more variable is known.

Lowered conditions: True, False, ("test", variable, mask) or ("group", least, parts) or ("not", part).
Lowered sums: a number, ("if", condition, then, otherwise), ("of", operation, parts),
("value", variable) and, once the cell is known, ("value", variable, cell).
"""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

from policy_kb.amounts import work_out

Tree = Any


@lru_cache(maxsize=65536)
def variables_in(tree: Tree) -> frozenset[int]:
    """The variables that a lowered condition or sum still asks."""
    if not isinstance(tree, tuple):
        return frozenset()
    kind = tree[0]
    if kind == "test":
        return frozenset({tree[1]})
    if kind == "value":
        return frozenset({tree[1]}) if len(tree) == 2 else frozenset()
    inner = tree[2] if kind in ("group", "of") else tree[1:]
    return frozenset().union(*(variables_in(part) for part in inner))


def group(least: int, parts: list[Tree]) -> Tree:
    """`least` of the parts must hold, without the parts that are decided."""
    least -= parts.count(True)
    left = tuple(part for part in parts if part is not True and part is not False)
    if least <= 0:
        return True
    if least > len(left):
        return False
    return left[0] if len(left) == 1 else ("group", least, left)


def condition_after(tree: Tree, variable: int, cell: int) -> Tree:
    """The condition once the variable is known to lie in the cell."""
    if not isinstance(tree, tuple) or variable not in variables_in(tree):
        return tree
    if tree[0] == "test":
        return bool(tree[2] >> cell & 1)
    if tree[0] == "not":
        return negated(condition_after(tree[1], variable, cell))
    return group(tree[1], [condition_after(part, variable, cell) for part in tree[2]])


def negated(tree: Tree) -> Tree:
    """The opposite of a lowered condition."""
    return not tree if isinstance(tree, bool) else ("not", tree)


def sum_after(tree: Tree, variable: int, cell: int) -> Tree:
    """The sum once the variable is known to lie in the cell."""
    if not isinstance(tree, tuple) or variable not in variables_in(tree):
        return tree
    if tree[0] == "value":
        return ("value", variable, cell)
    if tree[0] == "if":
        return choose(
            condition_after(tree[1], variable, cell),
            lambda: sum_after(tree[2], variable, cell),
            lambda: sum_after(tree[3], variable, cell),
        )
    return operation(tree[1], [sum_after(part, variable, cell) for part in tree[2]])


def choose(condition: Tree, then: Callable[[], Tree], otherwise: Callable[[], Tree]) -> Tree:
    """One of two sums; both while the condition is open."""
    if isinstance(condition, bool):
        return then() if condition else otherwise()
    return ("if", condition, then(), otherwise())


def operation(kind: str, parts: list[Tree]) -> Tree:
    """An operation, worked out where all its parts are numbers."""
    if any(isinstance(part, tuple) for part in parts):
        return ("of", kind, tuple(parts))
    return work_out(kind, parts)


def cells_used(tree: Tree) -> dict[int, int]:
    """The numbers a sum still rests on, by variable, with the cell of each."""
    if not isinstance(tree, tuple):
        return {}
    if tree[0] == "value":
        return {tree[1]: tree[2]}
    return {k: v for part in tree[2] for k, v in cells_used(part).items()}


def sum_at(tree: Tree, numbers: dict[int, Fraction | float]) -> Fraction | float:
    """The sum with every number given."""
    if not isinstance(tree, tuple):
        return tree
    if tree[0] == "value":
        return numbers[tree[1]]
    return work_out(tree[1], [sum_at(part, numbers) for part in tree[2]])
