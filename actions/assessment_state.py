"""What an assessment has asked, what was left open, and whom and what it is about."""

from dataclasses import asdict, dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

NEEDS = "needs"  # asked as one choice instead of fact by fact


@dataclass
class AssessmentState:
    """Kept in the slot `assessment`.

    `asked`: the fact asked last (or `needs`); `skipped`: facts answered with 不知道;
    `trail`: for each answer the facts as they were before, so that 上一步 can take it back;
    `about`: a benefit, when only that one is asked after; `ticked`: needs named so far.
    """

    asked: str | None = None
    skipped: list[str] = field(default_factory=list)
    trail: list[dict[str, Any]] = field(default_factory=list)
    about: str | None = None
    person: str = "self"
    needs_asked: bool = False
    ticked: list[str] = field(default_factory=list)
    ended: str | None = None  # `stopped` or `result` once the person said so

    @classmethod
    def of(cls, tracker: Tracker) -> "AssessmentState":
        """What the tracker holds."""
        return cls(**(tracker.get_slot("assessment") or {}))

    def event(self) -> dict[str, Any]:
        """The event that keeps it."""
        return SlotSet("assessment", asdict(self))
