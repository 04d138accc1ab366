"""The sheet of an application: large, printable, without JavaScript, also as plain text; gone after its time."""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from bot.gateway import words
from bot.gateway.look import look_of
from bot.gateway.results import PRIVATE, qr_code
from bot.web.render import render
from casework.application_sheet import TITLE, plain, sheet
from casework.application_values import Application
from casework.applications import by_page
from casework.clock import local
from casework.errors import CaseworkError


async def page(request: Request) -> Response:
    """GET /application/<token>."""
    found = await run_in_threadpool(_find, request.path_params["token"])
    look = look_of(request)
    if found is None:
        return HTMLResponse(
            render("error.html", text=words.APPLICATION_GONE, look=look), 404, headers=PRIVATE
        )
    base = request.app.state.public_base
    shown = render(
        "application.html",
        look=look,
        title=TITLE,
        sections=sheet(found),
        until=f"{local(found.page_until):%Y年%-m月%-d日}",
        text_path=f"{request.url.path}.txt",
        qr=qr_code(base + request.url.path) if base else "",
    )
    return HTMLResponse(shown, headers=PRIVATE)


async def text(request: Request) -> Response:
    """GET /application/<token>.txt."""
    found = await run_in_threadpool(_find, request.path_params["token"])
    if found is None:
        return PlainTextResponse(words.APPLICATION_GONE + "\n", 404, headers=PRIVATE)
    return PlainTextResponse(plain(found), headers=PRIVATE)


def _find(token: str) -> Application | None:
    try:
        return by_page(token)
    except CaseworkError as error:  # the database does not answer: an apology, not “it is gone”
        raise HTTPException(503) from error
