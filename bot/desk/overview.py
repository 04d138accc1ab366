"""The overview for supervisors: small charts, each with its table, and the same as a file."""

from starlette.responses import Response

from bot.desk.charts import bars
from bot.desk.csv_file import csv_file
from bot.desk.topics import title
from bot.desk.visit import Visit
from casework import access_log
from casework.clock import local, utcnow
from casework.figures import Figures, figures


def show(visit: Visit) -> Response:
    """GET /desk/overview."""
    found = figures()
    weeks = [(week.monday.strftime("%m-%d"), (week.new, week.closed)) for week in found.weeks]
    offices = [(one.office, (one.open, one.overdue)) for one in found.offices]
    asked = [(title(topic), (times,)) for topic, times in found.asked]
    return visit.page(
        "overview.html",
        figures=found,
        weeks=bars(weeks),
        offices=bars(offices),
        asked=bars(asked),
        title=title,
    )


def export(visit: Visit) -> Response:
    """POST /desk/overview.csv: the tables as one file; that it was taken is logged."""
    access_log.record(visit.account.name, "exported", "overview.csv")
    day = local(utcnow()).strftime("%Y%m%d")
    return csv_file(f"overview-{day}.csv", ("表", "名称", "项目", "数"), _rows(figures()))


def _rows(found: Figures) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for one in found.offices:
        rows += [
            ("部门", one.office, "没办完", one.open),
            ("部门", one.office, "过了时间", one.overdue),
            ("部门", one.office, "新登记", one.new),
            ("部门", one.office, "办结和取消", one.closed),
            ("部门", one.office, "到第一次打电话（小时，中位数）", one.hours_to_call),
        ]
    for week in found.weeks:
        rows += [("周", week.monday, "新登记", week.new), ("周", week.monday, "办结和取消", week.closed)]
    rows += [("问得多的", title(topic), "次", times) for topic, times in found.asked]
    return [*rows, ("问答", "答上的", "次", found.answered), ("问答", "没答上的", "次", found.unanswered)]
