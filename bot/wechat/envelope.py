"""What travels between WeChat and us: checked and opened on the way in, wrapped on the way out."""

import re
import secrets
import time
from collections.abc import Mapping
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from bot.wechat.cipher import BadCipherText, MessageCipher, signature, signed
from bot.wechat.settings import WechatSettings

FRESH = 600  # seconds that a signature holds; WeChat repeats a message for 15 seconds
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Fields = dict[str, str]


class Refused(Exception):
    """A request that is not WeChat's, or cannot be read; `reason` is a word for the log, nothing personal."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Envelope:
    """Opens and closes for one account."""

    def __init__(self, settings: WechatSettings) -> None:
        self._token = settings.token
        self._cipher = MessageCipher(settings.aes_key, settings.app_id) if settings.aes_key else None

    def check(self, query: Mapping[str, str]) -> None:
        """Check that a request is WeChat's and new.

        Raises:
            Refused: signed with another token, or long ago.
        """
        stamp = query.get("timestamp", "")
        if not signed(query.get("signature", ""), self._token, stamp, query.get("nonce", "")):
            raise Refused("signature")
        if not stamp.isdecimal() or abs(time.time() - int(stamp)) > FRESH:
            raise Refused("stale")  # an old one played again, or one of the two clocks is wrong

    def open(self, query: Mapping[str, str], body: bytes) -> Fields:
        """The fields of a message whose request was checked.

        Raises:
            Refused: broken, hostile, or not encrypted as it has to be.
        """
        fields = _fields(body)
        sealed = fields.get("Encrypt")
        if self._cipher is None:
            if "MsgType" not in fields:
                raise Refused("encrypted" if sealed else "no message")
            return fields
        if not sealed:
            raise Refused("not encrypted")  # else whoever knows a plain signature could leave out the other
        claimed = query.get("msg_signature", "")
        if not signed(claimed, self._token, query.get("timestamp", ""), query.get("nonce", ""), sealed):
            raise Refused("signature")
        try:
            return _fields(self._cipher.open(sealed))
        except BadCipherText as error:
            raise Refused("cipher") from error

    def reply(self, message: Fields, text: str) -> bytes:
        """A text in answer to a message, as the body of the response."""
        xml = (
            f"<xml><ToUserName>{_quoted(message['FromUserName'])}</ToUserName>"
            f"<FromUserName>{_quoted(message['ToUserName'])}</FromUserName>"
            f"<CreateTime>{int(time.time())}</CreateTime><MsgType>{_quoted('text')}</MsgType>"
            f"<Content>{_quoted(text)}</Content></xml>"
        )
        if self._cipher is None:
            return xml.encode()
        sealed, stamp, nonce = self._cipher.close(xml.encode()), str(int(time.time())), secrets.token_hex(8)
        return (
            f"<xml><Encrypt>{_quoted(sealed)}</Encrypt>"
            f"<MsgSignature>{_quoted(signature(self._token, stamp, nonce, sealed))}</MsgSignature>"
            f"<TimeStamp>{stamp}</TimeStamp><Nonce>{_quoted(nonce)}</Nonce></xml>"
        ).encode()


def _fields(body: bytes) -> Fields:
    """The values of a message; what is nested deeper (details of pictures sent from a menu) is not needed."""
    try:
        root = ElementTree.fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Refused("xml") from error
    if root.tag != "xml":
        raise Refused("xml")
    return {child.tag: (child.text or "").strip() for child in root}


def _quoted(text: str) -> str:
    return f"<![CDATA[{_NOT_IN_XML.sub('', text).replace(']]>', ']]]]><![CDATA[>')}]]>"
