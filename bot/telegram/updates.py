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

    def __init__(self) -> None:
        super().__init__()
        self.porter: Porter
        self.bot: ExtBot[None]

    async def put(self, item: object) -> None:
        """Keep the message of an update, then pass the update on to the handlers.

        Raises:
            NetworkError: it could not be kept; Telegram's side is asked to repeat it.
        """
        if isinstance(item, Update):
            incoming = read(item, self.bot.id, self.bot.username)
            if incoming is not None:
                try:
                    await self.porter.receive(incoming)
                except CaseworkError as error:
                    raise NetworkError("the inbox is away") from error
        await super().put(item)
