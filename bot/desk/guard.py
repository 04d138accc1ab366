"""Around every handler: login, second factor, role, forms that are really ours, errors in plain words."""

import json
import logging
import secrets
import traceback
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.desk import words
from bot.desk.visit import COOKIE, Handler, MalformedForm, NoSuchPage, Visit, own_path, read_fields
from bot.gateway.incoming import Refused, body
from casework.errors import (
    CaseworkError,
    Forbidden,
    InvalidReference,
    NoApplication,
    NotFound,
    Unavailable,
    WrongKey,
)
from casework.signin import Login, resume

logger = logging.getLogger("yizhu.desk")
Endpoint = Callable[[Request], Awaitable[Response]]
_STATUS: dict[type[CaseworkError], int] = {
    Forbidden: 403,
    NotFound: 404,
    NoApplication: 404,
    NoSuchPage: 404,
    InvalidReference: 404,
    Unavailable: 503,
    WrongKey: 503,
}


def open_page(handler: Handler) -> Endpoint:
    """A page for those who are not logged in yet."""
    return _endpoint(lambda visit: handler(visit))


def half_open_page(handler: Handler) -> Endpoint:
    """A page on the way in: the password was right, something else is still due."""

    def serve(visit: Visit) -> Response:
        return handler(visit) if visit.login else _to_login(visit)

    return _endpoint(serve)


def page(handler: Handler, roles: Collection[str]) -> Endpoint:
    """A page for logged-in people with one of these roles."""

    def serve(visit: Visit) -> Response:
        if visit.login is None:
            return _to_login(visit)
        due = next_step_in(visit.login)
        if due:
            return RedirectResponse(due, 303)
        if visit.account.role not in roles:
            raise Forbidden
        return handler(visit)

    return _endpoint(serve)


def next_step_in(login: Login) -> str:
    """The page where a login that is not complete goes on; empty when it is."""
    if not login.confirmed:
        return "/desk/code" if login.account.has_totp else "/desk/enrol"
    return "/desk/password" if login.account.must_change else ""


def _endpoint(serve: Handler) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        try:
            pairs = read_fields(await body(request)) if request.method == "POST" else ()
        except Refused as refused:
            return Visit(request).page("error.html", refused.status, text=refused.words)
        except MalformedForm as malformed:
            return Visit(request).page("error.html", 400, text=str(malformed))
        return await run_in_threadpool(_served, serve, request, pairs)

    return endpoint


def _served(serve: Handler, request: Request, pairs: tuple[tuple[str, str], ...]) -> Response:
    """Call the handler; whatever goes wrong becomes a page in plain words."""
    visit = Visit(request, None, dict(pairs), pairs)
    try:
        # What a page fetches by itself must not keep an empty chair logged in.
        quiet = request.headers.get("x-desk-quiet") == "1"
        visit = Visit(request, resume(request.cookies.get(COOKIE, ""), not quiet), dict(pairs), pairs)
        if request.method == "POST" and not _ours(visit):
            return visit.page("error.html", 403, text=words.FOREIGN)
        return serve(visit)
    except CaseworkError as error:
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 400)
        return visit.page("error.html", status, text=str(error))
    except Exception as error:  # a page breaks alone, and its message may hold what people told us
        logger.error(json.dumps({"event": "desk_fault", "kind": type(error).__name__, "at": _place(error)}))
        return visit.page("error.html", 500, text=words.FAULT)


def _ours(visit: Visit) -> bool:
    """Whether a form was sent by a page of ours: not from another site, and with this login's mark."""
    headers = visit.request.headers
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    if origin not in (None, "null") and origin.split("://", 1)[-1] != headers.get("host"):
        return False
    return visit.login is None or secrets.compare_digest(
        visit.fields.get("csrf", "").encode(), visit.login.csrf.encode()
    )


def _place(error: Exception) -> str:
    """The line of code where it broke; the message of the error could name people."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def _to_login(visit: Visit) -> Response:
    """To the login page; after a form, what was typed is shown there, since it was not kept."""
    if visit.request.method == "POST":
        typed = [value for name, value in visit.pairs if name in {"text", "outcome"} and value.strip()]
        back = own_path(visit.fields.get("back", "/desk"))
        return visit.page("login.html", 401, error=words.EXPIRED_POST, typed=typed, next=back, name="")
    return visit.page(
        "login.html",
        401,
        error=words.EXPIRED if _had_login(visit) else "",
        typed=[],
        next=own_path(_asked_for(visit.request)),
        name="",
    )


def _had_login(visit: Visit) -> bool:
    return COOKIE in visit.request.cookies


def _asked_for(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}{query}"
