"""What a message of WeChat means for the assistant; nothing of it is kept but what is returned."""

from bot.doors.interface import Incoming
from bot.wechat import menu, words
from bot.wechat.envelope import Fields

_UNREADABLE = {
    "image": words.PICTURE,
    "voice": words.VOICE,
    "video": words.VIDEO,
    "shortvideo": words.VIDEO,
    "file": words.FILE,
    "link": words.LINK,
    "location": words.PLACE,
}
_STICKER = "【收到不支持的消息类型，暂无法显示】"  # the text that WeChat puts in the place of one


def read(fields: Fields) -> Incoming | None:
    """The message in the fields; None when there is nothing to answer."""
    address = fields.get("FromUserName", "")
    kind = fields.get("MsgType", "")
    if not address or not kind:
        return None
    if kind == "event":
        return _event(fields, address)
    # Never without the person: whatever WeChat's numbers do, nobody gets an answer to somebody else.
    key = f"{address} {fields.get('MsgId') or fields.get('CreateTime', '') + kind}"
    if kind == "text":
        said = fields.get("Content", "")
        if said == _STICKER:
            return Incoming(key, address, "notice", first=words.STICKER)
        return Incoming(key, address, "text", said)
    if kind == "voice" and fields.get("Recognition"):
        heard = fields["Recognition"]
        return Incoming(key, address, "text", heard, first=words.HEARD.format(said=heard))
    return Incoming(key, address, "notice", first=_UNREADABLE.get(kind, words.OTHER))


def left(fields: Fields) -> bool:
    """Whether this person has unsubscribed: nothing can be sent to them any more."""
    return fields.get("MsgType") == "event" and fields.get("Event", "").lower() == "unsubscribe"


def _event(fields: Fields, address: str) -> Incoming | None:
    """Events have no number of their own; one is known again by who, when and what."""
    event, what = fields.get("Event", "").lower(), fields.get("EventKey", "")
    key = f"{address} {fields.get('CreateTime', '')} {event} {what}"
    if event == "subscribe":
        return Incoming(key, address, "order", "/greet", first=words.WELCOME)
    if event == "scan":
        return Incoming(key, address, "order", "/greet")
    if event != "click":
        return None  # a place sent by itself, a page opened from the menu, a report of WeChat
    if what in menu.ORDERS:
        return Incoming(key, address, "order", menu.ORDERS[what])
    if what == menu.EASY:
        return Incoming(key, address, "easy")
    return Incoming(key, address, "notice", first=words.PRIVACY if what == menu.PRIVACY else words.OTHER)
