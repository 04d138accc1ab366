"""WeChat's signatures and its encryption of messages (“消息加解密”): SHA-1, AES-256-CBC, blocks of 32 bytes.

Own code: the libraries that are there (wechatpy, WeRoBot) are no longer kept up, and this is all of it.
"""

import base64
import binascii
import hashlib
import hmac
import os
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_BLOCK = 32  # bytes, twice the block of AES: what the protocol fills up to
_RANDOM = 16  # bytes before the length, so that equal messages look different
_LENGTH = 4  # bytes, big-endian


class BadCipherText(ValueError):
    """What came is not encrypted with this key for this account."""


def signature(*parts: str) -> str:
    """The signature over the token and what is signed with it: 40 hex digits; the order does not matter."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


def signed(claimed: str, *parts: str) -> bool:
    """Whether `claimed` is the signature over `parts`, compared in constant time."""
    return hmac.compare_digest(signature(*parts).encode(), claimed.encode())


class MessageCipher:
    """Encrypts and opens the messages of one account."""

    def __init__(self, aes_key: str, app_id: str) -> None:
        """`aes_key`: the 43 characters of EncodingAESKey."""
        key = base64.b64decode(f"{aes_key}=")
        self._cipher = Cipher(algorithms.AES(key), modes.CBC(key[:16]))
        self._app_id = app_id.encode()

    def close(self, plain: bytes) -> str:
        """Encrypt; the result is Base64."""
        whole = os.urandom(_RANDOM) + struct.pack(">I", len(plain)) + plain + self._app_id
        fill = _BLOCK - len(whole) % _BLOCK
        encryptor = self._cipher.encryptor()
        sealed = encryptor.update(whole + bytes([fill]) * fill) + encryptor.finalize()
        return base64.b64encode(sealed).decode()

    def open(self, sealed: str) -> bytes:
        """Decrypt what `close` made.

        Raises:
            BadCipherText: another key, another account, or damaged.
        """
        try:
            decryptor = self._cipher.decryptor()
            whole = decryptor.update(base64.b64decode(sealed)) + decryptor.finalize()
        except (binascii.Error, ValueError) as error:
            raise BadCipherText("not encrypted") from error
        fill = whole[-1] if whole else 0
        if not 1 <= fill <= _BLOCK or whole[-fill:] != bytes([fill]) * fill:
            raise BadCipherText("padding")
        begin = _RANDOM + _LENGTH
        end = begin + int.from_bytes(whole[_RANDOM:begin], "big")
        if whole[end:-fill] != self._app_id:
            raise BadCipherText("another account")
        return whole[begin:end]
