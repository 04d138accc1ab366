"""The way to the assistant for a door: the same `Chat` as the web's, without the page's memory."""

import httpx

from bot.gateway import keys
from bot.gateway.chat import Chat
from bot.gateway.metrics import Metrics
from bot.gateway.order import Turnstile
from bot.gateway.privacy import Privacy
from bot.gateway.rasa import RasaClient
from bot.gateway.session import Sessions
from bot.settings import Settings


class Bare:
    """Buttons as they are: the porter keeps the payload in the database and gives out a token."""

    def seal(self, title: str, payload: str, conversation: str) -> str:
        """The payload itself."""
        return payload


def chat_for_doors(
    settings: Settings,
    secret: bytes,
    privacy: Privacy,
    http: httpx.AsyncClient,
    turnstile: Turnstile,
    metrics: Metrics,
) -> Chat:
    """The heart of the gateway for doors whose messages wait in the inbox."""
    return Chat(
        RasaClient(settings.rasa_url, settings.channel_secret, http),
        privacy,
        Bare(),
        None,
        turnstile,
        metrics,
        Sessions(keys.derive(secret, "cookie")),
        settings.deadline,
    )
