"""Work out one benefit for what is known of a person, exactly over everything that is not known.

A profile becomes, per benefit, a key: for each of its facts the cells left open. The benefit's diagram
is restricted to them; what it then still asks can change the outcome, and its leaves are the outcomes
that remain. Keys repeat a lot in a roster, so findings are remembered.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from policy_kb.amounts import Yuan, in_yuan
from policy_kb.benefits import Benefit
from policy_kb.cells import Key, Variable
from policy_kb.diagram import Diagram
from policy_kb.explain import both_ways, explain
from policy_kb.lowering import Lowered, Outcome
from policy_kb.next_question import settling
from policy_kb.residual import cells_used, sum_at

_REMEMBERED = 2048  # findings kept per benefit: memory stays flat over any roster


@dataclass(frozen=True)
class Settled:
    """One outcome in figures: is a sum named, its bounds in yuan, and the flags."""

    named: bool
    least: Yuan
    most: Yuan
    flags: tuple[bool, ...]


@dataclass(frozen=True)
class Finding:
    """A benefit's assessment, and how much an answer to each missing fact can be expected to settle."""

    result: dict[str, Any]
    settles: tuple[tuple[str, float], ...]

    @cached_property
    def json(self) -> bytes:
        """The result as JSON in UTF-8, for rosters."""
        return json.dumps(self.result, ensure_ascii=False).encode()


class Engine:
    """One benefit, ready to be asked about many people on one day."""

    def __init__(self, benefit: Benefit, lowered: Lowered, lead: tuple[str, ...], notes: "Notes") -> None:
        self.benefit = benefit
        self.lowered = lowered
        self._lead = lead
        self._notes = notes
        self._found = lru_cache(maxsize=_REMEMBERED)(self._find)
        self.find: Callable[[tuple[Key, ...]], Finding] = self._found
        if benefit.sums_over("fact"):
            self.find = self._find_without_idle_numbers
        self._settles = lru_cache(maxsize=_REMEMBERED)(self._settling)
        self._rests_on_numbers = lru_cache(maxsize=_REMEMBERED)(self._uses_numbers)
        self._why = lru_cache(maxsize=_REMEMBERED)(self._explained)

    def names(self) -> tuple[tuple[str, Variable], ...]:
        """The facts and readings that a key is made of, in its order."""
        return tuple(zip(self.lowered.names, self.lowered.variables, strict=True))

    def _find_without_idle_numbers(self, key: tuple[Key, ...]) -> Finding:
        """A number that cannot move the sum any more is left out: many people then share a finding."""
        masks = tuple([_mask(part) for part in key])
        return self._found(key if self._rests_on_numbers(masks) else masks)

    def _find(self, key: tuple[Key, ...]) -> Finding:
        diagram, root = self._restricted(key)
        asked, outcomes = diagram.reach(root)
        places = sorted({variable % len(key) for variable in asked})
        names = [self.lowered.names[place] for place in places]
        missing = [name for name in names if name not in self.lowered.readings]
        open_readings = [name for name in names if name in self.lowered.readings]
        got = [outcome for outcome in outcomes if outcome is not None]
        status = "eligible" if len(got) == len(outcomes) else "undetermined" if got else "ineligible"
        result = {
            "id": self.benefit.id,
            "clause": int(self.benefit.clause),
            "status": status,
            "amount": self._amount(got),
            "missing": self._notes.in_order(missing),
            "open_readings": open_readings,
            "because": [],
            "lead": list(self._lead),
            "review": self.benefit.review or self._office_decides(key),
        }
        masks = tuple(_mask(k) for k in key)
        result["because"] = [*self._why(masks, status), *(self._both_ways(key, r) for r in open_readings)]
        settles = self._settles(masks) if missing else ()
        return Finding(result, tuple(pair for pair in settles if pair[0] in missing))

    def _restricted(self, key: Sequence[Key]) -> tuple[Diagram, int]:
        """The diagram for a key, its leaves in figures; a sum that a number moves asks that number."""
        into = Diagram()
        places = len(key)

        def settle(leaf: int) -> int:
            outcome = self.lowered.diagram.value(leaf)
            if not isinstance(outcome, Outcome):
                return into.leaf(outcome)
            used = cells_used(outcome.least) | cells_used(outcome.most)
            points = {place: self._points(place, cell, key[place]) for place, cell in used.items()}
            return _figures(into, outcome, list(points.items()), {}, places)

        return into, self.lowered.diagram.restrict(self.lowered.root, _open_cells(key), into, settle)

    def _points(self, place: int, cell: int, key: Key) -> tuple:
        variable: Any = self.lowered.variables[place]
        _, least, most = key if isinstance(key, tuple) else variable.project(None)
        return variable.points(cell, least, most)

    def _amount(self, got: list[Any]) -> dict[str, Any] | None:
        """The tightest interval over the outcomes that remain."""
        amount = self.benefit.amount
        if amount is None or not any(outcome.named for outcome in got):
            return None
        silent = not all(outcome.named for outcome in got)
        bounds: dict[str, Any] = {
            "min": 0 if silent else in_yuan(min(outcome.least for outcome in got)),
            "max": None if silent else in_yuan(max(outcome.most for outcome in got)),
            "period": amount.period,
        }
        for place, (name, _) in enumerate(amount.flags):
            said = {outcome.flags[place] for outcome in got}
            bounds[name] = said.pop() if len(said) == 1 else None
        return bounds

    def _office_decides(self, key: Sequence[Key]) -> bool:
        """True when the condition for an office's decision can hold for what is known."""
        into = Diagram()
        diagram, root = self.lowered.diagram, self.lowered.review
        found = diagram.restrict(root, _open_cells(key), into, lambda leaf: into.leaf(diagram.value(leaf)))
        return any(outcome is not None for outcome in into.reach(found)[1])

    def _uses_numbers(self, masks: tuple[int, ...]) -> bool:
        """True when an outcome that remains has a sum worked out from a number."""
        into, diagram = Diagram(), self.lowered.diagram
        root = diagram.restrict(
            self.lowered.root, _open_cells(masks), into, lambda leaf: into.leaf(diagram.value(leaf))
        )
        outcomes = into.reach(root)[1]
        return any(cells_used(part) for o in outcomes if isinstance(o, Outcome) for part in (o.least, o.most))

    def _explained(self, masks: tuple[int, ...], status: str) -> list[str]:
        return explain(self.benefit, self.lowered, masks, status, self._office_decides(masks))

    def _both_ways(self, key: tuple[Key, ...], name: str) -> str:
        """For an open reading: the sum under each of its options, and who decides."""
        place = self.lowered.names.index(name)
        said = []
        for cell, option in enumerate(self._notes.options(name)):
            fixed = (*key[:place], 1 << cell, *key[place + 1 :])
            diagram, root = self._restricted(fixed)
            got = [outcome for outcome in diagram.reach(root)[1] if outcome is not None]
            said.append((option, self._amount(got)))
        return both_ways(said, self._lead)

    def _settling(self, masks: tuple[int, ...]) -> tuple[tuple[str, float], ...]:
        """What each answer can be expected to settle, with every number taken as open in its cells."""
        diagram, root = self._restricted(masks)
        scores = settling(diagram, root, len(masks), [bin(mask).count("1") for mask in masks])
        names = self.lowered.names
        return tuple((names[p], s) for p, s in scores.items() if names[p] not in self.lowered.readings)


