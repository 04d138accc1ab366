"""Signatures and encryption against vectors that others have published.

The first set is that of WeChat's own sample code (WXBizMsgCrypt), the second of wechatpy's tests.
"""

from xml.etree import ElementTree

import pytest

from bot.wechat import cipher
from bot.wechat.cipher import BadCipherText, MessageCipher, signature, signed

TOKEN, APP_ID = "QDG6eK", "wx5823bf96d3bd56c7"
AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
SEALED = (
    "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/s"
    "YYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJ"
    "YuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGU"
    "callcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDY"
    "A5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=="
)
SEALED_ECHO = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="

OTHER_KEY, OTHER_APP_ID = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR", "wx49f0ab532d5d035a"
OTHER_PLAIN = """<xml>
<MsgType><![CDATA[text]]></MsgType>
<Content><![CDATA[test]]></Content>
<FromUserName><![CDATA[wx49f0ab532d5d035a]]></FromUserName>
<ToUserName><![CDATA[messense]]></ToUserName>
<AgentID>1</AgentID>
<CreateTime>1411525903</CreateTime>
</xml>"""
OTHER_SEALED = (
    "9s4gMv99m88kKTh/H8IdkOiMg6bisoy3ypwy9H4hvSPe9nsGaqyw5hhSjdYbcrKk+j3nba4HMOTzHrluLBYqxgNcBqGsL8GqxlhZgURn"
    "AtObvesEl5nZ+uBE8bviY0LWke8Zy9V/QYKxNV2FqllNXcfmstttyIkMKCCmVbCFM2JTF5wY0nFhHZSjPUL2Q1qvSUCUld+/WIXrx0oy"
    "KQmpB6o8NRrrNrsDf03oxI1p9FxUgMnwKKZeOA/uu+2IEvEBtb7muXsVbwbgX05UPPJvFurDXafG0RQyPR+mf1nDnAtQmmNOuiR5MIkd"
    "Q39xn1vWwi1O5oazPoQJz0nTYjxxEE8kv3kFxtAGVRe3ypD3WeK2XeFYFMNMpatF9XiKzHo3"
)


def test_the_published_signatures_are_right() -> None:
    assert signature(TOKEN, "1409659813", "1372623149", SEALED) == "477715d11cdb4164915debcba66cb864d751f3e6"
    assert signature(TOKEN, "1409659589", "263014780", SEALED_ECHO) == (
        "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3"
    )
    assert signature("123456", "1411525903", "461056294", OTHER_SEALED) == (
        "407518b7649e86ef23978113f92d27afa9296533"
    )


def test_another_nonce_is_not_signed() -> None:
    good = "477715d11cdb4164915debcba66cb864d751f3e6"
    assert signed(good, TOKEN, "1409659813", "1372623149", SEALED)
    assert not signed(good, TOKEN, "1409659813", "1372623148", SEALED)
    assert not signed("", TOKEN, "1409659813", "1372623149", SEALED)
    assert not signed("签名", TOKEN, "1409659813", "1372623149", SEALED)


def test_the_published_messages_open() -> None:
    opened = ElementTree.fromstring(MessageCipher(AES_KEY, APP_ID).open(SEALED))
    assert opened.findtext("FromUserName") == "mycreate"
    assert opened.findtext("Content") == "hello"
    assert MessageCipher(AES_KEY, APP_ID).open(SEALED_ECHO) == b"1616140317555161061"


def test_closing_gives_the_published_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher.os, "urandom", lambda size: b"1234567890123456"[:size])
    assert MessageCipher(OTHER_KEY, OTHER_APP_ID).close(OTHER_PLAIN.encode()) == OTHER_SEALED


@pytest.mark.parametrize("length", [0, 1, 11, 12, 13, 31, 32, 2048])
def test_any_length_comes_back(length: int) -> None:
    ours = MessageCipher(AES_KEY, APP_ID)
    assert ours.open(ours.close(b"x" * length)) == b"x" * length


def test_what_is_not_ours_does_not_open() -> None:
    ours = MessageCipher(AES_KEY, APP_ID)
    foreign = (
        OTHER_SEALED,  # another key
        MessageCipher(AES_KEY, "wx0000000000000000").close(b"hello"),  # another account
        SEALED[:-24],  # cut
        "",
        "AAAA",
        "不是密文",
    )
    for sealed in foreign:
        with pytest.raises(BadCipherText):
            ours.open(sealed)
