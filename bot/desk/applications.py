"""Applications at the desk: the queue by stages, one with every step that can be done about it."""

from starlette.responses import Response

from bot.desk.case_facts import Known, facts_of
from bot.desk.case_page import colleagues, entering, fact_fields, settled_value, talk
from bot.desk.steps import Step, news, refused_step
from bot.desk.timeline import application_timeline
from bot.desk.visit import Visit
from casework import access_log, application_steps
from casework.accounts import full_names
from casework.application_queue import PAGE, counts, queue, read, state_of
from casework.application_values import AGREEMENTS, NEXT_STAGES, STAGES, WORDS_FOR
from casework.clock import local, utcnow
from casework.errors import (
    ApplicationClosed,
    ChangedMeanwhile,
    InvalidAccount,
    InvalidLetter,
    InvalidStep,
)
from casework.phones import spoken
from casework.snippets import snippets

HOME = "/desk/applications"
_MENDABLE = (ApplicationClosed, ChangedMeanwhile, InvalidAccount, InvalidLetter, InvalidStep)
_TABS = {"open": "没办结", "mine": "我手上的", **STAGES}


def show_queue(visit: Visit) -> Response:
    """GET /desk/applications."""
    stage = visit.query("stage") if visit.query("stage") in _TABS else "open"
    page, numbers = visit.number("page"), counts(visit.account)
    items, total = queue(visit.account, stage, page)
    pages = max(1, -(-total // PAGE))
    return visit.page(
        "applications.html",
        items=items,
        total=total,
        stage=stage,
        heading=_TABS[stage],
        tabs=[(text, _address(key), numbers[key], key == stage) for key, text in _TABS.items()],
        page=min(page, pages),
        pages=pages,
        address=_address(stage),
        stages=STAGES,
        names=full_names(),
        now=utcnow(),
    )


def show(visit: Visit) -> Response:
    """GET /desk/application/{reference}."""
    return _page(visit)


def watch(visit: Visit) -> Response:
    """GET /desk/application/{reference}/state: whether a colleague did something since the page was opened."""
    return news(*state_of(visit.account, visit.path("reference")))


def act(visit: Visit) -> Response:
    """POST /desk/application/{reference}/{step}."""
    if refused := refused_step(visit, _STEPS, _MENDABLE, ApplicationClosed, _page):
        return refused
    step, reference = visit.path("step"), visit.path("reference")
    return visit.go(HOME if step in ("release", "hand") else _path(reference), f"case_{step}")


_STEPS: dict[str, Step] = {
    "claim": lambda v, r, n: application_steps.claim(v.account, r, n),
    "release": lambda v, r, n: application_steps.release(v.account, r, n),
    "hand": lambda v, r, n: application_steps.hand_over(v.account, r, n, v.text("to", 40)),
    "move": lambda v, r, n: application_steps.move(
        v.account, r, n, v.text("stage", 20), v.text("remark", 4000)
    ),
    "note": lambda v, r, n: application_steps.add_note(v.account, r, v.text("text", 4000)),
    "reply": lambda v, r, n: application_steps.reply(v.account, r, n, v.text("text", 8000)),
    "settle": lambda v, r, n: application_steps.settle(v.account, r, n, *settled_value(v)),
}


def _page(visit: Visit, status: int = 200, error: str = "", typed: dict[str, str] | None = None) -> Response:
    case = read(visit.account, visit.path("reference"))
    application, now = case.application, utcnow()
    access_log.record(visit.account.name, "viewed", application.reference)
    return visit.page(
        "application.html",
        status,
        error=error,
        typed=typed or {},
        application=application,
        base=_path(application.reference),
        version=application.version,
        phone=spoken(application.phone) if application.phone else "",
        overdue=application.stage == "new" and application.due_at < now,
        agreement=AGREEMENTS[application.agreement],
        open_points=tuple(application.told.get("open", ())),
        stages=STAGES,
        next_stages=[(key, STAGES[key], WORDS_FOR.get(key, "")) for key in NEXT_STAGES[application.stage]],
        longest=application_steps.LONGEST_REMARK,
        snippets=snippets(),
        snippet=next((one.text for one in snippets() if one.id == visit.query("snippet")), ""),
        names=full_names(),
        colleagues=colleagues(visit),
        facts=facts_of(
            Known(application.profile, application.settled, application.assessment, application.kb_version),
            local(now).date(),
        ),
        entering=entering(visit, typed or {}),
        talk=talk(application.conversation),
        happened=application_timeline(case, full_names()),
        **fact_fields(),
    )


def _path(reference: str) -> str:
    return f"/desk/application/{reference}"


def _address(stage: str) -> str:
    return HOME if stage == "open" else f"{HOME}?stage={stage}"
