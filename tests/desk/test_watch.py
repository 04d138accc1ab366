"""What supervisors and admins see: figures, what was not answered, who looked at what."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework import access_log, accounts, case_steps, db, misses, tally
from casework.clock import SHANGHAI
from casework.figures import figures
from casework.models import CallbackEvent, CallbackRow
from casework.references import parse
from tests.desk.cases import ask, make_due


def account(name: str) -> accounts.Account:
    return next(one for one in accounts.list_accounts() if one.name == name)


def rows_of(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def download(browser, path: str):
    mark = browser.page.split('name="csrf" value="')[1].split('"')[0]
    return browser.http.post(path, data={"csrf": mark})


def test_the_overview_counts_by_office_and_week_and_says_how_fast_the_first_call_came(desk):
    late, done, other = ask("a", "13800000001"), ask("b", "13800000002", topic="rehab"), ask("c", "13800000003", topic="rent", clause="3")  # fmt: skip
    make_due(late)
    wang = account("wang.li")
    case_steps.log_call(wang, done.reference, done.version, "reached", None, "")
    case_steps.close_case(wang, done.reference, done.version + 1, "helped", "")
    for topic, times in (("subsidy_amount", 3), ("inpatient_aid", 1)):
        for _ in range(times):
            tally.count("asked", topic)
    tally.count("missed", "not_understood")
    tally.count("missed", "asked_back")
    zhao = desk.browser("zhao.min")
    page = zhao.open("/desk/overview")
    assert "没答上的占 <strong>20.0%</strong>（答上 4 次，没答上 1 次）" in page
    assert '<th scope="row">民政局</th><td>1</td><td>1</td><td>2</td><td>1</td><td>0.0</td>' in page
    assert '<th scope="row">住建局</th><td>1</td><td>0</td><td>1</td><td>0</td><td>没有</td>' in page
    assert page.count("<svg") == 3 and page.count("<table>") == 3 and "style=" not in page
    answer = download(zhao, "/desk/overview.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    written = rows_of(answer)
    assert written[0] == ["表", "名称", "项目", "数"]
    assert ["部门", "民政局", "过了时间", "1"] in written
    assert ["问得多的", "残疾人补贴一年多少钱", "次", "3"] in written
    (logged,), _ = access_log.entries(action="exported")
    assert (logged.actor, logged.subject) == ("zhao.min", "overview.csv")
    assert other.reference not in answer.text


def test_weeks_begin_on_monday_and_the_median_is_of_all_that_were_called(store):
    monday = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
    for number, hours in ((0, 1), (1, 3), (2, 8)):
        case = ask(f"t{number}", f"1380000000{number}")
        made = monday - timedelta(weeks=number)
        with db.session_scope() as session:
            row = session.query(CallbackRow).filter_by(reference=parse(case.reference)).one()
            row.created_at = made
            for later in (hours, hours + 5):
                called = made + timedelta(hours=later)
                session.add(CallbackEvent(callback_id=row.id, at=called, actor="wang.li", kind="no_answer"))
    found = figures(monday + timedelta(days=2))
    assert [(w.monday.isoformat(), w.new) for w in found.weeks][-4:] == [
        ("2026-11-02", 0),
        ("2026-11-09", 1),
        ("2026-11-16", 1),
        ("2026-11-23", 1),
    ]
    assert found.hours_to_call == 3.0 and found.unanswered_share is None


def test_a_miss_is_assigned_dropped_and_exported(desk):
    for said in ("轮椅坏了谁管", "=1+1 哈哈", "补贴啥时候发"):
        misses.note_miss(said, "not_understood", "policy/subsidy_amount", 0.31)
    zhao = desk.browser("zhao.min")
    page = zhao.open("/desk/misses")
    assert "轮椅坏了谁管" in page and "当时当成“残疾人补贴一年多少钱”（31%）" in page
    ids = {miss.text: str(miss.id) for miss in misses.list_misses()}
    zhao.send("/desk/misses", miss=ids["轮椅坏了谁管"], step="assign", topic="assistive_device")
    assert "定好了" in zhao.page
    zhao.send("/desk/misses", miss=ids["补贴啥时候发"], step="drop", topic="")
    assert [m.label for m in misses.list_misses("reviewed")] == ["policy/assistive_device"]
    assert [m.text for m in misses.list_misses("dropped")] == ["补贴啥时候发"]
    for wrong in ({"miss": ids["=1+1 哈哈"], "step": "assign", "topic": "x"}, {"miss": "x", "step": "drop"}):
        zhao.send("/desk/misses", **wrong)
        assert zhao.status == 400
        zhao.open("/desk/misses")
    zhao.send("/desk/misses", miss="9999", step="drop")
    assert zhao.status == 404 and "不在清单里" in zhao.page
    written = rows_of(download(zhao, "/desk/misses.csv"))
    assert ["'=1+1 哈哈", "没听懂"] in [row[1:3] for row in written]
    assert access_log.entries(action="exported")[1] == 1


def test_supervisors_see_who_looked_and_the_database_refuses_to_forget_it(desk):
    case = ask()
    desk.browser("wang.li").open(f"/desk/case/{case.reference}")
    page = desk.browser("zhao.min").open(f"/desk/access?subject={case.reference}")
    assert "共 1 条" in page and "看了登记" in page and "王丽</td>" in page
    for change in ("UPDATE access_log SET actor = 'x'", "DELETE FROM access_log"):
        with pytest.raises(DBAPIError, match="append-only"), db.session_scope() as session:
            session.execute(text(change))
    assert access_log.entries(action="viewed")[1] == 1


def test_a_caseworker_has_no_business_there(desk):
    wang = desk.browser("wang.li")
    for path in ("/desk/overview", "/desk/misses", "/desk/access"):
        wang.open(path)
        assert wang.status == 403, path
    wang.open("/desk/queue")
    for path in ("/desk/overview.csv", "/desk/misses.csv", "/desk/misses"):
        assert download(wang, path).status_code == 403
    assert access_log.entries(action="exported")[1] == 0
