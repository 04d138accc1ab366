"""The Telegram application: wired to the inbox, polling or behind a webhook."""

import httpx
from telegram import BotCommand, Update
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, Application, ApplicationBuilder, ExtBot

from bot.doors.build import chat_for_doors
from bot.doors.porter import Porter
from bot.gateway.metrics import Metrics
from bot.gateway.order import Turnstile
from bot.gateway.privacy import Privacy
from bot.settings import Settings
from bot.telegram import words
from bot.telegram.door import TelegramDoor
from bot.telegram.handlers import add_handlers
from bot.telegram.settings import TelegramSettings
from bot.telegram.updates import KeptUpdates
from casework.sealing import keyed_hash

WANTED = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]


class TelegramApp:
    """One copy of the door; any number may run behind a webhook, one alone may poll."""

    def __init__(
        self, settings: Settings, telegram: TelegramSettings, secret: bytes, privacy: Privacy
    ) -> None:
        self._settings = settings
        self._telegram = telegram
        self._secret = secret
        self._privacy = privacy
        self._updates = KeptUpdates()
        self._http: httpx.AsyncClient
        self._porter: Porter
        self.application = self._build()

    def run(self) -> None:
        """Serve until SIGTERM; turns under way are finished first."""
        if self._telegram.webhook:
            self.application.run_webhook(
                listen=self._telegram.listen,
                port=self._telegram.port,
                url_path=self._telegram.path,
                webhook_url=self._telegram.webhook,
                # The same in all copies, and nothing more to set: made from the installation's key.
                secret_token=keyed_hash("telegram webhook"),
                allowed_updates=WANTED,
                bootstrap_retries=-1,
            )
        else:
            self.application.run_polling(allowed_updates=WANTED, bootstrap_retries=-1)

    def _build(self) -> "Application":  # type: ignore[type-arg]
        builder = (
            ApplicationBuilder()
            .token(self._telegram.token)
            .base_url(f"{self._telegram.api}/bot")
            .base_file_url(f"{self._telegram.api}/file/bot")
            .update_queue(self._updates)
            .rate_limiter(AIORateLimiter(max_retries=1))
            .concurrent_updates(True)
            .post_init(self._opened)
            .post_stop(self._stopped)
            .post_shutdown(self._closed)
        )
        application = builder.build()
        add_handlers(application)
        return application

    async def _opened(self, application: "Application") -> None:  # type: ignore[type-arg]
        settings = self._settings
        self._http = httpx.AsyncClient(
            limits=httpx.Limits(max_connections=settings.running + 8), trust_env=False
        )
        turnstile = Turnstile(settings.running, settings.waiting, settings.per_conversation_queue)
        chat = chat_for_doors(settings, self._secret, self._privacy, self._http, turnstile, Metrics())
        bot: ExtBot[None] = application.bot
        self._porter = Porter(TelegramDoor(bot), chat, settings.running)
        self._updates.porter, self._updates.bot = self._porter, bot
        await _introduce(bot)
        self._porter.start()

    async def _stopped(self, application: "Application") -> None:  # type: ignore[type-arg]
        await self._porter.stop(self._settings.deadline)

    async def _closed(self, application: "Application") -> None:  # type: ignore[type-arg]
        await self._http.aclose()


async def _introduce(bot: "ExtBot[None]") -> None:
    """The menu of commands and the words on the empty page; a talk goes on without them."""
    try:
        await bot.set_my_commands([BotCommand(name, title) for name, title in words.MENU])
        await bot.set_my_short_description(words.ABOUT)
    except TelegramError:
        return
