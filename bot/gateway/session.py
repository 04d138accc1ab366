"""Who is speaking: a random conversation id in a signed cookie, and nothing else about the person."""

import hashlib
import re
import secrets
import time

from itsdangerous import BadSignature, TimestampSigner
from starlette.requests import Request
from starlette.responses import Response

COOKIE = "yizhu"
LIFETIME = 30 * 24 * 3600  # seconds: long enough to come back for an unfinished application
_ID = re.compile(r"[0-9a-f]{32}")


class Sessions:
    """Reads and writes the cookie."""

    def __init__(self, key: bytes) -> None:
        self._signer = TimestampSigner(key, salt="conversation", digest_method=hashlib.sha256)
        self._key = key[:32]

    @staticmethod
    def new() -> str:
        """A fresh conversation id: 128 random bits in hexadecimal."""
        return secrets.token_hex(16)

    def of(self, request: Request) -> str | None:
        """The conversation of this request, None when the cookie is missing, forged or too old."""
        try:
            signed, since = self._signer.unsign(request.cookies.get(COOKIE, ""), return_timestamp=True)
            value = signed.decode()
        except (BadSignature, UnicodeError):
            return None
        # One from the future is good: clocks are set back, and those of two copies differ. (`max_age` of
        # the signer would refuse it, and the person would lose their talk.)
        if time.time() - since.timestamp() > LIFETIME:
            return None
        return value if _ID.fullmatch(value) else None

    def keep(self, response: Response, conversation: str, secure: bool) -> None:
        """Put the conversation into the answer's cookie; `secure` when the request came by https."""
        response.set_cookie(
            COOKIE,
            self._signer.sign(conversation).decode(),
            max_age=LIFETIME,
            httponly=True,
            samesite="lax",
            secure=secure,
            path="/",
        )

    def alias(self, conversation: str) -> str:
        """A short keyed hash for logs: tells conversations apart, leads back to none."""
        return hashlib.blake2s(conversation.encode(), key=self._key, digest_size=6).hexdigest()
