"""What goes in and out of applications: plain values, so that callers never hold a database session."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from casework.clock import utcnow
from casework.wishes import manner_words

#: Stage, and what a caseworker calls it.
STAGES = {
    "new": "新收到",
    "looked_at": "已看过",
    "asked_for_more": "等补充",
    "sent_on": "已转办",
    "decided": "有结果",
    "closed": "已办结",
}
#: From each stage, where it may go.
NEXT_STAGES = {
    "new": ("looked_at", "asked_for_more", "sent_on", "decided", "closed"),
    "looked_at": ("asked_for_more", "sent_on", "decided", "closed"),
    "asked_for_more": ("looked_at", "sent_on", "decided", "closed"),
    "sent_on": ("asked_for_more", "decided", "closed"),
    "decided": ("closed",),
    "closed": (),
}
#: Stages that tell the person something: what is to be written beside them.
WORDS_FOR = {
    "asked_for_more": "还要补什么",
    "sent_on": "转给哪里",
    "decided": "结果是什么",
    "closed": "怎么办结的",
}
#: Stage, and how the person is told.
_TOLD = {
    "new": "收到了，等工作人员看。",
    "looked_at": "工作人员看过了，正在办。",
    "asked_for_more": "还要您补：{remark}",
    "sent_on": "已经转给{remark}办。",
    "decided": "有结果了：{remark}",
    "closed": "办结了：{remark}",
}
#: How the person applied for has agreed, when somebody else applies.
AGREEMENTS = {
    "self": "本人申请",
    "agreed": "本人同意",
    "guardian": "由监护人代办",
}


@dataclass(frozen=True)
class Intake:
    """An application ready to be sent; made only after 同意 and a last look.

    Attributes:
        draft_key: of the draft; sending it twice makes one application.
        matter: id of the benefit or topic; title: as a resident names it; clause: decides the office.
        for_whom: relation to the asker (`self`, `mother`…); agreement: a key of AGREEMENTS.
        name: of the person applied for. phone: however written; None only with manner text_only.
        told: what the person saw before sending: `facts`, `open`, `sum`, `reason`, each plain words.
    """

    draft_key: str
    conversation: str
    matter: str
    title: str
    clause: str | None
    for_whom: str
    agreement: str
    name: str
    phone: str | None
    manner: str
    words: str = ""
    profile: dict[str, Any] = field(default_factory=dict)
    assessment: dict[str, Any] | None = None
    told: dict[str, Any] = field(default_factory=dict)
    kb_version: str = ""
    door: str = "web"
    passphrase: str = ""
    consent_at: datetime = field(default_factory=utcnow)


@dataclass(frozen=True)
class Application:
    """A stored application; moments are aware (UTC), `reference` is grouped for reading.

    `joined`: what was sent is the same as one already open. `own`: the asker's conversation made it; if
    not, everything personal and the page are withheld.
    """

    reference: str
    stage: str
    matter: str
    title: str
    clause: str | None
    office: str
    door: str
    conversation: str | None
    for_whom: str
    agreement: str
    manner: str
    name: str
    phone: str | None
    words: str
    profile: dict[str, Any]
    settled: dict[str, Any]
    assessment: dict[str, Any] | None
    told: dict[str, Any]
    passphrase: str
    remark: str
    kb_version: str
    page_token: str | None
    page_until: datetime
    claimed_by: str | None
    consent_at: datetime | None
    due_at: datetime
    created_at: datetime
    updated_at: datetime
    version: int
    erased: bool = False
    joined: bool = False
    own: bool = True

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.stage != "closed"

    @property
    def stage_text(self) -> str:
        """Where it stands, in plain Chinese, for the person."""
        return _TOLD[self.stage].format(remark=self.remark)

    @property
    def manner_text(self) -> str:
        """How to reach them, in plain Chinese."""
        return manner_words(self.manner)
