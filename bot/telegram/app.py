"""The Telegram application: wired to the inbox, polling or behind a webhook."""

import contextlib
import json
import logging
from contextlib import AsyncExitStack

from telegram import BotCommand, Update
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, Application, ApplicationBuilder, ExtBot

from bot.doors.build import at_work
from bot.gateway.keeping import Keeping
from bot.settings import Settings
from bot.telegram import words
from bot.telegram.door import TelegramDoor
from bot.telegram.handlers import add_handlers
from bot.telegram.settings import TelegramSettings
from bot.telegram.updates import KeptUpdates
from casework.sealing import keyed_hash

logger = logging.getLogger("yizhu.telegram")

WANTED = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]


class TelegramApp:
    """One copy of the door; any number may run behind a webhook, one alone may poll."""

    def __init__(self, settings: Settings, telegram: TelegramSettings, keeping: Keeping) -> None:
        self._settings = settings
        self._telegram = telegram
        self._keeping = keeping
        self._updates = KeptUpdates()
        self._open = AsyncExitStack()
        self._application = self._build()

    def run(self) -> None:
        """Serve until SIGTERM; turns under way are finished first.

        Raises:
            telegram.error.InvalidToken: Telegram knows no such bot.
        """
        if not self._telegram.webhook:
            self._application.run_polling(allowed_updates=WANTED, bootstrap_retries=-1)
            return
        self._application.run_webhook(
            listen=self._telegram.listen,
            port=self._telegram.port,
            url_path=self._telegram.path,
            webhook_url=self._telegram.webhook,
            # The same in all copies, and nothing more to set: made from the installation's key.
            secret_token=keyed_hash("telegram webhook"),
            allowed_updates=WANTED,
            bootstrap_retries=-1,
        )

    def _build(self) -> "Application":
        application = (
            ApplicationBuilder()
            .token(self._telegram.token)
            .base_url(f"{self._telegram.api}/bot")
            .base_file_url(f"{self._telegram.api}/file/bot")
            .update_queue(self._updates)
            .rate_limiter(AIORateLimiter(max_retries=1))
            .concurrent_updates(True)
            .post_init(self._opened)
            .post_stop(self._stopped)
            .build()
        )
        add_handlers(application)
        return application

    async def _opened(self, application: "Application") -> None:
        bot: ExtBot[None] = application.bot
        porter = await self._open.enter_async_context(
            at_work(TelegramDoor(bot), self._settings, self._keeping)
        )
        self._updates.open(porter, bot)
        await _introduce(bot)
        logger.info(json.dumps({"event": "open", "webhook": bool(self._telegram.webhook)}))

    async def _stopped(self, application: "Application") -> None:
        await self._open.aclose()


async def _introduce(bot: "ExtBot[None]") -> None:
    """The menu of commands and the words on the empty page; a talk goes on without them."""
    with contextlib.suppress(TelegramError):
        await bot.set_my_commands([BotCommand(name, title) for name, title in words.MENU])
        await bot.set_my_short_description(words.ABOUT)
        await bot.set_my_description(words.BEFORE_START)
