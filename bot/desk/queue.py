"""The queue: who waits, due first; filters, search, views of one's own."""

from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from bot.desk.topics import matter
from bot.desk.visit import Visit
from casework import access_log, application_queue, references, saved_views
from casework.accounts import full_names
from casework.case_words import SHORT_STATUS
from casework.clock import local, utcnow
from casework.desk_queue import PAGE, Filters, counts, queue, search, topics_in_use
from casework.errors import InvalidSearch, InvalidView
from casework.offices import all_offices
from casework.wishes import MANNERS

HOME = "/desk/queue"
_TABS = {
    "open": "没办完",
    "overdue": "过了时间",
    "today": "今天要办",
    "new": "没人接",
    "mine": "我手上的",
}
_STATES = {
    "open": "没办完",
    "overdue": "过了时间",
    "today": "今天要办",
    **SHORT_STATUS,
    "closed": "办结和取消",
}
_FIELDS = ("state", "office", "topic", "manner", "mine")


def show(visit: Visit) -> Response:
    """GET /desk/queue."""
    return _page(visit, _filters_of(visit), visit.number("page"))


def find(visit: Visit) -> Response:
    """POST /desk/find: by reference or digits of the phone, which must not stand in an address."""
    text = visit.text("q", 40)
    number = references.search(text)
    if number and application_queue.exists(visit.account, number):
        return visit.go(f"/desk/application/{references.show(number)}")
    try:
        found = search(visit.account, text)
    except InvalidSearch as refused:
        return _page(visit, Filters(), 1, 400, error=str(refused))
    access_log.record(visit.account.name, "searched", found=len(found))
    if len(found) == 1:
        return visit.go(f"/desk/case/{found[0].reference}")
    return visit.page("found.html", found=found, **_words())


def save_view(visit: Visit) -> Response:
    """POST /desk/views: keep the filters of the open page under a name."""
    wanted = Filters.read({name: visit.text(name, 80) for name in _FIELDS})
    try:
        saved_views.save(visit.account, visit.text("name", 80), wanted)
    except InvalidView as refused:
        return _page(visit, wanted, 1, 400, error=str(refused))
    return visit.go(_address(wanted), "view_saved")


def remove_view(visit: Visit) -> Response:
    """POST /desk/views/remove."""
    given = visit.text("view", 9)
    saved_views.remove(visit.account, int(given) if given.isascii() and given.isdecimal() else 0)
    return visit.go(HOME, "view_removed")


def _filters_of(visit: Visit) -> Filters:
    return Filters.read({name: visit.query(name)[:80] for name in _FIELDS})


def _page(visit: Visit, wanted: Filters, page: int, status: int = 200, error: str = "") -> Response:
    items, total = queue(visit.account, wanted, page)
    pages = max(1, -(-total // PAGE))
    numbers = counts(visit.account)
    tabs = [(words, _tab(key), numbers[key], _tab(key) == wanted) for key, words in _TABS.items()]
    return visit.page(
        "queue.html",
        status,
        error=error,
        items=items,
        total=total,
        page=min(page, pages),
        pages=pages,
        wanted=wanted,
        tabs=[(words, _address(filters), number, on) for words, filters, number, on in tabs],
        address=_address(wanted),
        states=_STATES,
        offices=all_offices() if visit.account.office is None else (),
        topics=sorted((matter(topic), topic) for topic in topics_in_use(visit.account)),
        manners=MANNERS,
        views=[(view, _address(view.filters)) for view in saved_views.views(visit.account)],
        now=utcnow(),
        **_words(),
    )


def _words() -> dict[str, Any]:
    """What the lines of the queue are put in words with."""
    return {"names": full_names(), "short": SHORT_STATUS, "title": matter, "today": local(utcnow()).date()}


def _tab(key: str) -> Filters:
    return Filters(mine="1") if key == "mine" else Filters(state=key)


def _address(wanted: Filters) -> str:
    plain = {name: value for name, value in wanted.plain().items() if (name, value) != ("state", "open")}
    return f"{HOME}?{urlencode(plain)}" if plain else HOME
