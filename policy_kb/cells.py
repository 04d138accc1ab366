"""Cut the domain of a fact into cells: two values of one cell are the same to every test asked of them.

A fact known wholly, partly or not at all then is a set of cells (a bit mask). Where a sum is worked
out from a number itself, the range it can lie in goes along: (mask, least, most).
"""

from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, inf
from typing import Any, NamedTuple, Protocol

from policy_kb.conditions import Test
from policy_kb.facts import CATEGORIES, GRADES, Fact

Key = int | tuple[int, Any, Any]


class Variable(Protocol):
    """A fact (or reading) as one test after another sees it."""

    size: int

    def where(self, test: Test) -> int:
        """The cells in which a test holds."""

    def project(self, value: Any) -> Key:
        """The cells that what is known of a value leaves open."""


class Choice:
    """A fact with few values: each is a cell."""

    def __init__(self, values: tuple) -> None:
        self.size = len(values)
        self._masks = {value: 1 << i for i, value in enumerate(values)}
        self._keys = {None: (1 << self.size) - 1, **self._masks}

    def where(self, test: Test) -> int:
        return sum(self._masks[value] for value in test[1])

    def project(self, value: Any) -> Key:
        return self._keys[value]


class Span(NamedTuple):
    """A cell of numbers: one point, or all between two ends (the ends left out)."""

    least: Any
    most: Any

    @property
    def probe(self) -> Any:
        """A number inside."""
        if self.most == inf:
            return self.least + 1
        return self.least + Fraction(self.most - self.least) / 2

    def holds(self, value: Any) -> bool:
        return value == self.least if self.least == self.most else self.least < value < self.most

    def meets(self, least: Any, most: Any) -> bool:
        """True when the cell has a number in the closed range."""
        if self.least == self.most:
            return least <= self.least <= most
        return self.holds(least) if least == most else least < self.most and most > self.least


class Numbers:
    """A number, or what a hospital stay leaves unpaid; no stay at all is a cell of its own."""

    def __init__(self, fact: Fact, edges: frozenset[Fraction], exact: bool) -> None:
        self._exact = exact
        self._stay = fact.kind == "stay"
        self._least = _plain(fact.least)
        self._most = inf if fact.most is None else _plain(fact.most)
        self.spans = _spans(fact, edges)
        self._nothing = len(self.spans)
        self.size = len(self.spans) + self._stay

    def where(self, test: Test) -> int:
        compare = _COMPARE[test[0]]
        return sum(1 << i for i, span in enumerate(self.spans) if compare(span.probe, test[1]))

    def project(self, value: Any) -> Key:
        if value is False:
            return self._key(1 << self._nothing, 0, 0)
        if value is None:
            return self._key((1 << self.size) - 1, self._least, self._most)
        if self._stay:
            least, most = _unpaid(value)
            return self._key(self._meeting(least, most), least, most)
        mask = next(1 << i for i, span in enumerate(self.spans) if span.holds(value))
        return self._key(mask, value, value)

    def points(self, cell: int, least: Any, most: Any) -> tuple:
        """Numbers that stand for all of a cell within a range: its ends, and two between.

        An end that the cell leaves out is the limit of numbers inside, which is what bounds need.
        Four points tell apart all sums that rise evenly between the edges.
        """
        if cell == self._nothing:
            return (Fraction(0),)
        low = max(self.spans[cell].least, fraction(least))
        high = min(self.spans[cell].most, fraction(most))
        if low == high:
            return (low,)
        if high == inf:
            return (low, low + 1, low + 2, inf)
        third = Fraction(high - low) / 3
        return (low, low + third, low + 2 * third, high)

    def _key(self, mask: int, least: Any, most: Any) -> Key:
        return (mask, least, most) if self._exact else mask

    def _meeting(self, least: Any, most: Any) -> int:
        return sum(1 << i for i, span in enumerate(self.spans) if span.meets(least, most))


