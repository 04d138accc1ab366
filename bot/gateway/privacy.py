"""Phone and identity numbers stay here: Rasa sees tokens, the person sees their own values."""

import asyncio
import re
from collections.abc import Callable, Sequence

from bot.gateway import words

_TOKEN = re.compile(r"⟦(phone|id):[a-z0-9]{8}⟧")

Find = Callable[[str], "Sequence[tuple[str, int, int, str]]"]  # text -> (kind, start, end, value)
Put = Callable[[str, str, str], str]  # kind, value, conversation -> token
Get = Callable[[str, str], "str | None"]  # token, conversation -> value


class Privacy:
    """Swaps private numbers for tokens on the way in, and back on the way out."""

    def __init__(self, find: Find, put: Put, get: Get) -> None:
        self._find = find
        self._put = put
        self._get = get

    async def hide(self, text: str, conversation: str) -> str:
        """Return `text` with a token in place of each private number.

        Whatever the vault raises is passed on: a number that cannot be kept may not go further.
        """
        found = sorted(self._find(text), key=lambda one: one[1])
        hidden, end_of_last = "", 0
        for kind, start, end, value in found:
            if start < end_of_last:
                continue  # overlaps the one before, which is hidden already
            token = await asyncio.to_thread(self._put, kind, value, conversation)
            hidden += text[end_of_last:start] + token
            end_of_last = end
        return hidden + text[end_of_last:]

    async def reveal(self, text: str, conversation: str) -> str:
        """Return `text` with this conversation's values in place of their tokens.

        A token that is foreign, outlived, or out of reach becomes a few plain words.
        """
        if not _TOKEN.search(text):
            return text
        values = {}
        for match in _TOKEN.finditer(text):
            token = match.group()
            if token not in values:
                values[token] = await self._value(token, conversation) or words.HIDDEN[match.group(1)]
        return _TOKEN.sub(lambda match: values[match.group()], text)

    async def _value(self, token: str, conversation: str) -> str | None:
        try:
            return await asyncio.to_thread(self._get, token, conversation)
        except Exception:  # a vault that is away must not cost the person the whole answer
            return None
