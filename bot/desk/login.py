"""Coming in and going out: password, second factor, a password of one's own."""

import segno
from starlette.responses import Response

from bot.desk import words
from bot.desk.guard import next_step_in
from bot.desk.visit import COOKIE, Visit, own_path
from bot.gateway.limits import Buckets
from casework import access_log
from casework.accounts import full_names, set_password
from casework.errors import NotLetIn, WeakPassword
from casework.settings import settings
from casework.signin import Login, confirm, enrolment, sign_in, sign_out

#: An office shares one address; ten at once, then one every six seconds.
_pace = Buckets(burst=10.0, per_second=1 / 6)


def show_login(visit: Visit) -> Response:
    """GET /desk/login."""
    if visit.login is not None:
        return visit.go(next_step_in(visit.login) or "/desk")
    return _form(visit, own_path(visit.query("next")))


def take_login(visit: Visit) -> Response:
    """POST /desk/login: name and password."""
    name, onward = visit.fields.get("name", "").strip(), own_path(visit.fields.get("next", ""))
    client = visit.request.client
    if _pace.take(client.host if client else ""):
        return _form(visit, onward, 429, words.TOO_FAST, name)
    try:
        login = sign_in(name, visit.fields.get("password", ""))
    except NotLetIn as refused:
        # Some type their password in the place of the name: only names that exist are written down.
        known = name.lower() in full_names()
        access_log.record(name.lower() if known else "（未登录）", "login_failed")
        return _form(visit, onward, 403, str(refused), name)
    if login.confirmed:
        access_log.record(login.account.name, "login")
    response = visit.go(_after(login, onward))
    response.set_cookie(
        COOKIE,
        login.token,
        max_age=int(settings().desk_longest.total_seconds()),
        path="/desk",
        httponly=True,
        samesite="strict",
        secure=visit.request.url.scheme == "https",
    )
    return response


def logout(visit: Visit) -> Response:
    """POST /desk/logout."""
    if visit.login is not None:
        sign_out(visit.login.token)
        access_log.record(visit.account.name, "logout")
    response = visit.go("/desk/login", "logout")
    response.delete_cookie(COOKIE, path="/desk")
    return response


def show_code(visit: Visit) -> Response:
    """GET /desk/code: the six digits of the second factor."""
    assert visit.login is not None
    if visit.login.confirmed or not visit.account.has_totp:
        return visit.go(next_step_in(visit.login) or "/desk")
    return visit.page("code.html", error="", qr=None, secret="")


def show_enrolment(visit: Visit) -> Response:
    """GET /desk/enrol: the QR code for an authenticator, before the first code."""
    assert visit.login is not None
    if visit.login.confirmed or visit.account.has_totp:
        return visit.go(next_step_in(visit.login) or "/desk")
    return _enrolment(visit, 200, "")


def take_code(visit: Visit) -> Response:
    """POST /desk/code and /desk/enrol: the second factor."""
    assert visit.login is not None
    if visit.login.confirmed:
        return visit.go(next_step_in(visit.login) or "/desk")
    try:
        login = confirm(visit.login, visit.fields.get("code", "")[:20])
    except NotLetIn as refused:
        access_log.record(visit.account.name, "login_failed")
        if visit.account.has_totp:
            return visit.page("code.html", 403, error=str(refused), qr=None, secret="")
        return _enrolment(visit, 403, str(refused))
    access_log.record(login.account.name, "login")
    return visit.go(_after(login, own_path(visit.fields.get("next", ""))))


def show_password(visit: Visit) -> Response:
    """GET /desk/password: choose a password of one's own."""
    assert visit.login is not None
    if not visit.login.confirmed:
        return visit.go(next_step_in(visit.login))
    return visit.page("password.html", error="")


def take_password(visit: Visit) -> Response:
    """POST /desk/password: the old one and twice the new one; other logins end."""
    assert visit.login is not None
    if not visit.login.confirmed:
        return visit.go(next_step_in(visit.login))
    new = visit.fields.get("new", "")
    if new != visit.fields.get("again", ""):
        return visit.page("password.html", 400, error="两次写的新密码不一样。请再写一遍。")
    if new == visit.fields.get("old", ""):
        return visit.page("password.html", 400, error="新密码和现在的一样。请换一个。")
    try:
        proved = sign_in(visit.account.name, visit.fields.get("old", ""))
        set_password(proved.account.name, new)
    except NotLetIn:
        return visit.page("password.html", 403, error="现在的密码不对。连错5次，要等15分钟再试。")
    except WeakPassword as weak:
        return visit.page("password.html", 400, error=str(weak))
    access_log.record(visit.account.name, "account", visit.account.name, change="password")
    response = visit.go("/desk/login", "password")
    response.delete_cookie(COOKIE, path="/desk")
    return response


def _after(login: Login, onward: str) -> str:
    return next_step_in(login) or onward


def _form(visit: Visit, onward: str, status: int = 200, error: str = "", name: str = "") -> Response:
    return visit.page("login.html", status, error=error, typed=[], next=onward, name=name[:40])


def _enrolment(visit: Visit, status: int, error: str) -> Response:
    address = enrolment(visit.account)
    code = segno.make(address, error="m").svg_inline(
        scale=5, border=4, dark="#000", light="#fff", omitsize=True
    )
    secret = address.split("secret=", 1)[1].split("&", 1)[0]
    return visit.page("code.html", status, error=error, qr=code, secret=secret)