class Notes:
    """What an engine needs to know besides its benefit: the order of facts, the readings' options."""

    def __init__(self, order: Sequence[str], options: dict[str, list[str]]) -> None:
        self._rank = {name: rank for rank, name in enumerate(order)}
        self._options = options

    def in_order(self, names: list[str]) -> list[str]:
        """The facts in the order of `facts.yml`."""
        return sorted(names, key=self._rank.__getitem__)

    def options(self, reading: str) -> list[str]:
        """The options of a reading, in plain words, in the register's order."""
        return self._options[reading]


def _figures(
    into: Diagram, outcome: Outcome, points: list[tuple[int, tuple]], chosen: dict[int, Any], places: int
) -> int:
    """A leaf in figures, or a node per number that moves the sum (numbered after all the cells)."""
    if not points:
        least, most = sum_at(outcome.least, chosen), sum_at(outcome.most, chosen)
        return into.leaf(Settled(outcome.named, least, most, outcome.flags))
    (place, values), rest = points[0], points[1:]
    branches = [_figures(into, outcome, rest, {**chosen, place: value}, places) for value in values]
    return into.node(place + places, tuple(branches))


def _open_cells(key: Sequence[Key]) -> list[tuple[int, ...]]:
    return [_cells(_mask(part)) for part in key]


def _mask(key: Key) -> int:
    return key[0] if isinstance(key, tuple) else key


@lru_cache(maxsize=4096)
def _cells(mask: int) -> tuple[int, ...]:
    return tuple(i for i in range(mask.bit_length()) if mask >> i & 1)
