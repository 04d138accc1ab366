"""One case: what it shows, and every step that a caseworker can do."""

import re
from datetime import datetime, timedelta

import pytest

from casework import access_log, accounts, callbacks, case_steps, outbox, transcript
from casework.clock import SHANGHAI, utcnow
from casework.transcript import Line
from policy_kb.assess import assess
from policy_kb.current import current
from policy_kb.interview import as_resident
from tests.desk.cases import PROFILE, ask


def version_on(page: str) -> str:
    return re.search(r'data-version="(\d+)"', page).group(1)


def step(browser, case, name: str, **fields: str) -> str:
    """Send the form of a step as it stands on the page that is open."""
    return browser.send(f"/desk/case/{case.reference}/{name}", version=version_on(browser.page), **fields)


def account(name: str) -> accounts.Account:
    return next(one for one in accounts.list_accounts() if one.name == name)


def test_a_case_shows_what_was_asked_and_how_to_reach_the_person(desk):
    case = ask(manner="slow_loud", who_answers="女儿", passphrase="白杨、骆驼", when_text="放羊回来")
    transcript.add("talk-1", [Line(True, "我叫王小二，电话⟦phone:abcdefgh⟧"), Line(False, "记下了")])
    page = desk.browser("wang.li").open(f"/desk/case/{case.reference}")
    for shown in (
        "138 0000 1234",
        "说慢一点、声音大一点",
        "女儿",
        "白杨、骆驼",
        "放羊回来",
        "我妈的补贴没到账",
    ):
        assert shown in page, shown
    assert "王小二" not in page and "⟦" not in page and "记下了" in page
    (looked,), _ = access_log.entries(action="viewed")
    assert (looked.actor, looked.subject) == ("wang.li", case.reference)


def test_the_way_of_a_case_from_claim_to_outcome(desk):
    case = ask()
    wang = desk.browser("wang.li")
    wang.open(f"/desk/case/{case.reference}")
    step(wang, case, "claim")
    assert "归您办了" in wang.page and "王丽在办" in wang.page
    step(wang, case, "call", result="no_answer", again_at="", text="没人接")
    assert "电话记下来了" in wang.page and "打电话：没人接" in wang.page
    assert callbacks.find(conversation="talk-1").status_text == "工作人员打过电话，没有打通，会再打"
    step(wang, case, "call", result="reached", again_at="", text="银行卡换过，要重新登记")
    step(wang, case, "note", text="周三再看一眼")
    step(wang, case, "close", kind="helped", outcome="下个月补发")
    assert "办结了" in wang.page and case.reference not in wang.page.split("<tbody>")[-1]
    page = wang.open(f"/desk/case/{case.reference}")
    assert "说清楚了，或者办好了：下个月补发" in page and "记一次电话" not in page
    told = [e.kind for e in callbacks.history(case.reference)]
    assert told == ["created", "claimed", "no_answer", "called", "noted", "done"]
    told = re.findall(r"</strong> (\S+?)：(\S+?)</p>", page)
    assert told == [
        ("王丽", "办结"),
        ("王丽", "备注"),
        ("王丽", "打电话：打通了"),
        ("王丽", "打电话：没人接"),
        ("王丽", "接了这件"),
        ("本人", "登记了"),
    ]
    assert callbacks.find(conversation="talk-1").status_text == "已经办结"


def test_the_time_to_call_again_moves_when_it_is_due(desk):
    case = ask()
    wang = desk.browser("wang.li")
    wang.open(f"/desk/case/{case.reference}")
    again = (utcnow() + timedelta(days=9)).astimezone(SHANGHAI).replace(hour=9, minute=0)
    step(wang, case, "call", result="no_answer", again_at=again.strftime("%Y-%m-%dT%H:%M"), text="")
    due = callbacks.find(conversation="talk-1").due_at
    assert due >= again.replace(second=0, microsecond=0) and due < again + timedelta(days=10)
    for wrong, said in (("2020-01-01T09:00", "现在以后"), ("明天", "看不懂"), ("2126-01-01T09:00", "三个月")):
        step(wang, case, "call", result="no_answer", again_at=wrong, text="写了一半的话")
        assert wang.status == 400 and said in wang.page and "写了一半的话" in wang.page


def test_the_second_of_two_cannot_overwrite_and_keeps_what_was_typed(desk):
    case = ask()
    wang, bao = desk.browser("wang.li"), desk.browser("bao.yin")
    wang.open(f"/desk/case/{case.reference}")
    bao.open(f"/desk/case/{case.reference}")
    step(wang, case, "claim")
    state = bao.http.get(f"/desk/case/{case.reference}/state").json()
    assert state == {"version": 2, "by": "王丽"}
    step(bao, case, "close", kind="helped", outcome="宝音写的结果")
    assert bao.status == 409 and "刚刚有别人动过" in bao.page
    assert "宝音写的结果" in bao.page and "王丽在办" in bao.page
    assert callbacks.find(conversation="talk-1").is_open
    step(bao, case, "close", kind="helped", outcome="宝音写的结果")
    assert callbacks.find(conversation="talk-1").status == "done"
    step(wang, case, "note", text="晚了一步的备注")
    assert wang.status == 409 and "晚了一步的备注" in wang.page


