"""Turn a benefit's data into a decision diagram, with the values in force on a day.

Nothing here knows a single benefit: tests become sets of cells, readings become variables like facts,
and the diagram's leaves say what a person with those facts gets.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any

from policy_kb.amounts import Expression
from policy_kb.benefits import Benefit
from policy_kb.cells import Choice, Disabilities, Numbers, Variable
from policy_kb.conditions import Condition, Leaf, Not, Test, bound_value
from policy_kb.diagram import Diagram
from policy_kb.facts import Fact
from policy_kb.readings import Reading
from policy_kb.residual import (
    Tree,
    choose,
    condition_after,
    group,
    negated,
    operation,
    sum_after,
    variables_in,
)

_NO_SUM = (False, Fraction(0), inf, ())


@dataclass(frozen=True)
class Outcome:
    """What an eligible person gets: is a sum named, its bounds (lowered sums), and the flags."""

    named: bool
    least: Any
    most: Any
    flags: tuple[bool, ...]


class Lowered:
    """One benefit as a diagram over its own variables.

    `names` are the facts and readings it rests on, in the order in which the diagram asks them;
    `root` leads to an `Outcome` or None (not eligible), `review` to True where an office decides.
    """

    def __init__(
        self,
        benefit: Benefit,
        facts: dict[str, Fact],
        readings: dict[str, Reading],
        parameter: Callable[[str], Fraction],
        share: dict[tuple, Variable],
    ) -> None:
        self._parameter = parameter
        tests: dict[str, dict[Test, None]] = {}
        for leaf in benefit.leaves():
            tests.setdefault(leaf.fact, {})[self._resolved(leaf.test)] = None
        exact = benefit.sums_over("fact")
        self.readings = benefit.sums_over("reading")
        fact_names = tuple(dict.fromkeys((*tests, *exact)))
        self.names = (*fact_names, *self.readings)
        self.variables: tuple[Variable, ...] = (
            *(_variable(facts[n], tuple(tests.get(n, ())), n in exact, share) for n in fact_names),
            *(_choice(tuple(readings[n].options), share) for n in self.readings),
        )
        self._place = {name: i for i, name in enumerate(self.names)}
        self._cells = {id(leaf): self._cells_of(leaf) for leaf in benefit.leaves()}
        self.diagram = Diagram()
        when = self.condition(benefit.when)
        self.root = self._build({}, when, self._payload(benefit))
        office = self.condition(benefit.review_if) if benefit.review_if else False
        self.review = self._build({}, group(2, [when, office]), _NO_SUM)

    def leaf_cells(self, leaf: Leaf) -> tuple[int, int]:
        """The variable of one of the benefit's leaves, and the cells in which it holds."""
        return self._cells[id(leaf)]

    def _cells_of(self, leaf: Leaf) -> tuple[int, int]:
        place = self._place[leaf.fact]
        return place, self.variables[place].where(self._resolved(leaf.test))

    def condition(self, condition: Condition) -> Tree:
        """A condition as a lowered one."""
        if isinstance(condition, Leaf):
            place, mask = self.leaf_cells(condition)
            return ("test", place, mask)
        if isinstance(condition, Not):
            return negated(self.condition(condition.part))
        return group(condition.least, [self.condition(part) for part in condition.parts])

    def _resolved(self, test: Test) -> Test:
        if test[0] in ("in", "some", "count"):
            return test
        return (test[0], bound_value(test[1], self._parameter))

    def _payload(self, benefit: Benefit) -> tuple:
        amount = benefit.amount
        if amount is None:
            return _NO_SUM
        named = self.condition(amount.named) if amount.named else True
        flags = tuple(self.condition(flag) for _, flag in amount.flags)
        return (named, self._sum(amount.least), self._sum(amount.most), flags)

    def _sum(self, expression: Expression) -> Tree:
        kind = expression[0]
        if kind == "number":
            return expression[1]
        if kind == "parameter":
            return self._parameter(expression[1])
        if kind == "fact":
            return ("value", self._place[expression[1]])
        if kind == "when":
            then, otherwise = (self._sum(part) for part in expression[2:])
            return choose(self.condition(expression[1]), lambda: then, lambda: otherwise)
        if kind == "reading":
            return self._by_reading(expression[1], expression[2])
        return operation(kind, [self._sum(part) for part in expression[1]])

    def _by_reading(self, name: str, options: tuple[tuple[str, Expression], ...]) -> Tree:
        place = self._place[name]
        tree = self._sum(options[-1][1])
        for option, expression in reversed(options[:-1]):
            mask = self.variables[place].where(("in", (option,)))
            tree = ("if", ("test", place, mask), self._sum(expression), tree)
        return tree

    def _build(self, built: dict, when: Tree, payload: tuple) -> int:
        if when is False:
            return self.diagram.leaf(None)
        key = (when, payload)
        if key not in built:
            built[key] = self._node(built, when, payload)
        return built[key]

    def _node(self, built: dict, when: Tree, payload: tuple) -> int:
        named, least, most, flags = payload if payload[0] is not False else _NO_SUM
        asked = frozenset().union(*map(variables_in, (when, named, least, most, *flags)))
        if not asked:
            return self.diagram.leaf(Outcome(named, least, most, flags))
        place = min(asked)
        branches = []
        for cell in range(self.variables[place].size):
            left = (
                condition_after(named, place, cell),
                sum_after(least, place, cell),
                sum_after(most, place, cell),
                tuple(condition_after(flag, place, cell) for flag in flags),
            )
            branches.append(self._build(built, condition_after(when, place, cell), left))
        return self.diagram.node(place, tuple(branches))


def _variable(fact: Fact, tests: tuple[Test, ...], exact: bool, share: dict[tuple, Variable]) -> Variable:
    """The variable that sees a fact through these tests; one for all benefits that see it so."""
    if fact.kind in ("bool", "choice"):
        return _choice((False, True) if fact.kind == "bool" else tuple(fact.values), share, fact.key)
    tests = tuple(sorted(tests, key=repr))
    name = (fact.key, tests, exact)
    if name not in share:
        edges = frozenset(test[1] for test in tests) if fact.kind != "disabilities" else frozenset()
        share[name] = Disabilities(tests) if fact.kind == "disabilities" else Numbers(fact, edges, exact)
    return share[name]


def _choice(values: tuple, share: dict[tuple, Variable], key: str = "reading") -> Variable:
    return share.setdefault((key, values), Choice(values))
