"""An application as far as it is known; only tokens of private numbers, never the numbers."""

import secrets
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.persons import relation_of


@dataclass
class ApplicationDraft:
    """Kept in the slot `application_draft`.

    Attributes:
        key: names this draft from its first question to its sending, so that it is sent once.
        matter: id of a benefit or topic, or `own_words`; words: what the person said they apply for.
        person: key of the person it is for, as in Memory; empty: to be asked.
        agreement: how that person has agreed, when it is somebody else.
        asked: matter, consent, whom, agreement, name, phone or review.
        ended: refused, dropped, saved, stopped, not_agreed, lost or confirmed; None while it goes on.
    """

    key: str = field(default_factory=lambda: secrets.token_hex(16))
    matter: str | None = None
    words: str = ""
    person: str = "self"
    agreement: str | None = None
    name: str | None = None
    phone: str | None = None
    manner: str | None = None
    passphrase: str | None = None
    consent: bool | None = None
    asked: str | None = None
    ended: str | None = None

    @classmethod
    def of(cls, tracker: Tracker) -> "ApplicationDraft | None":
        """What the tracker holds; None if there is none."""
        held = tracker.get_slot("application_draft")
        return cls.read(held) if held else None

    @classmethod
    def read(cls, held: dict[str, Any]) -> "ApplicationDraft":
        """From its plain data; what this version does not know is left out."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in held.items() if name in known})

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)

    def event(self) -> dict[str, Any]:
        """The event that keeps it."""
        return SlotSet("application_draft", self.plain())

    @property
    def relation(self) -> str:
        """What the person it is for is to the asker."""
        return relation_of(self.person)

    @property
    def writes_only(self) -> bool:
        """Whether the person cannot be rung."""
        return "text_only" in (self.manner or "").split(",")

    def next_question(self) -> str:
        """What is still to be asked; consent before anything personal."""
        if not self.matter:
            return "matter"
        if not self.consent:
            return "consent"
        if not self.person:
            return "whom"
        if self.relation != "self" and not self.agreement:
            return "agreement"
        if not self.name:
            return "name"
        return "review" if self.phone or self.writes_only else "phone"
