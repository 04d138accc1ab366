"""The machine's side: /api/chat, /healthz, /livez, /readyz, /metrics."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.gateway.chat import Reply
from bot.gateway.door import Door
from bot.gateway.incoming import Refused, from_json
from policy_kb.current import refused as policy_refused


async def chat(request: Request) -> Response:
    """POST /api/chat: one message in JSON, the replies in JSON."""
    door: Door = request.app.state.door
    try:
        outcome = await door.enter(request, from_json)
    except Refused as refused:
        return JSONResponse({"error": refused.words}, refused.status, headers=refused.headers)
    switched = {} if outcome.easy is None else {"easy": outcome.easy}
    response = JSONResponse({"replies": [_as_json(reply) for reply in outcome.replies], **switched})
    door.settle(request, response, outcome)
    return response


async def letters(request: Request) -> Response:
    """GET /api/letters: what the office has written to this conversation since it last looked."""
    door: Door = request.app.state.door
    known = door.sessions.of(request)
    came = await door.chat.letters(known) if known else ()
    return JSONResponse({"letters": [_as_json(letter) for letter in came]})


async def health(request: Request) -> Response:
    """GET /healthz: 200 only while a message can be answered end to end.

    `policy_refused` says why changed policy data are not in force; the old ones still answer.
    """
    door: Door = request.app.state.door
    result = await door.probe.result()
    if why := await asyncio.to_thread(policy_refused):  # a thread: the first call reads the data
        result = {**result, "policy_refused": why}
    return JSONResponse(result, 200 if result["status"] == "ok" else 503)


async def live(request: Request) -> Response:
    """GET /livez: the gateway itself lives."""
    return PlainTextResponse("ok\n")


async def ready(request: Request) -> Response:
    """GET /readyz: 200 while this copy takes messages; a balancer asks another while its queue is full.

    Says nothing of what stands behind: with that away, the person still gets an honest word here.
    """
    door: Door = request.app.state.door
    return PlainTextResponse("ok\n") if door.turnstile.has_room else PlainTextResponse("full\n", 503)


async def metrics(request: Request) -> Response:
    """GET /metrics: counters for Prometheus."""
    door: Door = request.app.state.door
    page = await asyncio.to_thread(door.metrics.text, door.turnstile.inside)
    return Response(page, media_type="text/plain; version=0.0.4")


def _as_json(reply: Reply) -> dict[str, Any]:
    buttons = [{"title": title, "button": sealed} for title, sealed in reply.buttons]
    links = [{"title": title, "href": path} for title, path in reply.links]
    said: dict[str, Any] = {"text": reply.text, "buttons": buttons}
    if links:
        said["links"] = links
    if reply.office:
        said["office"] = True
    return said
