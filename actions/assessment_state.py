"""What an assessment has asked, what was left open, and whom and what it is about."""

from dataclasses import asdict, dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from policy_kb.facts import CHOICES

#: What of a person's assessment is kept while the talk is about somebody else.
_KEPT = ("skipped", "made", "trail")


@dataclass
class AssessmentState:
    """Kept in the slot `assessment`.

    `asked`: the fact or choice asked last; `offered`: the facts that this choice offered;
    `skipped`: facts answered with 不知道; `made`: choices that were made; `ticked`: what was named in them;
    `trail`: for each answer the facts as they were before, so that 上一步 can take it back;
    `about`: a benefit, when only that one is asked after; `again`: a fact to be asked anew (改一下);
    `doubt`: a round figure to be confirmed, `{"fact", "value"}`; `aside`: what was asked of other persons.
    """

    asked: str | None = None
    skipped: list[str] = field(default_factory=list)
    trail: list[dict[str, Any]] = field(default_factory=list)
    about: str | None = None
    person: str = "self"
    offered: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    ticked: list[str] = field(default_factory=list)
    again: str | None = None
    doubt: dict[str, Any] | None = None
    aside: dict[str, dict[str, Any]] = field(default_factory=dict)
    ended: str | None = None  # `stopped`, `result`, or `told` when there is nothing more to say

    @classmethod
    def of(cls, tracker: Tracker) -> "AssessmentState":
        """What the tracker holds."""
        return cls(**(tracker.get_slot("assessment") or {}))

    @property
    def choosing(self) -> bool:
        """Whether the question asked last is a choice of what concerns the person."""
        return self.asked in CHOICES

    @property
    def halfway(self) -> bool:
        """Whether a question still waits for its answer."""
        return self.asked is not None and self.ended != "result"

    def turn_to(self, person: str, about: str | None = None) -> None:
        """Go on with another person, from where their questions were left; `about` one benefit alone, or all."""
        self.aside[self.person] = {name: getattr(self, name) for name in _KEPT}
        kept = self.aside.pop(person, {})
        for name in _KEPT:
            setattr(self, name, kept.get(name, []))
        self.person, self.asked, self.about = person, None, about
        self.ticked, self.offered, self.again, self.doubt, self.ended = [], [], None, None, None

    def event(self) -> dict[str, Any]:
        """The event that keeps it."""
        return SlotSet("assessment", asdict(self))
