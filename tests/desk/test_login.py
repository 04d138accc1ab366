"""Coming in: passwords, lock-out, second factor, expiry, forms that are really ours."""

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import text

from casework import access_log, accounts, clock, db, signin
from casework.errors import InvalidAccount, NotLetIn, WeakPassword

PASSWORD = "kuai-ma-jia-bian-3"


def test_only_a_right_password_opens_the_desk(desk):
    browser = desk.browser()
    assert "<h1>登录</h1>" in browser.open("/desk/password") and browser.status == 401
    browser.login("wang.li", "wrong-password-1")
    assert browser.status == 403 and "用户名、密码或验证码不对" in browser.page
    browser.login("wang.li")
    assert browser.status == 200 and "王丽（民政局）" in browser.page
    assert {(entry.actor, entry.action) for entry in access_log.entries()[0]} == {
        ("wang.li", "login_failed"),
        ("wang.li", "login"),
    }


def test_a_name_that_does_not_exist_reads_like_a_wrong_password(desk):
    browser = desk.browser()
    wrong = browser.login("wang.li", "wrong-password-1").replace("wang.li", "NAME")
    unknown = browser.login("nobody.here", "wrong-password-1").replace("nobody.here", "NAME")
    assert wrong == unknown
    actors = [entry.actor for entry in access_log.entries()[0]]
    assert actors == ["（未登录）", "wang.li"], "what was typed for a name may be a password"


def test_five_wrong_passwords_lock_even_the_right_one_out_for_a_while(desk, monkeypatch):
    browser = desk.browser()
    for _ in range(5):
        browser.login("wang.li", "wrong-password-1")
    browser.login("wang.li")
    assert browser.status == 403
    later = clock.utcnow() + timedelta(minutes=16)
    monkeypatch.setattr(signin, "utcnow", lambda: later)
    browser.login("wang.li")
    assert browser.status == 200 and "王丽" in browser.page


def test_an_admin_sets_up_a_second_factor_and_cannot_go_on_without(desk):
    accounts.add("root.admin", "管理员", "admin", None, PASSWORD)
    browser = desk.browser("root.admin")
    assert "二维码" in browser.page and "<svg" in browser.page
    assert "动态验证码" in browser.open("/desk/accounts")
    secret = browser.page.split("<code>")[1].split("</code>")[0]
    browser.send("/desk/enrol", code="000000")
    assert browser.status == 403 and secret in browser.page
    code = pyotp.TOTP(secret).now()
    browser.send("/desk/enrol", code=code)
    assert "<h1>账号</h1>" in browser.open("/desk/accounts")
    second = desk.browser("root.admin")
    assert secret not in second.page and "6位数字" in second.page
    second.send("/desk/code", code=code)
    assert second.status == 403, "a code is good once"
    second.send("/desk/code", code=pyotp.TOTP(secret).at(clock.utcnow() + timedelta(seconds=30)))
    assert "<h1>总览</h1>" in second.page


def test_five_wrong_codes_end_the_login(desk):
    accounts.add("root.admin", "管理员", "admin", None, PASSWORD)
    signin.reset_totp("root.admin")
    browser = desk.browser("root.admin")
    for _ in range(5):
        browser.send("/desk/code", code="000000")
    assert "<h1>登录</h1>" in browser.open("/desk/code")
    browser.login("root.admin")
    assert browser.status == 403


def test_a_login_ends_when_nobody_is_there_and_what_was_typed_is_given_back(desk, monkeypatch):
    browser = desk.browser("wang.li")
    later = clock.utcnow() + timedelta(minutes=61)
    monkeypatch.setattr(signin, "utcnow", lambda: later)
    browser.send("/desk/accounts/add", text="打了半天的字", back="/desk/password")
    assert browser.status == 401 and "打了半天的字" in browser.page and "没有保存" in browser.page
    assert 'name="next" value="/desk/password"' in browser.page


def test_a_busy_login_ends_after_twelve_hours_at_the_latest(desk, monkeypatch):
    browser = desk.browser("wang.li")
    start = clock.utcnow()
    for minutes in range(50, 12 * 60, 50):
        moment = start + timedelta(minutes=minutes)
        monkeypatch.setattr(signin, "utcnow", lambda moment=moment: moment)
        assert "王丽" in browser.open("/desk/password")
    monkeypatch.setattr(signin, "utcnow", lambda: start + timedelta(hours=12, minutes=1))
    assert "<h1>登录</h1>" in browser.open("/desk/password")


def test_what_a_page_fetches_by_itself_does_not_keep_a_login_alive(desk, monkeypatch):
    browser = desk.browser("wang.li")
    start = clock.utcnow()
    monkeypatch.setattr(signin, "utcnow", lambda: start + timedelta(minutes=40))
    assert browser.http.get("/desk/alive", headers={"X-Desk-Quiet": "1"}).text == "ok\n"
    monkeypatch.setattr(signin, "utcnow", lambda: start + timedelta(minutes=61))
    assert browser.http.get("/desk/alive").status_code == 401


