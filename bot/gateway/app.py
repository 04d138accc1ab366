"""The gateway: the only part that faces the world."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount, Route

from bot.desk import app as desk
from bot.gateway import api, applications, keys, leaving, pages, results, switches
from bot.gateway.buttons import Buttons
from bot.gateway.chat import Chat
from bot.gateway.chores import keep_house
from bot.gateway.door import Door
from bot.gateway.headers import SecurityHeaders
from bot.gateway.health import Probe
from bot.gateway.limits import Limits
from bot.gateway.metrics import Metrics
from bot.gateway.once import Once
from bot.gateway.order import Turnstile
from bot.gateway.privacy import Privacy
from bot.gateway.rasa import RasaClient
from bot.gateway.session import Sessions
from bot.settings import Settings
from bot.web.render import Assets


@dataclass(frozen=True)
class Keeping:
    """What the gateway needs from casework: the installation's secret and the vault for numbers."""

    secret: bytes
    privacy: Privacy


def build(settings: Settings, keeping: Keeping) -> Starlette:
    """Return the gateway's ASGI application."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        limits = httpx.Limits(max_connections=settings.running + 8)
        async with httpx.AsyncClient(limits=limits, trust_env=False) as http:
            app.state.public_base = settings.public_base
            app.state.door = _door(settings, keeping, http)
            housekeeping = asyncio.create_task(keep_house())
            yield
            housekeeping.cancel()

    return Starlette(
        routes=[
            Route("/", pages.home),
            Route("/", pages.say, methods=["POST"]),
            Route("/say", pages.say, methods=["POST"]),
            Route("/easy", switches.easy, methods=["POST"]),
            Route("/look", switches.look, methods=["POST"]),
            Route("/restart", leaving.ask_restart),
            Route("/restart", leaving.restart, methods=["POST"]),
            Route("/clear", leaving.ask_clear),
            Route("/clear", leaving.clear, methods=["POST"]),
            Route("/talk.txt", leaving.download),
            Route("/accessibility", pages.accessibility),
            Mount("/desk", desk.build()),
            Route("/result/{token}.txt", results.text),
            Route("/result/{token}", results.page),
            Route("/application/{token}.txt", applications.text),
            Route("/application/{token}", applications.page),
            Route("/api/chat", api.chat, methods=["POST"]),
            Route("/api/letters", api.letters),
            Route("/healthz", api.health),
            Route("/livez", api.live),
            Route("/metrics", api.metrics),
            Mount("/static", GZipMiddleware(Assets())),
        ],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={HTTPException: pages.error, Exception: pages.error},
        lifespan=lifespan,
    )


def _door(settings: Settings, keeping: Keeping, http: httpx.AsyncClient) -> Door:
    rasa = RasaClient(settings.rasa_url, settings.channel_secret, http)
    sessions = Sessions(keys.derive(keeping.secret, "cookie"))
    buttons = Buttons(keys.fernet(keeping.secret, "buttons"))
    turnstile = Turnstile(settings.running, settings.waiting, settings.per_conversation_queue)
    metrics = Metrics()
    return Door(
        chat=Chat(rasa, keeping.privacy, buttons, turnstile, metrics, sessions, settings.deadline),
        buttons=buttons,
        sessions=sessions,
        limits=Limits(settings.per_conversation, settings.per_address, settings.rate_limited),
        turnstile=turnstile,
        metrics=metrics,
        probe=Probe(rasa, settings.actions_url, http),
        once=Once(),
    )
