"""What may come in by the web: checked, cleaned, and refused in plain words."""

import json
import re
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from bot.gateway import words
from bot.gateway.buttons import Buttons, Pressed, UnknownButton
from bot.gateway.clean import clean

LONGEST_TEXT = 2000  # characters
LARGEST_BODY = 64 * 1024  # bytes: 2,000 characters, each escaped twice over in JSON, and room to spare


_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


@dataclass(frozen=True)
class Said:
    """A checked message: typed text or an opened button, and the sender's own id of it, if there is one."""

    what: str | Pressed
    id: str | None = None


class Refused(Exception):
    """A request that is not taken.

    Holds the HTTP status, the words for the person, a label for the metrics, and after how many
    seconds to try again (0: that would not help).
    """

    def __init__(self, status: int, words: str, reason: str, retry_after: int = 0) -> None:
        super().__init__(reason)
        self.status = status
        self.words = words
        self.reason = reason
        self.headers = {"Retry-After": str(retry_after)} if retry_after else {}


async def body(request: Request) -> bytes:
    """Read the body; raise Refused (413) as soon as it is larger than anything we take."""
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > LARGEST_BODY:
        raise Refused(413, words.TOO_BIG, "too_big")
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BODY:
            raise Refused(413, words.TOO_BIG, "too_big")
        parts.append(part)
    return b"".join(parts)


def from_json(raw: bytes, buttons: Buttons, conversation: str | None) -> Said:
    """Read `{"text": ...}` or `{"button": ...}`, with `"id"` or without.

    Raise Refused (400) for everything else.
    """
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Refused(400, words.MALFORMED, "malformed") from error
    if not isinstance(said, dict) or ("text" in said) == ("button" in said):
        raise Refused(400, words.MALFORMED, "malformed")
    return read(said, buttons, conversation)


def read(said: dict[str, Any], buttons: Buttons, conversation: str | None) -> Said:
    """Check one of `text` and `button`, and `id`; raise Refused (400) when it cannot be used."""
    once = said.get("id")
    if once is not None and not (isinstance(once, str) and _ID.fullmatch(once)):
        raise Refused(400, words.MALFORMED, "malformed")
    value = said["text"] if "text" in said else said["button"]
    if not isinstance(value, str):
        raise Refused(400, words.MALFORMED, "malformed")
    if "button" in said:
        try:
            return Said(buttons.open(value, conversation), once)
        except UnknownButton as error:
            raise Refused(400, words.UNKNOWN_BUTTON, "button") from error
    if len(value) > LONGEST_TEXT:
        raise Refused(400, words.TOO_LONG, "too_long")
    text = clean(value)
    if not text:
        raise Refused(400, words.EMPTY, "empty")
    return Said(text, once)
