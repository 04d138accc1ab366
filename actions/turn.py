"""One message as the actions see it: what was said, how it was understood, what it states."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker

HERE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Turn:
    """The latest message of a conversation."""

    conversation: str
    text: str
    intent: str
    label: str
    ranking: list[tuple[str, float]]
    facet: str | None
    entities: list[dict[str, Any]] = field(default_factory=list)
    metadata: dict[str, Any] = field(default_factory=dict)
    elliptic: bool = False
    whether: bool = False
    parts: list[dict[str, Any]] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    matter: list[tuple[str, float]] = field(default_factory=list)

    @classmethod
    def of(cls, tracker: Tracker) -> "Turn":
        """Read the latest message of a tracker."""
        message = tracker.latest_message or {}
        understood = message.get("understood") or {}
        intent = (message.get("intent") or {}).get("name") or "unsure"
        return cls(
            conversation=tracker.sender_id,
            text=message.get("text") or "",
            intent=intent,
            label=understood.get("label") or intent,
            ranking=[(label, confidence) for label, confidence in understood.get("ranking") or []],
            facet=understood.get("facet"),
            entities=list(message.get("entities") or []),
            metadata=message.get("metadata") or {},
            elliptic=bool(understood.get("elliptic")),
            whether=bool(understood.get("whether")),
            parts=list(understood.get("parts") or []),
            unanswered=list(understood.get("unanswered") or []),
            matter=list(understood.get("matter") or []),
        )

    def questions(self) -> list["Turn"]:
        """The questions of a message that asks several, each as a turn of its own; else empty."""
        return [
            replace(
                self,
                text=part["text"],
                intent=part["intent"],
                label=part["label"],
                ranking=[(part["label"], part["confidence"])],
                facet=part["facet"],
                entities=part["entities"],
                elliptic=part["elliptic"],
                parts=[],
                unanswered=[],
            )
            for part in self.parts
        ]

    @property
    def confidence(self) -> float:
        """How likely the likeliest reading is."""
        return self.ranking[0][1] if self.ranking else 1.0

    @property
    def door(self) -> str:
        """The door the message came in by."""
        return str(self.metadata.get("door") or "web")

    @property
    def by_button(self) -> bool:
        """Whether this was a button that we issued, not typed words."""
        return self.text.startswith("/")

    def value(self, entity: str) -> Any:
        """The first value of an entity, or None."""
        return next((e["value"] for e in self.entities if e["entity"] == entity), None)

    def values(self, entity: str) -> list[Any]:
        """All values of an entity, in the order said."""
        return [e["value"] for e in self.entities if e["entity"] == entity]

    def topics(self) -> list[tuple[str, float]]:
        """The policy topics the message may be about, likeliest first."""
        return _topics(self.ranking)

    def call_topics(self) -> list[tuple[str, float]]:
        """The same of what a call is wanted for, without the words that ask for the call."""
        return _topics(self.matter)


def _topics(ranking: list[tuple[str, float]]) -> list[tuple[str, float]]:
    return [(label.split("/")[1], c) for label, c in ranking if label.startswith("policy/")]


def today() -> date:
    """The day where the residents live."""
    return datetime.now(HERE).date()


def now() -> datetime:
    """The time where the residents live."""
    return datetime.now(HERE)
