"""A call-back as far as it is known; only tokens of private numbers, never the numbers."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet


@dataclass
class CallbackDraft:
    """Kept in the slot `callback_draft`.

    `asked`: consent, phone, when, matter or confirm; `ended`: refused, stopped or confirmed.
    """

    consent: bool | None = None
    phone: str | None = None
    manner: str | None = None
    when: dict[str, Any] | None = None
    matter: str | None = None
    topic: str | None = None
    for_whom: str = "self"
    who_answers: str | None = None
    passphrase: str | None = None
    asked: str | None = None
    ended: str | None = None

    @classmethod
    def of(cls, tracker: Tracker) -> "CallbackDraft":
        """What the tracker holds."""
        held = tracker.get_slot("callback_draft") or {}
        known = {field.name for field in fields(cls)}  # a talk may outlive a new version of this program
        return cls(**{name: value for name, value in held.items() if name in known})

    def event(self) -> dict[str, Any]:
        """The event that keeps it."""
        return SlotSet("callback_draft", asdict(self))

    def next_question(self) -> str:
        """What is still to be asked, consent before anything else."""
        if not self.consent:
            return "consent"
        if not self.phone and self.manner != "text_only":
            return "phone"
        if not self.when and self.manner != "text_only":
            return "when"
        return "confirm" if self.matter else "matter"
