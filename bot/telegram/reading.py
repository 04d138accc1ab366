"""What an update of Telegram means for the assistant; nothing of it is kept but what is returned."""

from telegram import CallbackQuery, Message, MessageEntity, Update
from telegram.constants import ChatType

from bot.doors.interface import Incoming
from bot.telegram import words

_ORDERS = {
    "start": "/greet",
    "check": "/assess",
    "callback": "/callback",
    "status": "/callback_status",
    "delete": "/delete_data",
    "help": "/capability",
}
# In this order: an animation is also a document, a venue also has a location.
_UNREADABLE = (
    ("sticker", words.STICKER),
    ("animation", words.STICKER),
    ("photo", words.PHOTO),
    ("voice", words.VOICE),
    ("audio", words.VOICE),
    ("video", words.VIDEO),
    ("video_note", words.VIDEO),
    ("document", words.FILE),
    ("venue", words.PLACE),
    ("location", words.PLACE),
    ("poll", words.OTHER),
    ("dice", words.STICKER),
    ("story", words.OTHER),
)


def read(update: Update, bot_id: int, username: str) -> Incoming | None:
    """The message in an update; None when there is nothing to answer.

    `bot_id` and `username` are our own: in a group only what is addressed to us is answered.
    """
    key = f"{bot_id}:{update.update_id}"
    if update.callback_query:
        return _press(key, update.callback_query)
    message = update.message or update.edited_message
    if message is None:
        return _joined(key, update, username)
    if message.from_user is not None and message.from_user.is_bot:
        return None
    address = str(message.chat.id)
    if message.chat.type != ChatType.PRIVATE:
        if update.edited_message or not _to_us(message, bot_id, username):
            return None
        if _command(message) == "id":
            return Incoming(key, address, "notice", first=words.CHAT_ID.format(number=address))
        return Incoming(key, address, "notice", first=_to_private(username))
    if update.edited_message:
        return Incoming(key, address, "notice", first=words.EDITED) if message.text else None
    return _private(key, address, message)


def _press(key: str, query: CallbackQuery) -> Incoming | None:
    if query.message is None or not query.data:
        return None
    origin = str(query.message.message_id)
    return Incoming(key, str(query.message.chat.id), "press", query.data, origin=origin)


def _private(key: str, address: str, message: Message) -> Incoming | None:
    if message.contact:
        return Incoming(key, address, "text", _number(message.contact.phone_number))
    if message.text:
        command = _command(message)
        if command is None:
            return Incoming(key, address, "text", message.text)
        return _ordered(key, address, command)
    said = next((said for kind, said in _UNREADABLE if getattr(message, kind, None)), None)
    if said is None:
        return None  # a service message: something was pinned, a timer was set
    if message.caption:
        return Incoming(key, address, "text", message.caption, first=words.CAPTION)
    if message.media_group_id:
        key = f"album {message.media_group_id}"  # one word for ten pictures sent together
    return Incoming(key, address, "notice", first=said)


def _ordered(key: str, address: str, command: str) -> Incoming:
    if command in _ORDERS:
        return Incoming(key, address, "order", _ORDERS[command])
    if command == "easy":
        return Incoming(key, address, "easy")
    said = {"privacy": words.PRIVACY, "id": words.CHAT_ID.format(number=address)}
    return Incoming(key, address, "notice", first=said.get(command, words.UNKNOWN_COMMAND))


def _command(message: Message) -> str | None:
    """The command that a message begins with: `/check@bot x` is `check`."""
    first = message.entities[0] if message.entities else None
    if first is None or first.type != MessageEntity.BOT_COMMAND or first.offset != 0:
        return None
    return str(message.parse_entity(first))[1:].split("@")[0].lower()


def _to_us(message: Message, bot_id: int, username: str) -> bool:
    """Whether something said in a group is meant for us."""
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == bot_id:
        return True
    named = f"@{username}".lower()
    for part in message.parse_entities([MessageEntity.MENTION, MessageEntity.BOT_COMMAND]).values():
        if part.lower().endswith(named) or (part.startswith("/") and "@" not in part):
            return True
    return False


def _joined(key: str, update: Update, username: str) -> Incoming | None:
    """We were taken into a group: say at once that a group is no place for this."""
    change = update.my_chat_member
    if change is None or change.chat.type not in {ChatType.GROUP, ChatType.SUPERGROUP}:
        return None
    if change.new_chat_member.status != "member" or change.old_chat_member.status == "member":
        return None
    return Incoming(key, str(change.chat.id), "notice", first=_to_private(username))


def _to_private(username: str) -> str:
    return words.GROUP.format(link=f"https://t.me/{username}")


def _number(shared: str) -> str:
    """A shared number as people type it: without +86."""
    digits = "".join(sign for sign in shared if sign.isdigit())
    return digits[2:] if len(digits) == 13 and digits.startswith("86") else shared
