"""What templates see of a person: stated facts, and what follows from them; unknown stays None."""

from typing import Any

_SEVERE_GRADES = (1, 2)
_HARDSHIP = ("minimum_living_allowance", "extreme_poverty", "hardship")


class Person:
    """The facts of a profile as attributes; a fact nobody stated is None, never false."""

    def __init__(self, profile: dict[str, Any], said: dict[str, Any] | None = None) -> None:
        """`said`: statements that settle a fact only in part, such as `severe` (重度) without a grade."""
        self._profile = profile
        self._said = said or {}
        known = profile.get("disabilities") or []
        self.grades = [d["grade"] for d in known if d.get("grade") is not None]
        self.categories = [d["category"] for d in known if d.get("category") is not None]
        self.disabilities = known

    def __getattr__(self, key: str) -> Any:
        if key.startswith("_"):
            raise AttributeError(key)
        return self._profile.get(key)

    @property
    def severe(self) -> bool | None:
        """Grade 1 or 2 in any category (重度)."""
        if any(grade in _SEVERE_GRADES for grade in self.grades):
            return True
        if self._said.get("severe"):
            return True
        all_known = self.disabilities and len(self.grades) == len(self.disabilities)
        return False if all_known else None

    @property
    def own_cost(self) -> float | None:
        """What the person says they paid themselves in hospital, in yuan; what of it counts is not known."""
        cost: float | None = self._said.get("own_cost")
        return cost

    @property
    def hardship(self) -> bool | None:
        """低保, 特困 or recognised hardship on another ground."""
        stated = [self._profile.get(key) for key in _HARDSHIP]
        if any(stated):
            return True
        return False if all(s is False for s in stated) else None
