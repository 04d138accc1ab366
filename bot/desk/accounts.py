"""Accounts on the web, for admins: see, add, shut out, let in again, give a first password."""

from starlette.responses import Response

from bot.desk.visit import MalformedForm, Visit
from casework import access_log, accounts
from casework.errors import InvalidAccount
from casework.offices import all_offices
from casework.signin import reset_totp


def show(visit: Visit) -> Response:
    """GET /desk/accounts."""
    return _page(visit)


def add(visit: Visit) -> Response:
    """POST /desk/accounts/add: a new account with a first password, which is shown once."""
    given = {name: visit.text(name, 80) for name in ("name", "full_name", "role", "office")}
    password = accounts.draw_password()
    try:
        made = accounts.add(
            given["name"], given["full_name"], given["role"], given["office"] or None, password, True
        )
    except InvalidAccount as refused:
        return _page(visit, 400, error=str(refused), given=given)
    access_log.record(visit.account.name, "account", made.name, change="added")
    return _page(visit, told=made, password=password)


def change(visit: Visit) -> Response:
    """POST /desk/accounts/change: `step` is disable, enable, password or totp."""
    name, step = visit.text("name", 40), visit.text("step", 20)
    if name == visit.account.name:
        return _page(visit, 400, error="自己的账号不能在这里改。请另一位管理员来改。")
    password = ""
    if step in ("disable", "enable"):
        told = accounts.disable(name, step == "disable")
    elif step == "password":
        password = accounts.draw_password()
        told = accounts.set_password(name, password, must_change=True)
    elif step == "totp":
        reset_totp(name, on=False)
        told = next(one for one in accounts.list_accounts() if one.name == name)
    else:
        raise MalformedForm
    access_log.record(visit.account.name, "account", name, change=step)
    return _page(visit, told=told, password=password, step=step)


def _page(visit: Visit, status: int = 200, **more: object) -> Response:
    known: dict[str, object] = {
        "accounts": accounts.list_accounts(),
        "roles": accounts.ROLES,
        "offices": all_offices(),
        "error": "",
        "given": {},
        "told": None,
        "password": "",
        "step": "add",
    }
    return visit.page("accounts.html", status, **{**known, **more})
