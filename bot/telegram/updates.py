"""The queue between Telegram and us: an update is in the inbox before Telegram hears that we have it."""

import asyncio

from telegram import Update
from telegram.error import NetworkError
from telegram.ext import ExtBot

from bot.doors.porter import Porter
from bot.telegram.reading import read
from casework.errors import CaseworkError


class KeptUpdates(asyncio.Queue[object]):
    """Both ways in put updates here and confirm them only afterwards.

    Polling confirms with the next question, the webhook with its answer; a failure here makes Telegram
    send the same updates again, and those that the inbox has already are known by their number.
    """

    def open(self, porter: Porter, bot: ExtBot[None]) -> None:
        """Whom to hand messages to, and who we are; before the first update comes."""
        self._porter = porter
        self._bot = bot

    async def put(self, item: object) -> None:
        """Keep the message of an update, then pass the update on to the handlers.

        Raises:
            NetworkError: it could not be kept; Telegram's side is asked to repeat it.
        """
        if isinstance(item, Update):
            incoming = read(item, self._bot.id, self._bot.username)
            if incoming is not None:
                try:
                    await self._porter.receive(incoming)
                except CaseworkError as error:
                    raise NetworkError("the inbox is away") from error
        await super().put(item)
