"""Ways out of a talk: begin anew, leave nothing behind on a shared phone, take it along as text."""

import datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from bot.gateway import words
from bot.gateway.buttons import Pressed
from bot.gateway.chat import Message
from bot.gateway.door import Door
from bot.gateway.look import look_of
from bot.gateway.pages import foreign, refuse_foreign
from bot.web.render import render
from bot.web.turns import entries

_ERASE = (
    Pressed("删除我的信息", "/delete_data"),
    Pressed("删除", '/confirm{"polarity": "yes", "matter": "delete"}'),
)


async def ask_restart(request: Request) -> Response:
    """GET /restart: say what 重新开始 does, and ask."""
    return _ask(request, "restart")


async def restart(request: Request) -> Response:
    """POST /restart: forget the talk on this page and begin a new one."""
    door: Door = request.app.state.door
    if foreign(request):
        return refuse_foreign(request)
    known = door.sessions.of(request)
    if known:
        await door.chat.forget(known)
    response: Response = RedirectResponse("/", 303)
    door.keep(request, response, door.sessions.new())
    return response


async def ask_clear(request: Request) -> Response:
    """GET /clear: say what 结束并清空 deletes, and ask."""
    return _ask(request, "clear")


async def clear(request: Request) -> Response:
    """POST /clear: delete all that is kept about the person of this conversation, and end it."""
    door: Door = request.app.state.door
    if foreign(request):
        return refuse_foreign(request)
    known = door.sessions.of(request)
    if known and not await _erased(door, known):
        return HTMLResponse(render("error.html", text=words.NOT_CLEARED, look=look_of(request)), 503)
    response: Response = HTMLResponse(render("cleared.html", look=look_of(request)))
    response.headers["Clear-Site-Data"] = '"storage"'  # the draft that the page's script keeps
    door.keep(request, response, door.sessions.new())
    return response


async def _erased(door: Door, conversation: str) -> bool:
    """Have everything deleted as the talk itself does; False when it cannot be said that it is gone."""
    outcome = await door.chat.take(Message(_ERASE[0], conversation))
    if outcome.failure:
        return False  # a yes now could be taken for the answer to something else
    outcome = await door.chat.take(Message(_ERASE[1], conversation))
    return outcome.conversation != conversation


async def download(request: Request) -> Response:
    """GET /talk.txt: the talk as plain text, with the person's own numbers, for them to keep."""
    door: Door = request.app.state.door
    known = door.sessions.of(request)
    said = entries(await door.chat.lines(known)) if known else []
    today = datetime.date.today()
    parts = [f"伊助 · 对话记录，{today.year}年{today.month}月{today.day}日存下", words.SAVED_NOTE]
    parts += [f"{one.who}：\n" + "\n".join(line.text for line in one.lines) for one in said]
    name = f"yizhu-{today.isoformat()}.txt"
    return PlainTextResponse(
        "\n\n".join(parts) + "\n", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _ask(request: Request, what: str) -> Response:
    return HTMLResponse(render("sure.html", what=what, look=look_of(request)))
