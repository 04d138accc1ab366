"""What is done at once, beside the inbox: taps are confirmed, shut doors noted, faults logged by kind."""

import asyncio
import contextlib
import json
import logging

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError
from telegram.ext import Application, CallbackQueryHandler, ChatMemberHandler, ContextTypes

from casework import peers

logger = logging.getLogger("yizhu.telegram")


def add_handlers(application: "Application") -> None:
    """Register all of them."""
    application.add_handler(CallbackQueryHandler(_confirm))
    application.add_handler(ChatMemberHandler(_shut_or_opened, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(_fault)


async def _confirm(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """End the waiting sign on a tapped button, whatever comes of the tap."""
    if update.callback_query is not None:
        with contextlib.suppress(TelegramError):  # too old, or confirmed by another copy
            await update.callback_query.answer()


async def _shut_or_opened(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Someone blocked the bot, or came back."""
    change = update.my_chat_member
    if change is None or change.chat.type != ChatType.PRIVATE:
        return
    shut = change.new_chat_member.status == ChatMemberStatus.BANNED
    await asyncio.to_thread(peers.set_blocked, "telegram", str(change.chat.id), shut)


async def _fault(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Only the kind: words of an exception, and the update, hold what people said."""
    logger.error(json.dumps({"event": "fault", "kind": type(context.error).__name__}))