def test_nobody_reached_is_said_only_after_three_tries_at_different_times(desk, monkeypatch):
    case = ask()
    wang = account("wang.li")

    def call(hour: int) -> None:
        moment = datetime(2026, 11, 26, hour, 5, tzinfo=SHANGHAI)
        monkeypatch.setattr(case_steps, "utcnow", lambda: moment)
        version = callbacks.find(conversation="talk-1").version
        case_steps.log_call(wang, case.reference, version, "no_answer", None, "")

    browser = desk.browser("wang.li")
    for hour, tried in ((9, 1), (9, 1), (11, 2), (11, 2)):
        call(hour)
        browser.open(f"/desk/case/{case.reference}")
        step(browser, case, "close", kind="no_contact", outcome="")
        assert browser.status == 400 and f"现在是{tried}个时段" in browser.page
    call(17)
    browser.open(f"/desk/case/{case.reference}")
    step(browser, case, "close", kind="no_contact", outcome="")
    assert "办结了" in browser.page


def test_a_wrong_number_must_have_been_rung(desk):
    case = ask()
    wang = desk.browser("wang.li")
    wang.open(f"/desk/case/{case.reference}")
    step(wang, case, "close", kind="wrong_number", outcome="")
    assert wang.status == 400 and "号码不对" in wang.page
    step(wang, case, "call", result="wrong_number", again_at="", text="")
    step(wang, case, "close", kind="wrong_number", outcome="")
    assert callbacks.find(conversation="talk-1").status == "done"


def test_a_letter_goes_to_the_conversation_once(desk):
    case = ask(phone=None, manner="text_only")
    wang = desk.browser("wang.li")
    page = wang.open(f"/desk/case/{case.reference}?snippet=call_when")
    assert "记一次电话" not in page and "您什么时候方便接电话？" in page.split('id="reply_text"')[1]
    shown = version_on(page)
    step(wang, case, "reply", text="您好，钱下周到。")
    assert "信放好了" in wang.page and "给居民写信" in wang.page
    wang.send(f"/desk/case/{case.reference}/reply", version=shown, text="您好，钱下周到。")
    assert wang.status == 409, "a double click"
    assert [letter.text for letter in outbox.waiting("talk-1")] == ["您好，钱下周到。"]
    outbox.shown([letter.id for letter in outbox.waiting("talk-1")])
    assert "信送到了" in wang.open(f"/desk/case/{case.reference}")


def test_a_fact_settled_on_the_phone_is_worked_out_anew_beside_what_was_told(desk):
    kb, today = current(), utcnow().astimezone(SHANGHAI).date()
    told = assess(kb, as_resident(kb, {"age": 67}), today)
    case = ask(profile={"age": 67}, assessment=told, kb_version=kb.version)
    wang = desk.browser("wang.li")
    page = wang.open(f"/desk/case/{case.reference}?fact=disabilities")
    assert "年龄：67岁" in page and "居民当时看到的结果" in page and "按现在知道的算" not in page
    fields = {"fact": "disabilities", "category0": "visual", "grade0": "1"}
    step(wang, case, "settle", **fields)
    assert "残疾类别和等级：视力一级" in wang.page and "按现在知道的算" in wang.page
    for fact in ("local_hukou", "certified"):
        step(wang, case, "settle", fact=fact, value="0")
    step(wang, case, "settle", fact="residence", value="0")
    now = wang.page.split("按现在知道的算")[1].split("居民当时看到的结果")[0]
    assert "每年4000元" in now or "每年3000到4000元" in now
    assert "跟当时不一样" in now
    assert callbacks.find(conversation="talk-1").profile == {"age": 67}, "what the person said stays"
    step(wang, case, "settle", fact="residence", back_to_open="1")
    assert "城镇还是农村牧区：城镇" not in wang.page
    step(wang, case, "settle", fact="age", value="300")
    assert wang.status == 400 and "填得不对" in wang.page
    step(wang, case, "settle", fact="no_such", value="1")
    assert wang.status == 400


def test_a_case_goes_from_hand_to_hand(desk):
    case = ask()
    wang = desk.browser("wang.li")
    wang.open(f"/desk/case/{case.reference}")
    step(wang, case, "hand", to="li.qiang")
    li = desk.browser("li.qiang")
    assert case.reference in li.page and "李强在办" in li.open(f"/desk/case/{case.reference}")
    assert "王丽：转交给李强" in li.page
    step(li, case, "release")
    li.open(f"/desk/case/{case.reference}")
    assert li.status == 403, "it went back to the office that answers the matter"
    wang.open(f"/desk/case/{case.reference}")
    step(wang, case, "hand", to="nobody.here")
    assert wang.status == 400
    assert "还没有人办" in wang.open(f"/desk/case/{case.reference}")


def test_roles_are_checked_at_the_address_itself(desk):
    case = ask(profile=PROFILE)
    stranger = desk.browser()
    for path in ("/desk/queue", f"/desk/case/{case.reference}", f"/desk/case/{case.reference}/state"):
        stranger.open(path)
        assert stranger.status == 401 and "1234" not in stranger.page
    li = desk.browser("li.qiang")
    li.open(f"/desk/case/{case.reference}/state")
    assert li.status == 403
    li.open("/desk/queue")
    for name in ("claim", "release", "hand", "call", "note", "reply", "settle", "close"):
        li.send(f"/desk/case/{case.reference}/{name}", version="1", text="x", kind="helped", result="reached", to="bao.yin", fact="age", value="1")  # fmt: skip
        assert li.status == 403, name
    assert callbacks.history(case.reference)[-1].kind == "created"
    assert desk.browser("wang.li").open("/desk/accounts") and access_log.entries(action="viewed")[1] == 0


@pytest.mark.parametrize("path", ["/desk/case/123", "/desk/case/2000-0000-0", "/desk/case/x/state"])
def test_a_case_that_is_none(desk, path):
    wang = desk.browser("wang.li")
    wang.open(path)
    assert wang.status == 404
