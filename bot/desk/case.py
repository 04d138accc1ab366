"""One case: what was asked, how to reach the person, what is known, and every step that can be done."""

from datetime import datetime

from starlette.responses import Response

from bot.desk.case_facts import Known, facts_of
from bot.desk.case_page import colleagues, entering, fact_fields, settled_value, talk
from bot.desk.steps import Step, news, refused_step
from bot.desk.timeline import timeline
from bot.desk.topics import matter
from bot.desk.visit import Visit
from casework import access_log, case_steps
from casework.accounts import full_names
from casework.case_read import read, state_of
from casework.case_words import CALL_RESULTS, OUTCOMES, SHORT_STATUS
from casework.clock import SHANGHAI, local, utcnow
from casework.errors import (
    AlreadyClosed,
    ChangedMeanwhile,
    InvalidAccount,
    InvalidLetter,
    InvalidStep,
    NotYet,
)
from casework.phones import spoken
from casework.snippets import snippets

_MENDABLE = (AlreadyClosed, ChangedMeanwhile, InvalidAccount, InvalidLetter, InvalidStep, NotYet)


def show(visit: Visit) -> Response:
    """GET /desk/case/{reference}."""
    return _page(visit)


def watch(visit: Visit) -> Response:
    """GET /desk/case/{reference}/state: whether a colleague did something since the page was opened."""
    return news(*state_of(visit.account, visit.path("reference")))


def act(visit: Visit) -> Response:
    """POST /desk/case/{reference}/{step}."""
    if refused := refused_step(visit, _STEPS, _MENDABLE, AlreadyClosed, _page):
        return refused
    step, reference = visit.path("step"), visit.path("reference")
    home = "/desk/queue" if step in ("close", "release", "hand") else f"/desk/case/{reference}"
    return visit.go(home, f"case_{step}")


def _call(visit: Visit, reference: str, version: int) -> None:
    again = visit.text("again_at", 20)
    try:
        moment = datetime.fromisoformat(again).replace(tzinfo=SHANGHAI) if again else None
    except ValueError as refused:
        raise InvalidStep("再打的时间看不懂。请这样填：2026-11-30T09:00。") from refused
    case_steps.log_call(
        visit.account, reference, version, visit.text("result", 20), moment, visit.text("text", 4000)
    )


def _settle(visit: Visit, reference: str, version: int) -> None:
    case_steps.settle(visit.account, reference, version, *settled_value(visit))


_STEPS: dict[str, Step] = {
    "claim": lambda v, r, n: case_steps.claim(v.account, r, n),
    "release": lambda v, r, n: case_steps.release(v.account, r, n),
    "hand": lambda v, r, n: case_steps.hand_over(v.account, r, n, v.text("to", 40)),
    "call": _call,
    "note": lambda v, r, n: case_steps.add_note(v.account, r, v.text("text", 4000)),
    "reply": lambda v, r, n: case_steps.reply(v.account, r, n, v.text("text", 8000)),
    "settle": _settle,
    "close": lambda v, r, n: case_steps.close_case(
        v.account, r, n, v.text("kind", 20), v.text("outcome", 4000)
    ),
}


def _page(visit: Visit, status: int = 200, error: str = "", typed: dict[str, str] | None = None) -> Response:
    case = read(visit.account, visit.path("reference"))
    callback, names, now = case.callback, full_names(), utcnow()
    access_log.record(visit.account.name, "viewed", callback.reference)
    return visit.page(
        "case.html",
        status,
        error=error,
        typed=typed or {},
        case=case,
        base=f"/desk/case/{callback.reference}",
        version=callback.version,
        callback=callback,
        phone=spoken(callback.phone) if callback.phone else "",
        overdue=callback.is_open and callback.due_at < now,
        names=names,
        title=matter,
        short=SHORT_STATUS,
        results=CALL_RESULTS,
        outcomes=OUTCOMES,
        colleagues=colleagues(visit),
        snippets=snippets(),
        snippet=next((one.text for one in snippets() if one.id == visit.query("snippet")), ""),
        facts=facts_of(
            Known(callback.profile, case.settled, callback.assessment, callback.kb_version),
            local(now).date(),
        ),
        entering=entering(visit, typed or {}),
        talk=talk(callback.conversation),
        happened=timeline(case, names),
        **fact_fields(),
    )
