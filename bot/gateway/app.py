"""The gateway: the only part that faces the world."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Mount, Route

from bot.desk import app as desk
from bot.doors.build import chat_for_doors
from bot.gateway import api, applications, keys, leaving, pages, results, switches
from bot.gateway.buttons import Buttons
from bot.gateway.chat import Chat
from bot.gateway.chores import keep_house
from bot.gateway.door import Door
from bot.gateway.headers import SecurityHeaders
from bot.gateway.health import Probe
from bot.gateway.keeping import Keeping
from bot.gateway.limits import Limits
from bot.gateway.metrics import Metrics
from bot.gateway.once import Once
from bot.gateway.order import Turnstile
from bot.gateway.owed import OwedFigures
from bot.gateway.rasa import RasaClient
from bot.gateway.session import Sessions
from bot.gateway.shared_limits import limits_of
from bot.settings import Settings
from bot.web.render import Assets
from bot.wechat.app import Wechat
from bot.wechat.settings import WechatSettings


def build(settings: Settings, keeping: Keeping, account: WechatSettings | None = None) -> Starlette:
    """Return the gateway's ASGI application; `account`: a WeChat account whose messages come here too."""
    wechat = Wechat(account, settings) if account else None

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        size = httpx.Limits(max_connections=settings.running + 8)
        async with httpx.AsyncClient(limits=size, trust_env=False) as http, limits_of(settings) as limits:
            app.state.public_base = settings.public_base
            app.state.door = _door(settings, keeping, http, limits)
            housekeeping = asyncio.create_task(keep_house())
            async with _doors(wechat, app.state.door, settings, keeping, http):
                yield
            housekeeping.cancel()

    return Starlette(
        routes=[*_routes(), *(wechat.routes() if wechat else ())],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={HTTPException: pages.error, Exception: pages.error},
        lifespan=lifespan,
    )


def _routes() -> list[BaseRoute]:
    return [
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
        Route("/readyz", api.ready),
        Route("/metrics", api.metrics),
        Mount("/static", GZipMiddleware(Assets())),
    ]


@asynccontextmanager
async def _doors(
    wechat: Wechat | None, web: Door, settings: Settings, keeping: Keeping, http: httpx.AsyncClient
) -> AsyncIterator[None]:
    """The doors beside the web that live in this process, at work."""
    if wechat is None:
        yield
        return
    chat = chat_for_doors(settings, keeping, http, web.turnstile, web.metrics)
    async with wechat.running(chat, http):
        yield


def _door(settings: Settings, keeping: Keeping, http: httpx.AsyncClient, limits: Limits) -> Door:
    rasa = RasaClient(settings.rasa_urls, settings.channel_secret, http)
    sessions = Sessions(keys.derive(keeping.secret, "cookie"))
    buttons = Buttons(keys.fernet(keeping.secret, "buttons"))
    turnstile = Turnstile(settings.running, settings.waiting, settings.per_conversation_queue)
    metrics = Metrics()
    metrics.registry.register(OwedFigures())
    return Door(
        chat=Chat(rasa, keeping.privacy, buttons, turnstile, metrics, sessions, settings.deadline),
        buttons=buttons,
        sessions=sessions,
        limits=limits,
        turnstile=turnstile,
        metrics=metrics,
        probe=Probe(rasa, settings.actions_url, http),
        once=Once(),
    )
