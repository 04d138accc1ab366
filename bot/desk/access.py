"""Who read or exported personal data, and who logged in: for supervisors and admins."""

from urllib.parse import urlencode

from starlette.responses import Response

from bot.desk.visit import Visit
from casework import access_log
from casework.accounts import full_names

PAGE = 50


def show(visit: Visit) -> Response:
    """GET /desk/access."""
    wanted = {name: visit.query(name)[:80] for name in ("actor", "action", "subject")}
    page = visit.number("page")
    entries, total = access_log.entries(**{k: v or None for k, v in wanted.items()}, page=page, size=PAGE)
    return visit.page(
        "access.html",
        entries=entries,
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE)),
        wanted=wanted,
        address=f"/desk/access?{urlencode({k: v for k, v in wanted.items() if v})}",
        actions=access_log.ACTIONS,
        names=full_names(),
    )
