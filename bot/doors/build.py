"""The way to the assistant for a door: the same `Chat` as the web's, and a porter at work."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from bot.doors.interface import Door
from bot.doors.porter import Porter
from bot.gateway import keys
from bot.gateway.chat import Chat
from bot.gateway.keeping import Keeping
from bot.gateway.metrics import Metrics
from bot.gateway.order import Turnstile
from bot.gateway.rasa import RasaClient
from bot.gateway.session import Sessions
from bot.settings import Settings


class Bare:
    """Buttons as they are: the porter keeps the payload in the database and gives out a token."""

    def seal(self, title: str, payload: str, conversation: str) -> str:
        """The payload itself."""
        return payload


def chat_for_doors(
    settings: Settings, keeping: Keeping, http: httpx.AsyncClient, turnstile: Turnstile, metrics: Metrics
) -> Chat:
    """The heart of the gateway for doors whose messages wait in the inbox."""
    return Chat(
        RasaClient(settings.rasa_urls, settings.channel_secret, http),
        keeping.privacy,
        Bare(),
        turnstile,
        metrics,
        Sessions(keys.derive(keeping.secret, "cookie")),
        settings.deadline,
    )


@asynccontextmanager
async def at_work(door: Door, settings: Settings, keeping: Keeping) -> AsyncIterator[Porter]:
    """A porter that works for `door` in a process of the door's own; at the end turns are finished first."""
    limits = httpx.Limits(max_connections=settings.running + 8)
    async with httpx.AsyncClient(limits=limits, trust_env=False) as http:
        turnstile = Turnstile(settings.running, settings.waiting, settings.per_conversation_queue)
        chat = chat_for_doors(settings, keeping, http, turnstile, Metrics())
        porter = Porter(door, chat, settings.public_base, settings.running)
        porter.start()
        try:
            yield porter
        finally:
            await porter.stop(settings.deadline)
