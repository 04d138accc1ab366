"""Counts and sums of a roster, benefit by benefit: exact over the readings that nobody has settled yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from policy_kb.readings import Reading, settle

YEAR = "year"  # only sums of a year are added up: nobody knows how many stays or emergencies there will be
_MOST_SCENARIOS = 16
_FEN = 100

Scenario = tuple[tuple[str, str], ...]


def scenarios(readings: Mapping[str, Reading], rulings: Mapping[str, str]) -> list[Scenario]:
    """Every way to settle the open readings together; one empty way when none is open."""
    chosen = settle(dict(readings), dict(rulings))
    still_open = [key for key, option in chosen.items() if option is None]
    ways = [
        tuple(zip(still_open, way, strict=True))
        for way in product(*(readings[k].options for k in still_open))
    ]
    return ways if len(ways) <= _MOST_SCENARIOS else [()]


@dataclass
class Sum:
    """Yuan a year: `least` and `most` for those who get it, `possible` if all that is open turned out well.

    None: no upper bound. Counted in fen, so that many thousand additions stay exact.
    """

    _least: int = 0
    _most: int | None = 0
    _possible: int | None = 0

    def add(self, status: str, amount: Mapping[str, Any]) -> None:
        """One person's outcome."""
        most = None if amount["max"] is None else round(amount["max"] * _FEN)
        if status == "eligible":
            self._least += round(amount["min"] * _FEN)
            self._most = _plus(self._most, most)
        self._possible = _plus(self._possible, most)

    @property
    def least(self) -> float:
        """What is paid at the least."""
        return self._least / _FEN

    @property
    def most(self) -> float | None:
        """What those who certainly get it get at the most."""
        return None if self._most is None else self._most / _FEN

    @property
    def possible(self) -> float | None:
        """The most if everybody who may get it does."""
        return None if self._possible is None else self._possible / _FEN

    @classmethod
    def over(cls, sums: Iterable["Sum"]) -> "Sum":
        """The tightest bounds over several ways to read the text."""
        every = list(sums)
        return cls(
            min(one._least for one in every),
            _greatest([one._most for one in every]),
            _greatest([one._possible for one in every]),
        )

    @classmethod
    def of(cls, sums: Iterable["Sum"]) -> "Sum":
        """Several sums added."""
        total = cls()
        for one in sums:
            total._least += one._least
            total._most = _plus(total._most, one._most)
            total._possible = _plus(total._possible, one._possible)
        return total


@dataclass
class Count:
    """How many get one benefit, how many may, how many do not."""

    eligible: int = 0
    undetermined: int = 0
    ineligible: int = 0


@dataclass
class Totals:
    """Counts by benefit, the sums of a year by scenario and benefit, and how many lack which fact."""

    ways: Sequence[Scenario]
    counts: dict[str, Count] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    _sums: list[dict[str, Sum]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._sums = [{} for _ in self.ways]

    def add(self, benefits: Sequence[dict[str, Any]], by_way: Sequence[Sequence[dict[str, Any]]]) -> None:
        """One person: the assessment as it stands, and that under each scenario."""
        for benefit in benefits:
            count = self.counts.setdefault(benefit["id"], Count())
            setattr(count, benefit["status"], getattr(count, benefit["status"]) + 1)
        for fact in {fact for benefit in benefits for fact in benefit["missing"]}:
            self.missing[fact] = self.missing.get(fact, 0) + 1
        for sums, outcome in zip(self._sums, by_way, strict=True):
            for benefit in outcome:
                amount = benefit["amount"]
                if amount is not None and amount["period"] == YEAR:
                    sums.setdefault(benefit["id"], Sum()).add(benefit["status"], amount)

    def of_benefit(self, benefit: str) -> Sum | None:
        """The sum of a year; None for a benefit that is not paid by the year, or that nobody may get."""
        found = [sums[benefit] for sums in self._sums if benefit in sums]
        return Sum.over(found) if found else None

    def by_way(self, benefit: str) -> list[tuple[Scenario, Sum]]:
        """The sums under each scenario, where the reading makes a difference; else nothing."""
        found = [(way, sums.get(benefit, Sum())) for way, sums in zip(self.ways, self._sums, strict=True)]
        return found if any(one != found[0][1] for _, one in found) else []

    def altogether(self) -> Sum:
        """All benefits together: each scenario is added up by itself first."""
        return Sum.over(Sum.of(sums.values()) for sums in self._sums)


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _greatest(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return max(known) if len(known) == len(values) else None
