"""Telegram as a door: what it can show, and how a piece gets to a person."""

import asyncio
import contextlib

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ChatAction, MessageLimit
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.doors.interface import Capabilities, Gone, Later, Piece, Undeliverable
from bot.doors.split import utf16

_QUICK = 0.8  # seconds within which most answers are there, and no sign is needed
_TYPING = 4.5  # seconds that Telegram shows the sign
_AGAIN = 2.0  # seconds to the next try after a failure of Telegram's side


class TelegramDoor:
    """Sends by the Bot API; see bot.doors.interface.Door."""

    name = "telegram"
    capabilities = Capabilities(buttons="inline", longest=int(MessageLimit.MAX_TEXT_LENGTH), measure=utf16)

    def __init__(self, bot: ExtBot[None]) -> None:
        self._bot = bot

    async def deliver(self, address: str, piece: Piece) -> None:
        """Send a message; then take away the buttons that led to it."""
        try:
            await self._bot.send_message(
                int(address),
                piece.text,
                reply_markup=_keyboard(piece),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except RetryAfter as error:
            wait = error.retry_after
            raise Later(wait if isinstance(wait, int) else wait.total_seconds()) from error
        except Forbidden as error:
            raise Gone from error
        except ChatMigrated as error:  # a group that caseworkers share has got another number
            return await self.deliver(str(error.new_chat_id), piece)
        except BadRequest as error:
            raise Undeliverable(type(error).__name__) from error
        except TelegramError as error:
            raise Later(_AGAIN) from error
        if piece.closes:
            with contextlib.suppress(TelegramError):  # an old message cannot be changed; its token is used up
                await self._bot.edit_message_reply_markup(int(address), int(piece.closes))

    async def busy(self, address: str) -> None:
        """Show “typing” until cancelled."""
        with contextlib.suppress(TelegramError):
            await asyncio.sleep(_QUICK)
            while True:
                await self._bot.send_chat_action(int(address), ChatAction.TYPING)
                await asyncio.sleep(_TYPING)


def _keyboard(piece: Piece) -> InlineKeyboardMarkup | None:
    """One button a line: large to hit, and read in order."""
    if not piece.buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(title, callback_data=token)] for title, token in piece.buttons]
    )
