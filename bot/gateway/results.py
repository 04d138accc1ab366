"""The page of a result: large, printable, without JavaScript, also as plain text; gone after its time."""

import io
from dataclasses import dataclass

import segno
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from bot.gateway import words
from bot.gateway.look import look_of
from bot.web.render import render
from casework.clock import local
from casework.errors import CaseworkError
from casework.results import KeptResult, find_result
from policy_kb.current import current
from policy_kb.kb import KnowledgeBase
from policy_kb.result.model import Result
from policy_kb.result.text import day_words, full_text

#: Such a page is one person's alone: no search engine, no shared cache.
PRIVATE = {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}


@dataclass(frozen=True)
class _Told:
    """A kept result, and whether the policy data has changed since it was told."""

    kb: KnowledgeBase
    kept: KeptResult
    result: Result

    @property
    def changed(self) -> bool:
        return self.kept.kb_version != self.kb.version


async def page(request: Request) -> Response:
    """GET /result/<token>."""
    told = await run_in_threadpool(_find, request.path_params["token"])
    if told is None:
        return HTMLResponse(
            render("error.html", text=words.RESULT_GONE, look=look_of(request)), 404, headers=PRIVATE
        )
    base = request.app.state.public_base
    shown = render(
        "result.html",
        look=look_of(request),
        r=told.result,
        day=day_words(told.result.on),
        until=day_words(local(told.kept.expires_at).date().isoformat()),
        changed=told.changed,
        version=told.kept.kb_version,
        text_path=f"{request.url.path}.txt",
        qr=qr_code(base + request.url.path) if base else "",
    )
    return HTMLResponse(shown, headers=PRIVATE)


async def text(request: Request) -> Response:
    """GET /result/<token>.txt."""
    told = await run_in_threadpool(_find, request.path_params["token"])
    if told is None:
        return PlainTextResponse(words.RESULT_GONE + "\n", 404, headers=PRIVATE)
    return PlainTextResponse(full_text(told.kb, told.result, told.changed), headers=PRIVATE)


def _find(token: str) -> _Told | None:
    try:
        kept = find_result(token)
    except CaseworkError as error:  # the database does not answer: an apology, not “it is gone”
        raise HTTPException(503) from error
    return None if kept is None else _Told(current(), kept, Result.read(kept.told))


def qr_code(address: str) -> str:
    """An address as an SVG to put into the page."""
    drawn = io.BytesIO()
    segno.make(address, micro=False, error="m").save(
        drawn, kind="svg", scale=5, border=4, xmldecl=False, svgns=False, dark="#000", light="#fff"
    )
    return drawn.getvalue().decode()
