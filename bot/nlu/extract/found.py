"""What extraction hands on: one fact, where it stands, and whom it was said of."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Found:
    """One fact of a message; `start` and `end` count characters of the normalised text.

    `whom` is the person (a value of the entity `person`) last named before the fact, None when
    nobody was named; it serves to keep facts of different people apart.
    """

    entity: str
    value: Any
    start: int
    end: int
    text: str
    whom: str | None = field(default=None, compare=False)
