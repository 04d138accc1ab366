"""Buttons as opaque values: payload and title, encrypted and bound to one conversation."""

import json
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken

LONGEST = 4000  # characters of a sealed value; longer ones were not made here


class UnknownButton(ValueError):
    """Not a button of this conversation, or no button at all."""


@dataclass(frozen=True)
class Pressed:
    """What a person chose: the words on the button and the payload behind it."""

    title: str
    payload: str


class Buttons:
    """Seals what Rasa issued and opens what comes back."""

    def __init__(self, fernet: Fernet) -> None:
        self._fernet = fernet

    def seal(self, title: str, payload: str, conversation: str) -> str:
        """Return the opaque value of a button, good in `conversation` only."""
        inside = json.dumps([conversation, title, payload], ensure_ascii=False)
        return self._fernet.encrypt(inside.encode()).decode()

    def open(self, sealed: str, conversation: str | None) -> Pressed:
        """Return what is behind a button; raise UnknownButton when it is not this conversation's."""
        if conversation is None or len(sealed) > LONGEST:
            raise UnknownButton
        try:
            owner, title, payload = json.loads(self._fernet.decrypt(sealed.encode()))
        except (InvalidToken, UnicodeEncodeError, ValueError) as error:
            raise UnknownButton from error
        if owner != conversation:
            raise UnknownButton
        return Pressed(title, payload)
