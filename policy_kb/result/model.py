"""A result as plain data: told in the talk, printed on a page, kept as it was told."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Gain:
    """One benefit the person gets. `amount` is empty where the policy names no sum; `how` is its arithmetic.

    `two_ways` gives the sums under each way to read the text; `office_decides`: the office has the last word.
    """

    id: str
    title: str
    clause: str
    office: str
    amount: str
    how: str
    two_ways: str
    office_decides: bool


@dataclass(frozen=True)
class Part:
    """A benefit named in passing: what is open, or what does not apply. `paid`: the policy names a sum for it."""

    title: str
    clause: str
    paid: bool
    amount: str = ""


@dataclass(frozen=True)
class Open:
    """Benefits that the same thing decides next: the question for one fact, or an office (`by_office`)."""

    decided_by: str
    parts: tuple[Part, ...]
    by_office: bool = False


@dataclass(frozen=True)
class Refused:
    """Benefits that do not apply, for the same one reason; `again` says from when it is worth asking anew."""

    reason: str
    parts: tuple[Part, ...]
    again: str = ""


@dataclass(frozen=True)
class Result:
    """Everything an assessment tells one person. `on` is the day (YYYY-MM-DD) whose sums are in force.

    `total` is the certain yearly sum in yuan as text, `total_exact` whether it is exact or a least one;
    `apart`: some sums go by occasion, household or project and are not in the total.
    """

    who: str
    on: str
    validity: str
    facts: tuple[str, ...]
    total: str
    total_exact: bool
    apart: bool
    gains: tuple[Gain, ...]
    open: tuple[Open, ...]
    refused: tuple[Refused, ...]
    basis: str

    @property
    def paid(self) -> list[Gain]:
        """What is paid in money."""
        return [gain for gain in self.gains if gain.amount]

    @property
    def services(self) -> list[Gain]:
        """What is granted without a sum."""
        return [gain for gain in self.gains if not gain.amount]

    @property
    def open_count(self) -> int:
        """How many benefits are still open."""
        return sum(len(one.parts) for one in self.open)

    @property
    def refused_count(self) -> int:
        """How many benefits do not apply."""
        return sum(len(one.parts) for one in self.refused)

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)

    @classmethod
    def read(cls, plain: dict[str, Any]) -> "Result":
        """What `plain` gave."""
        return cls(
            **{
                **plain,
                "facts": tuple(plain["facts"]),
                "gains": tuple(Gain(**one) for one in plain["gains"]),
                "open": tuple(Open(**{**one, "parts": _parts(one)}) for one in plain["open"]),
                "refused": tuple(Refused(**{**one, "parts": _parts(one)}) for one in plain["refused"]),
            }
        )


def _parts(group: dict[str, Any]) -> tuple[Part, ...]:
    return tuple(Part(**one) for one in group["parts"])