def test_a_disabled_account_is_out_at_once(desk):
    browser = desk.browser("wang.li")
    accounts.disable("wang.li")
    assert "<h1>登录</h1>" in browser.open("/desk/password")
    browser.login("wang.li")
    assert browser.status == 403


def test_a_form_without_the_mark_or_from_elsewhere_changes_nothing(desk):
    browser = desk.browser("wang.li")
    mark = browser.page.split('name="csrf" value="')[1].split('"')[0]
    for form, headers in (
        ({}, {}),
        ({"csrf": "0" * 64}, {}),
        ({"csrf": mark}, {"Sec-Fetch-Site": "cross-site"}),
        ({"csrf": mark}, {"Origin": "https://elsewhere.example"}),
    ):
        assert browser.http.post("/desk/logout", data=form, headers=headers).status_code == 403
    assert "王丽" in browser.open("/desk/password")
    browser.send("/desk/logout")
    assert "已经退出" in browser.page
    assert "<h1>登录</h1>" in browser.open("/desk/password")


def test_a_first_password_must_be_changed_and_other_logins_end(desk):
    accounts.add("new.one", "新来的", "caseworker", "残联", PASSWORD, must_change=True)
    other, browser = desk.browser("new.one"), desk.browser("new.one")
    assert "别人给您的" in browser.page
    browser.send("/desk/password", old=PASSWORD, new="duan", again="duan")
    assert browser.status == 400 and "密码太短" in browser.page
    browser.send("/desk/password", old=PASSWORD, new="cao-yuan-shang-de", again="cao-yuan-shang-di")
    assert browser.status == 400 and "不一样" in browser.page
    browser.send("/desk/password", old=PASSWORD, new="cao-yuan-shang-de", again="cao-yuan-shang-de")
    assert "密码改好了" in browser.page
    assert "<h1>登录</h1>" in other.open("/desk/password")
    browser.login("new.one", "cao-yuan-shang-de")
    assert browser.status == 200 and "新来的（残联）" in browser.page


def test_the_cookie_is_for_the_desk_alone_and_out_of_reach_of_scripts(desk):
    answer = desk.browser().http.post(
        "/desk/login", data={"name": "wang.li", "password": PASSWORD}, follow_redirects=False
    )
    cookie = answer.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=strict", "Path=/desk"))
    token = cookie.split("yizhu_desk=")[1].split(";")[0]
    with db.session_scope(read_only=True) as session:
        assert token not in session.execute(text("SELECT token_hash FROM desk_session")).scalar_one()
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


def test_after_login_one_goes_on_where_one_wanted_to_but_never_elsewhere(desk):
    for given, leads_to in (
        ("/desk/password", "/desk/password"),
        ("https://elsewhere.example/desk", "/desk"),
        ("//elsewhere.example/desk", "/desk"),
        ("/\\elsewhere.example", "/desk"),
        ("/desk/../say", "/desk"),
    ):
        answer = desk.browser().http.post(
            "/desk/login",
            data={"name": "wang.li", "password": PASSWORD, "next": given},
            follow_redirects=False,
        )
        assert answer.headers["location"] == leads_to


@pytest.mark.parametrize(
    "password", ["kurz", "wang.li-wang.li", "aaaaaaaaaaaaaa", "password2026!", "x" * 201]
)
def test_weak_passwords_are_refused(store, password):
    with pytest.raises(WeakPassword):
        accounts.add("wang.li", "王丽", "caseworker", "民政局", password)


@pytest.mark.parametrize(
    ("name", "role", "office", "said"),
    [
        ("王丽", "caseworker", "民政局", "小写字母"),
        ("wang.li", "boss", None, "角色只能是"),
        ("wang.li", "caseworker", None, "工作人员要有部门"),
        ("wang.li", "caseworker", "火星局", "工作人员要有部门"),
    ],
)
def test_an_account_that_makes_no_sense_is_refused(store, name, role, office, said):
    with pytest.raises(InvalidAccount, match=said):
        accounts.add(name, "王丽", role, office, PASSWORD)
    assert accounts.list_accounts() == []


def test_a_name_is_taken_once(store):
    accounts.add("wang.li", "王丽", "caseworker", "民政局", PASSWORD)
    with pytest.raises(InvalidAccount, match="已经有叫"):
        accounts.add("Wang.Li", "王莉", "caseworker", "残联", PASSWORD)


def test_the_access_log_cannot_be_changed(store):
    access_log.record("wang.li", "viewed", "4821-6350-7")
    for statement in ("UPDATE access_log SET actor = 'x'", "DELETE FROM access_log"):
        with pytest.raises(Exception, match="append-only"), db.session_scope() as session:
            session.execute(text(statement))
    assert [entry.actor for entry in access_log.entries()[0]] == ["wang.li"]


def test_without_the_right_code_the_second_factor_lets_nobody_in(store):
    accounts.add("root.admin", "管理员", "admin", None, PASSWORD)
    signin.reset_totp("root.admin")
    login = signin.sign_in("root.admin", PASSWORD)
    assert not login.confirmed
    for code in ("", "12345", "１２３４５６", "abcdef", "0000000"):
        with pytest.raises(NotLetIn):
            signin.confirm(login, code)
