"""The switches of the page: how it looks and sounds, and easy words. They work as plain forms, too."""

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.gateway import words
from bot.gateway.easy import set_switch
from bot.gateway.incoming import Refused, body
from bot.gateway.look import look_of, set_look
from bot.gateway.pages import foreign, refuse_foreign, refused_page

_BACK = "/?set=1#settings"  # the page with its settings open, where the person was


async def easy(request: Request) -> Response:
    """POST /easy: switch easy words on (`easy=1`) or off; a page, or 204 for the page's own script."""
    try:
        [(_, value)] = await _fields(request, "easy")
    except Refused as refused:
        return await _refused(request, refused)
    response = _done(request)
    set_switch(request, response, value == "1")
    return response


async def look(request: Request) -> Response:
    """POST /look: one of `look.Look`, such as `size=2`; a page, or 204 for the page's own script."""
    try:
        changed = look_of(request)
        for name, value in await _fields(request):
            changed = changed.changed(name, value)
    except ValueError:
        return await _refused(request, Refused(400, words.NO_SUCH_SWITCH, "malformed"))
    except Refused as refused:
        return await _refused(request, refused)
    response = _done(request)
    set_look(request, response, changed)
    return response


async def _fields(request: Request, only: str = "") -> list[tuple[str, str]]:
    """The fields of the form; raise Refused when another site sent it, or `only` is not its one field."""
    if foreign(request):
        raise Refused(403, words.FOREIGN_FORM, "foreign")
    try:
        found = parse_qsl((await body(request)).decode("ascii"), keep_blank_values=True, max_num_fields=8)
    except ValueError as error:
        raise Refused(400, words.NO_SUCH_SWITCH, "malformed") from error
    if not found or (only and [name for name, _ in found] != [only]):
        raise Refused(400, words.NO_SUCH_SWITCH, "malformed")
    return found


def _done(request: Request) -> Response:
    by_script = "application/json" in request.headers.get("accept", "")
    return Response(status_code=204) if by_script else RedirectResponse(_BACK, 303)


async def _refused(request: Request, refused: Refused) -> Response:
    return refuse_foreign(request) if refused.status == 403 else await refused_page(request, refused, "")
