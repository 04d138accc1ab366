"""GET /desk: each role begins where its work is."""

from starlette.responses import PlainTextResponse, Response

from bot.desk.navigation import NAVIGATION
from bot.desk.visit import Visit


def start(visit: Visit) -> Response:
    """To the first page of the navigation that is for this role."""
    first = next(entry for entry in NAVIGATION if visit.account.role in entry.roles)
    return visit.go(first.path)


def alive(visit: Visit) -> Response:
    """GET /desk/alive: the page's own sign that somebody is still there."""
    return PlainTextResponse("ok\n")
