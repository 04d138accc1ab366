"""What goes in and out of call-backs: plain values, so that callers never hold a database session."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from casework.clock import utcnow
from casework.errors import InvalidWish

#: How somebody wants to be reached; the first is the default.
MANNERS = {
    "call": "打电话",
    "text_only": "只用文字联系",
    "slow_loud": "说慢一点、声音大一点",
    "carer": "家人在旁边一起听",
    "call_twice": "没接到就再打一次",
}

#: Status, and how a resident is told.
STATUSES = {
    "new": "已经登记，等工作人员回电",
    "claimed": "已经有工作人员在办，会给您回电",
    "called": "工作人员已经打过电话，还在办",
    "no_answer": "工作人员打过电话，没有打通，会再打",
    "done": "已经办结",
    "cancelled": "已经取消",
}
CLOSED = ("done", "cancelled")

Manner = str | Iterable[str] | None


class Keep(Enum):
    """Says that a change leaves a field as it is; None would mean to empty it."""

    KEEP = "keep"


KEEP = Keep.KEEP


@dataclass(frozen=True)
class CallbackWish:
    """What a person asks for. Made only after they agreed (同意) that it is kept.

    Attributes:
        conversation: id of the talk it comes from.
        phone: a number however written, or the vault token of this conversation; None only with text_only.
        manner: a key of MANNERS, or several.
        when_text: the wished time in the person's words; `when_from` the same as an aware datetime.
        topic: id of the matter; with the phone or the conversation it says what is “the same wish”.
        clause: the clause whose lead office answers; None = the default office.
        words: what the person said about it; tokens of phones in it are filled in.
        who_answers, passphrase: defaults: the person themself; two words are drawn.
    """

    conversation: str
    phone: str | None = None
    manner: Manner = None
    when_text: str = ""
    when_from: datetime | None = None
    topic: str = "general"
    clause: str | None = None
    words: str = ""
    for_whom: str = "self"
    profile: dict[str, Any] = field(default_factory=dict)
    assessment: dict[str, Any] | None = None
    kb_version: str = ""
    door: str = "web"
    who_answers: str = "本人"
    passphrase: str | None = None
    consent_at: datetime = field(default_factory=utcnow)


@dataclass(frozen=True)
class Callback:
    """A stored call-back; moments are aware (UTC), `reference` is grouped for reading.

    `joined`: the wish became part of one already open. `own`: the asker's conversation made it; if not,
    the words, facts and passphrase of the first are withheld from the second door.
    """

    reference: str
    status: str
    conversation: str | None
    door: str
    topic: str
    clause: str | None
    office: str
    for_whom: str
    manner: str
    phone: str | None
    last4: str | None
    when_text: str
    when_from: datetime | None
    due_at: datetime
    words: str
    who_answers: str
    passphrase: str
    profile: dict[str, Any]
    assessment: dict[str, Any] | None
    kb_version: str
    claimed_by: str | None
    outcome: str | None
    tries: int
    consent_at: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int
    joined: bool = False
    own: bool = True

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.status not in CLOSED

    @property
    def status_text(self) -> str:
        """The status in plain Chinese, for the resident."""
        more = f"（打了{self.tries}次）" if self.status == "no_answer" and self.tries > 1 else ""
        return STATUSES[self.status] + more

    @property
    def manner_text(self) -> str:
        """How to reach them, in plain Chinese."""
        return manner_words(self.manner)


@dataclass(frozen=True)
class Event:
    """One line of a call-back's history."""

    at: datetime
    actor: str
    kind: str
    detail: dict[str, Any]


@dataclass(frozen=True)
class Deleted:
    """What a deletion took away."""

    callbacks: int
    cancelled: int
    vault_entries: int
    applications: int = 0
    withdrawn: int = 0


def manner_words(manner: str) -> str:
    """How to reach somebody, in plain Chinese; `manner` as `manner_key` makes it."""
    return "、".join(MANNERS[part] for part in manner.split(","))


def manner_key(manner: Manner) -> str:
    """One or several manners as they are stored: keys in fixed order, joined by a comma.

    Raises:
        InvalidWish: an unknown manner.
    """
    given = {manner} if isinstance(manner, str) else set(manner or ())
    parts = {part for entry in given for part in entry.split(",") if part} - {"phone"} or {"call"}
    if unknown := parts - MANNERS.keys():
        raise InvalidWish(f"不认识的联系方式：{'、'.join(sorted(unknown))}")
    if len(parts) > 1:
        parts.discard("call")
    return ",".join(key for key in MANNERS if key in parts)
