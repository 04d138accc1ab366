"""Whatever is sent to whichever page of the desk, by whomever: never an error of ours."""

import re

import pyotp
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.routing import Route

from bot.desk.routes import routes
from casework import accounts
from tests.desk.cases import ask
from tests.desk.conftest import PASSWORD, Browser, Desk

#: Not /logout: whoever is out gets the login page from then on.
ENDPOINTS = [
    (method, route.path)
    for route in routes()
    if isinstance(route, Route) and route.path != "/logout"
    for method in sorted((route.methods or set()) - {"HEAD"})
]
NAMES = (
    "q", "page", "state", "office", "topic", "manner", "mine", "name", "view", "version", "result", "again_at",
    "text", "to", "fact", "value", "category0", "grade0", "none", "reimbursable", "kind", "outcome", "snippet",
    "miss", "step", "note", "status", "actor", "action", "subject", "full_name", "role", "code", "old", "new",
    "again", "next", "back", "password", "back_to_open",
)  # fmt: skip
PLAIN = ("1", "0", "-1", "1e999", "nan", "disabilities", "age", "inpatient", "local_hukou", "helped", "reached",
         "assign", "drop", "disable", "totp", "wang.li", "2026-02-30T99:99", "2026-11-30T09:00+25:00", "visual",
         "no_contact", "caseworker", "民政局", "subsidy_amount", "/desk", "//x", "overdue", "text_only", "9" * 30)  # fmt: skip
VALUES = st.sampled_from(PLAIN) | st.text(max_size=40) | st.just("长" * 3100)
FIELDS = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8)
STEPS = st.sampled_from(("claim", "release", "hand", "call", "note", "reply", "settle", "close", "x"))


def _admin(desk: Desk) -> Browser:
    accounts.add("root.admin", "管理员", "admin", None, PASSWORD)
    browser = desk.browser("root.admin")
    secret = browser.page.split("<code>")[1].split("</code>")[0]
    browser.send("/desk/enrol", code=pyotp.TOTP(secret).now())
    return browser


def _mark(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    return found.group(1) if found else ""


def test_no_page_breaks(desk):
    case = ask()
    people = [desk.browser("zhao.min"), _admin(desk), desk.browser("wang.li"), desk.browser()]
    marks = [_mark(one.open("/desk/password")) for one in people]
    seen: set[int] = set()

    @settings(
        max_examples=300,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        phases=(Phase.generate,),
        database=None,
    )
    @given(st.integers(0, 3), st.sampled_from(ENDPOINTS), FIELDS, STEPS, st.booleans(), VALUES)
    def attempt(who, endpoint, fields, step, real, other):
        method, path = endpoint
        reference = case.reference if real else other.encode("utf-8", "ignore").hex()[:40] or "x"
        path = "/desk" + path.replace("{reference}", reference).replace("{step}", step)
        clean = {name: value.encode("utf-8", "ignore").decode() for name, value in fields.items()}
        http = people[who].http
        if method == "GET":
            short = {name: value[:300] for name, value in clean.items()}
            answer = http.get(path, params=short, follow_redirects=False)
        else:
            answer = http.post(path, data={**clean, "csrf": marks[who]}, follow_redirects=False)
        seen.add(answer.status_code)
        assert answer.status_code < 500, (method, path, clean)

    attempt()
    assert {200, 303, 400, 401, 403, 404} <= seen, "the pages themselves were reached"


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a=%ZZ&=&&;", b"csrf=" + b"x" * 70_000, b"a=1&" * 300])
def test_a_body_that_is_no_form(desk, body):
    http = desk.browser("wang.li").http
    answer = http.post("/desk/find", content=body, headers={"Content-Type": "text/plain"})
    assert 400 <= answer.status_code < 500
