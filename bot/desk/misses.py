"""What was not answered: say which topic was meant, drop it, or take the list along as a file."""

from starlette.responses import Response

from bot.desk.csv_file import csv_file
from bot.desk.topics import title, titles
from bot.desk.visit import MalformedForm, Visit
from casework import access_log
from casework.clock import local, utcnow
from casework.errors import UnknownMiss
from casework.misses import STATUSES, count_misses, drop, list_misses, review

PAGE = 25
HOME = "/desk/misses"
_STATUS = {"new": "待看", "reviewed": "已定", "dropped": "不用", "exported": "已导出"}
_REASON = {
    "not_understood": "没听懂", "asked_back": "反问过", "search_result": "查原文", "outside": "别的事",
    "not_helped": "没帮到",
}  # fmt: skip


def show(visit: Visit) -> Response:
    """GET /desk/misses."""
    return _page(visit, visit.query("status"), visit.number("page"))


def act(visit: Visit) -> Response:
    """POST /desk/misses: `step` is assign (to a topic) or drop."""
    number, step, topic = visit.text("miss", 9), visit.text("step", 10), visit.text("topic", 80)
    if not (number.isascii() and number.isdecimal()) or step not in ("assign", "drop"):
        raise MalformedForm
    if step == "assign" and topic not in titles():
        return _page(visit, "new", 1, 400, error="请先选这句话问的是哪件事。")
    try:
        if step == "drop":
            drop(int(number))
        else:
            review(int(number), f"policy/{topic}", visit.text("note", 200) or None)
    except UnknownMiss:
        return _page(visit, "new", 1, 404, error="这一句已经不在清单里了。")
    return visit.go(HOME, f"miss_{step}")


def export(visit: Visit) -> Response:
    """POST /desk/misses.csv: the whole list as a file; that it was taken is logged."""
    listed = list_misses()
    access_log.record(visit.account.name, "exported", "misses.csv", lines=len(listed))
    head = ("编号", "话", "为什么", "次数", "状态", "应该是", "备注", "第一次", "最近一次")
    rows = [
        (m.id, m.text, _REASON[m.reason], m.times, _STATUS[m.status], _meant(m.label), m.note, m.first_on, m.last_on)
        for m in listed
    ]  # fmt: skip
    return csv_file(f"misses-{local(utcnow()).strftime('%Y%m%d')}.csv", head, rows)


def _page(visit: Visit, state: str, page: int, code: int = 200, error: str = "") -> Response:
    state = state if state in STATUSES else "new"
    total = count_misses(state)
    pages = max(1, -(-total // PAGE))
    page = min(page, pages)
    return visit.page(
        "misses.html",
        code,
        error=error,
        listed=list_misses(state, limit=PAGE, offset=(page - 1) * PAGE),
        total=total,
        page=page,
        pages=pages,
        state=state,
        statuses=_STATUS,
        reasons=_REASON,
        topics=sorted((name, key) for key, name in titles().items()),
        meant=_meant,
    )


def _meant(label: str | None) -> str:
    """A training label in plain Chinese; labels that are no topic stay as they are."""
    if not label:
        return ""
    kind, _, topic = label.partition("/")
    return title(topic) if kind == "policy" else label
