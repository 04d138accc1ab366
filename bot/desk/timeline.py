"""The history of a case in words: what happened, and what was written about it, in the order of time."""

from dataclasses import dataclass
from datetime import datetime

from casework.application_queue import ApplicationCase
from casework.application_values import STAGES
from casework.case_read import Case, Written
from casework.case_words import CALL_RESULTS
from casework.wishes import Event
from casework.worktime import describe

_HAPPENED = {
    "created": "登记了",
    "joined": "又说了一次，并进这件",
    "changed": "改了登记",
    "cancelled": "取消了",
    "claimed": "接了这件",
    "released": "放回去了",
    "settled": "核实了一项情况",
    "erased": "个人信息删掉了",
    "done": "办结",
    "letter_sent": "信送到了",
    "letter_dead": "信没有送到",
}
#: Shown by what was written, which says more.
_WRITTEN_ABOUT = {"called", "no_answer", "noted", "letter_written"}
_FIELDS = {
    "phone": "电话",
    "manner": "联系方式",
    "when": "时间",
    "words": "要问的事",
    "who_answers": "谁接电话",
}


@dataclass(frozen=True)
class Happened:
    """One line of the history."""

    at: datetime
    who: str
    what: str
    text: str = ""


def timeline(case: Case, names: dict[str, str]) -> list[Happened]:
    """Everything that happened to a case, newest first."""
    erased = case.erased
    events = [e for e in case.events if erased or e.kind not in _WRITTEN_ABOUT]
    lines = [Happened(e.at, _who(e.actor, names), _event(e, names)) for e in events]
    lines += [Happened(w.at, _who(w.author, names), _written(w), w.text) for w in case.written]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def application_timeline(case: ApplicationCase, names: dict[str, str]) -> list[Happened]:
    """Everything that happened to an application, newest first."""
    written = {"note": "备注", "reply": "给居民写信"}
    erased = case.application.erased
    events = [e for e in case.events if erased or e.kind not in _WRITTEN_ABOUT]
    lines = [Happened(e.at, _who(e.actor, names), _application_event(e, names)) for e in events]
    lines += [Happened(w.at, _who(w.author, names), written[w.kind], w.text) for w in case.written]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _application_event(event: Event, names: dict[str, str]) -> str:
    if event.kind in STAGES:
        return f"改到“{STAGES[event.kind]}”"
    own = {"created": "交了申请", "sent_again": "又交了一次，还是这一件", "withdrawn": "撤回了"}
    return own.get(event.kind) or _event(event, names)


def _who(actor: str, names: dict[str, str]) -> str:
    return {"resident": "本人", "system": "系统"}.get(actor) or names.get(actor, actor)


def _event(event: Event, names: dict[str, str]) -> str:
    if event.kind == "handed_over":
        return f"转交给{_who(event.detail.get('to', ''), names)}"
    fields = [_FIELDS[name] for name in event.detail.get("fields", ()) if name in _FIELDS]
    more = f"：{'、'.join(fields)}" if fields else ""
    return _HAPPENED.get(event.kind, event.kind) + more


def _written(written: Written) -> str:
    if written.kind != "call":
        return {"note": "备注", "reply": "给居民写信"}[written.kind]
    again = f"，约好{describe(written.again_at)}再打" if written.again_at else ""
    return f"打电话：{CALL_RESULTS[written.result or 'no_answer']}{again}"