class Disabilities:
    """The list of disabilities as a few yes/no questions see it; a cell is one set of answers."""

    def __init__(self, tests: tuple[Test, ...]) -> None:
        self._tests = tests
        self._cells = {signs: i for i, signs in enumerate(sorted(self._any_list()))}
        self.size = len(self._cells)
        self._known = lru_cache(maxsize=4096)(self._mask)

    def where(self, test: Test) -> int:
        place = self._tests.index(test)
        return sum(1 << i for signs, i in self._cells.items() if signs[place])

    def project(self, value: Any) -> Key:
        if value is None:
            return (1 << self.size) - 1
        entries = ((d.get("category") or "", int(d.get("grade") or 0)) for d in value)
        return self._known(tuple(sorted(entries)))

    def _mask(self, entries: tuple[tuple[str, int], ...]) -> int:
        """Fill in the parts not known in every way that keeps the categories distinct."""
        taken = frozenset(category for category, _ in entries if category)
        states = {(taken, (False,) * len(self._tests))}
        for category, grade in entries:
            states = {
                (used | {name}, _either(signs, self._signs(name, level)))
                for used, signs in states
                for name in ((category,) if category else [c for c in CATEGORIES if c not in used])
                for level in ((grade,) if grade else GRADES)
            }
        counted = {self._counted(signs, len(entries)) for _, signs in states}
        return sum(1 << self._cells[signs] for signs in counted)

    def _any_list(self) -> set[tuple[bool, ...]]:
        states = {(0, (False,) * len(self._tests))}
        for name in CATEGORIES:
            states |= {
                (count + 1, _either(signs, self._signs(name, level)))
                for count, signs in states
                for level in GRADES
            }
        return {self._counted(signs, count) for count, signs in states if count}

    def _signs(self, category: str, grade: int) -> tuple[bool, ...]:
        return tuple(
            test[0] == "some"
            and (test[1] is None or category in test[1])
            and (test[2] is None or grade in test[2])
            for test in self._tests
        )

    def _counted(self, signs: tuple[bool, ...], count: int) -> tuple[bool, ...]:
        return tuple(
            count >= test[1] if test[0] == "count" else sign
            for sign, test in zip(signs, self._tests, strict=True)
        )


_COMPARE = {
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
}


def _spans(fact: Fact, edges: frozenset[Fraction]) -> list[Span]:
    least = _plain(fact.least)
    most = inf if fact.most is None else _plain(fact.most)
    ends = sorted({least, most, *(_plain(e) for e in edges if least <= e <= most)})
    spans = [Span(least, least)]
    for low, high in pairwise(ends):
        spans += [Span(low, high)] + ([Span(high, high)] if high != inf else [])
    return [s for s in map(_whole, spans) if s] if fact.whole else spans


def _whole(span: Span) -> Span | None:
    """The whole numbers of a span, as one that keeps its ends: (0, ∞) is all from 1 on."""
    if span.least == span.most:
        return span if span.least == int(span.least) else None
    low = floor(span.least) + 1
    high = inf if span.most == inf else ceil(span.most) - 1
    return WholeSpan(low, high) if low <= high else None


class WholeSpan(Span):
    """Whole numbers between two ends, the ends taken in."""

    def holds(self, value: Any) -> bool:
        return self.least <= value <= self.most

    @property
    def probe(self) -> Any:
        return self.least


def _unpaid(stay: dict[str, Any]) -> tuple[Any, Any]:
    """The least and most that insurance may have left unpaid."""
    total, paid = stay.get("reimbursable"), stay.get("reimbursed")
    if total is None:
        return 0, inf
    if paid is None:
        return 0, total
    left = fraction(total) - fraction(paid)
    return left, left


def fraction(value: Any) -> Any:
    """The number as it was written: 0.1 is a tenth. No bound stays no bound."""
    return Fraction(repr(value)) if isinstance(value, float) and value != inf else value


def _plain(value: Any) -> Any:
    """A whole number as an integer, for quick comparing; others exactly."""
    return int(value) if value == int(value) else fraction(value)


def _either(a: tuple[bool, ...], b: tuple[bool, ...]) -> tuple[bool, ...]:
    return tuple(x or y for x, y in zip(a, b, strict=True))
