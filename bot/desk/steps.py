"""What pages of a call-back and of an application do alike: take a step, and say when a colleague was quicker."""

from collections.abc import Callable, Mapping
from typing import Protocol

from starlette.responses import JSONResponse, Response

from bot.desk.visit import NoSuchPage, Visit
from casework.accounts import full_names
from casework.errors import CaseworkError, ChangedMeanwhile

#: Does it for a reference, given the version that the person at the desk saw.
Step = Callable[[Visit, str, int], None]


class Page(Protocol):
    """Draws the page anew, with what was wrong and what was typed."""

    def __call__(self, visit: Visit, status: int, error: str, typed: dict[str, str]) -> Response: ...


def refused_step(
    visit: Visit,
    steps: Mapping[str, Step],
    mendable: tuple[type[CaseworkError], ...],
    over: type[CaseworkError],
    page: Page,
) -> Response | None:
    """Take the step that the path names; None when it is done, else the page that says why not.

    Args:
        mendable: errors that the person can do something about. over: the one that says it is closed already.
    """
    step, reference = visit.path("step"), visit.path("reference")
    if step not in steps:
        raise NoSuchPage
    given = visit.text("version", 9)
    version = int(given) if given.isascii() and given.isdecimal() else -1
    try:
        steps[step](visit, reference, version)
    except mendable as refused:
        status = 409 if isinstance(refused, (ChangedMeanwhile, over)) else 400
        return page(visit, status, str(refused), {**visit.fields, "step": step})
    return None


def news(version: int, actor: str) -> Response:
    """Whether a colleague did something since a page was opened: the version as it is, and who made it."""
    by = "本人" if actor == "resident" else full_names().get(actor, "系统")
    return JSONResponse({"version": version, "by": by})
