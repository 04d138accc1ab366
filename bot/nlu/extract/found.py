"""What extraction hands on: one fact, where it stands, and whom it was said of."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Found:
    """One fact of a message; `start` and `end` count characters of the normalised text.

    `whom` is the key (`which.person_key`) of the person last named before the fact, None when nobody
    was named; it keeps facts of different people apart.
    """

    entity: str
    value: Any
    start: int
    end: int
    text: str
    whom: str | None = field(default=None, compare=False)

    def entity_dict(self) -> dict[str, Any]:
        """The fact as Rasa's tracker keeps it; of a person also the key that tells people apart."""
        said = {"entity": self.entity, "value": self.value, "start": self.start, "end": self.end}
        return {**said, "text": self.text, **({"key": self.whom} if self.entity == "person" else {})}
