"""The pages people see: the talk, the statement on accessibility, plain words for errors."""

import secrets
from datetime import timedelta
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from bot.gateway import words
from bot.gateway.buttons import Buttons
from bot.gateway.chat import Outcome
from bot.gateway.door import Door
from bot.gateway.easy import switch_of
from bot.gateway.incoming import Refused, Said, read
from bot.gateway.look import look_of
from bot.web import menu
from bot.web.render import render
from bot.web.turns import choices, entries
from casework.settings import settings
from casework.transcript import Line


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
    if foreign(request):
        return refuse_foreign(request)
    try:
        outcome = await door.enter(request, lambda *parts: _from_form(draft, *parts))
    except Refused as refused:
        return await refused_page(request, refused, "".join(draft))
    no_cookie = door.sessions.of(request) is None  # every page sets one; this browser did not keep it
    if no_cookie or not outcome.kept:
        lines = [*draft_lines(draft), *_as_lines(outcome)]
        page = _page(request, outcome.conversation, lines, error=words.NO_COOKIE if no_cookie else "")
        door.settle(request, page, outcome)
        return page
    response: Response = RedirectResponse("/#newest", 303)
    door.settle(request, response, outcome)
    return response


async def accessibility(request: Request) -> Response:
    """GET /accessibility: what is done for accessibility, and what is not yet good."""
    return HTMLResponse(render("accessibility.html", look=look_of(request)))


async def error(request: Request, exception: Exception) -> Response:
    """Any error outside the chat: JSON for programs, a small page for people."""
    status = exception.status_code if isinstance(exception, HTTPException) else 500
    text = words.NOT_FOUND if status in {404, 405} else words.APOLOGY
    headers = getattr(exception, "headers", None)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": text}, status, headers=headers)
    return HTMLResponse(render("error.html", text=text, look=look_of(request)), status, headers=headers)


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

    def sealed(entry: menu.Entry) -> tuple[str, str]:
        return entry.title, door.chat.seal(entry.title, entry.payload, conversation)

    page = render(
        "chat.html",
        talk=door.sessions.alias(conversation),
        kept_days=f"{settings().transcript_kept / timedelta(days=1):g}",
        entries=entries(lines),
        choices=choices(lines),
        always=[sealed(one) for one in menu.ALWAYS],
        tiles=[sealed(one) for one in menu.TILES],
        look=look_of(request),
        easy=bool(switch_of(request)),
        settings_open="set" in request.query_params,
        error=error,
        draft=draft,
        once=secrets.token_hex(8),
    )
    response = HTMLResponse(page, status)
    door.keep(request, response, conversation)
    return response


async def refused_page(request: Request, refused: Refused, draft: str) -> Response:
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


def _from_form(draft: list[str], raw: bytes, buttons: Buttons, conversation: str | None) -> Said:
    try:
        fields = parse_qs(raw.decode(), keep_blank_values=True, max_num_fields=8)
    except ValueError as error:
        raise Refused(400, words.MALFORMED, "malformed") from error
    draft.extend(fields.get("text", [])[:1])
    # A pressed button comes together with the text field; the button is what was meant.
    for key in ("button", "example", "text"):
        if key in fields:
            name = "button" if key == "button" else "text"
            once = fields.get("once", [None])[0]
            return read({name: fields[key][0], "id": once}, buttons, conversation)
    raise Refused(400, words.EMPTY, "empty")


def foreign(request: Request) -> bool:
    """Whether another site made the browser send this form; old browsers do not say."""
    return request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}


def refuse_foreign(request: Request) -> Response:
    """Such a request comes without our cookie; setting one would replace the person's own talk."""
    return HTMLResponse(render("error.html", text=words.FOREIGN_FORM, look=look_of(request)), 403)
