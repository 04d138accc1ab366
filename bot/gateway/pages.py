"""The pages people see: the talk, and plain words for errors."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from bot.gateway import words
from bot.gateway.buttons import Buttons, Pressed
from bot.gateway.chat import Outcome
from bot.gateway.door import Door
from bot.gateway.easy import set_switch, switch_of
from bot.gateway.incoming import Refused, body, read
from bot.web.render import render
from casework.settings import settings
from casework.transcript import Line

HUMAN = ("找人", "/human")


async def home(request: Request) -> Response:
    """GET /: the talk so far, or the first page."""
    door: Door = request.app.state.door
    known = door.sessions.of(request)
    lines = await door.chat.lines(known) if known else []
    return _page(request, known or door.sessions.new(), lines)


async def say(request: Request) -> Response:
    """POST / and /say: the same as /api/chat for browsers without JavaScript; answers a page."""
    door: Door = request.app.state.door
    draft: list[str] = []
    if _foreign(request):
        return _refuse_foreign()
    try:
        outcome = await door.enter(request, lambda *parts: _from_form(draft, *parts))
    except Refused as refused:
        return await _refused_page(request, refused, "".join(draft))
    if not outcome.kept:
        page = _page(request, outcome.conversation, [*draft_lines(draft), *_as_lines(outcome)])
        door.settle(request, page, outcome)
        return page
    response: Response = RedirectResponse("/#newest", 303)
    door.settle(request, response, outcome)
    return response


async def restart(request: Request) -> Response:
    """POST /restart: forget the talk on this page and begin a new one."""
    door: Door = request.app.state.door
    if _foreign(request):
        return _refuse_foreign()
    known = door.sessions.of(request)
    if known:
        await door.chat.forget(known)
    response: Response = RedirectResponse("/", 303)
    door.keep(request, response, door.sessions.new())
    return response


async def easy(request: Request) -> Response:
    """POST /easy: switch easy words on (`easy=1`) or off; a page, or 204 for the page's own script."""
    if _foreign(request):
        return _refuse_foreign()
    try:
        on = b"easy=1" in (await body(request)).split(b"&")
    except Refused as refused:
        return await _refused_page(request, refused, "")
    by_script = "application/json" in request.headers.get("accept", "")
    response: Response = Response(status_code=204) if by_script else RedirectResponse("/#newest", 303)
    set_switch(request, response, on)
    return response


async def error(request: Request, exception: Exception) -> Response:
    """Any error outside the chat: JSON for programs, a small page for people."""
    status = exception.status_code if isinstance(exception, HTTPException) else 500
    text = words.NOT_FOUND if status in {404, 405} else words.APOLOGY
    headers = getattr(exception, "headers", None)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": text}, status, headers=headers)
    return HTMLResponse(render("error.html", text=text), status, headers=headers)


def draft_lines(draft: list[str]) -> list[Line]:
    """What the person typed, as a line of the talk; nothing after a button."""
    return [Line(True, text) for text in draft if text]


def _page(
    request: Request,
    conversation: str,
    lines: list[Line],
    status: int = 200,
    error: str = "",
    draft: str = "",
) -> Response:
    door: Door = request.app.state.door
    title, payload = HUMAN
    person: dict[str, Any] = {"title": title, "button": door.chat.seal(title, payload, conversation)}
    shown = {
        "kept_days": f"{settings().transcript_kept / timedelta(days=1):g}",
        "lines": lines,
        "person": person,
        "error": error,
        "draft": draft,
    }
    page = HTMLResponse(render("chat.html", easy=bool(switch_of(request)), **shown), status)
    door.keep(request, page, conversation)
    return page


async def _refused_page(request: Request, refused: Refused, draft: str) -> Response:
    """The talk again, with the reason, and with what was typed still in the field."""
    door: Door = request.app.state.door
    known = door.sessions.of(request)
    lines = await door.chat.lines(known) if known else []
    page = _page(
        request, known or door.sessions.new(), lines, refused.status, error=refused.words, draft=draft
    )
    page.headers.update(refused.headers)
    return page


def _as_lines(outcome: Outcome) -> list[Line]:
    return [Line(False, one.text, one.buttons, one.office, one.links) for one in outcome.replies]


def _from_form(draft: list[str], raw: bytes, buttons: Buttons, conversation: str | None) -> str | Pressed:
    try:
        fields = parse_qs(raw.decode(), keep_blank_values=True, max_num_fields=8)
    except ValueError as error:
        raise Refused(400, words.MALFORMED, "malformed") from error
    draft.extend(fields.get("text", [])[:1])
    # A pressed button comes together with the text field; the button is what was meant.
    for key in ("button", "example", "text"):
        if key in fields:
            name = "button" if key == "button" else "text"
            return read({name: fields[key][0]}, buttons, conversation)
    raise Refused(400, words.EMPTY, "empty")


def _foreign(request: Request) -> bool:
    """Whether another site made the browser send this form; old browsers do not say."""
    return request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}


def _refuse_foreign() -> Response:
    """Such a request comes without our cookie; setting one would replace the person's own talk."""
    return HTMLResponse(render("error.html", text=words.FOREIGN_FORM), 403)
