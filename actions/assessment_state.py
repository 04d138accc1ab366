"""What an assessment has asked, what was left open, and whom and what it is about."""

from dataclasses import asdict, dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from policy_kb.facts import CHOICES


@dataclass
class AssessmentState:
    """Kept in the slot `assessment`.

    `asked`: the fact or choice asked last; `offered`: the facts that this choice offered;
    `skipped`: facts answered with 不知道; `made`: choices that were made; `ticked`: what was named in them;
    `trail`: for each answer the facts as they were before, so that 上一步 can take it back;
    `about`: a benefit, when only that one is asked after.
    """

    asked: str | None = None
    skipped: list[str] = field(default_factory=list)
    trail: list[dict[str, Any]] = field(default_factory=list)
    about: str | None = None
    person: str = "self"
    offered: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    ticked: list[str] = field(default_factory=list)
    ended: str | None = None  # `stopped` or `result` once the person said so

    @classmethod
    def of(cls, tracker: Tracker) -> "AssessmentState":
        """What the tracker holds."""
        return cls(**(tracker.get_slot("assessment") or {}))

    @property
    def choosing(self) -> bool:
        """Whether the question asked last is a choice of what concerns the person."""
        return self.asked in CHOICES

    def event(self) -> dict[str, Any]:
        """The event that keeps it."""
        return SlotSet("assessment", asdict(self))
