"""How the desk reads what was said in a conversation; the gateway provides it."""

from collections.abc import Callable, Sequence
from typing import Protocol


class Said(Protocol):
    """One thing said, by the person (`mine`) or by the assistant."""

    @property
    def mine(self) -> bool: ...

    @property
    def text(self) -> str: ...


Talk = Callable[[str], Sequence[Said]]
