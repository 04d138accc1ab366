"""The queue: order, filters, search, whose cases one sees, views."""

import re
from datetime import timedelta

from casework import access_log, accounts, case_steps
from casework.clock import utcnow
from tests.desk.cases import ask, make_due


def listed(page: str) -> list[str]:
    return re.findall(r'<a href="/desk/case/([\d-]+)">', page)


def numbers(page: str) -> dict[str, int]:
    return {k: int(n) for k, n in re.findall(r">(\S+) <strong[^>]*>(\d+)</strong></a>", page)}


def test_what_is_due_first_stands_first_and_what_is_late_says_so(desk):
    later, late, soon = (ask(f"talk-{n}", f"1380000000{n}") for n in range(3))
    make_due(later, utcnow() + timedelta(days=9))
    make_due(soon, utcnow() + timedelta(days=3))
    make_due(late)
    page = desk.browser("wang.li").open("/desk")
    assert listed(page) == [late.reference, soon.reference, later.reference]
    assert page.count("过了时间</strong>") == 1 and '<tr class="late">' in page
    assert numbers(page) == {"没办完": 3, "过了时间": 1, "今天要办": 1, "没人接": 3, "我手上的": 0}
    assert "我妈的补贴没到账" not in page and "13800000000" not in page, "only what one needs to choose"


def test_each_office_sees_its_own_cases_and_those_handed_to_it(desk):
    ours, theirs = ask("a", "13800000001"), ask("b", "13800000002", topic="rent", clause="3")
    assert theirs.office == "住建局"
    wang, li = desk.browser("wang.li"), desk.browser("li.qiang")
    assert listed(wang.open("/desk/queue")) == [ours.reference]
    assert listed(li.open("/desk/queue")) == [theirs.reference]
    assert set(listed(desk.browser("zhao.min").open("/desk/queue"))) == {ours.reference, theirs.reference}
    wang.open(f"/desk/case/{theirs.reference}")
    assert wang.status == 403 and "13800000002" not in wang.page.replace(" ", "")
    lead = next(one for one in accounts.list_accounts() if one.name == "li.qiang")
    case_steps.hand_over(lead, theirs.reference, theirs.version, "wang.li")
    assert set(listed(wang.open("/desk/queue"))) == {ours.reference, theirs.reference}
    wang.open(f"/desk/case/{theirs.reference}")
    assert wang.status == 200


def test_filters_narrow_and_a_view_keeps_them(desk):
    call, text = ask("a", "13800000001"), ask("b", None, manner=["text_only", "slow_loud"], topic="rehab")
    zhao = desk.browser("zhao.min")
    assert listed(zhao.open("/desk/queue?manner=text_only")) == [text.reference]
    assert listed(zhao.open("/desk/queue?manner=call")) == [call.reference]
    assert listed(zhao.open("/desk/queue?topic=rehab")) == [text.reference]
    assert listed(zhao.open("/desk/queue?office=住建局")) == []
    assert listed(zhao.open("/desk/queue?mine=1")) == []
    assert len(listed(zhao.open("/desk/queue?mine=0"))) == 2
    assert len(listed(zhao.open("/desk/queue?state=nonsense&x=1"))) == 2
    zhao.send("/desk/views", name="只发文字的", manner="text_only")
    assert "视图存好了" in zhao.page and listed(zhao.page) == [text.reference]
    assert '<a href="/desk/queue?manner=text_only">只发文字的</a>' in zhao.page
    assert "只发文字的" not in desk.browser("wang.li").open("/desk/queue"), "a view is one's own"
    view = re.search(r'name="view" value="(\d+)"', zhao.page).group(1)
    zhao.send("/desk/views/remove", view=view)
    assert "只发文字的" not in zhao.page


def test_a_case_is_found_by_its_reference_or_by_digits_of_the_number(desk):
    ours = ask("a", "13800001234")
    ask("b", "13800005678", topic="rehab")
    wang = desk.browser("wang.li")
    for typed in (ours.reference, ours.reference.replace("-", ""), "1234", "138 0000 1234"):
        wang.open("/desk/queue")
        wang.send("/desk/find", q=typed)
        assert f"编号 <strong>{ours.reference}</strong>" in wang.page, typed
    wang.send("/desk/find", q="9999")
    assert "没有找到" in wang.page
    wang.open("/desk/queue")
    wang.send("/desk/find", q="补贴")
    assert wang.status == 400 and "9位编号" in wang.page
    assert access_log.entries(action="searched")[1] == 5


def test_closed_cases_stand_apart(desk):
    done, waiting = ask("a", "13800000001"), ask("b", "13800000002", topic="rehab")
    wang = next(one for one in accounts.list_accounts() if one.name == "wang.li")
    case_steps.close_case(wang, done.reference, done.version, "helped", "")
    browser = desk.browser("wang.li")
    assert listed(browser.open("/desk/queue")) == [waiting.reference]
    assert listed(browser.open("/desk/queue?state=closed")) == [done.reference]


def test_many_cases_come_page_by_page(desk):
    references = {ask(f"t{n}", f"138000{n:05d}").reference for n in range(35)}
    browser = desk.browser("wang.li")
    first = listed(browser.open("/desk/queue"))
    assert len(first) == 30 and "第 1 页，共 2 页" in browser.page
    second = listed(browser.open("/desk/queue?page=2"))
    assert len(second) == 5 and {*first, *second} == references
    assert listed(browser.open("/desk/queue?page=999999")) == []
