"""What was understood of a text is remembered: people send the same short messages over and over.

Understanding a text depends on the text, the model and the day ("明天", a year of birth), and on nothing
that was said before; Rasa takes a message whose understanding comes with it as it is.
"""

import pickle
from collections import OrderedDict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa.core.agent import Agent
from rasa.shared.nlu.constants import METADATA

_MOST = 1024  # texts
_LONGEST = 60  # characters: what is longer was said by one person alone
_HERE = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """The day that relative words of time are read by."""
    return datetime.now(_HERE).date()


class Parses:
    """The newest understood texts of one process."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._day: date | None = None

    async def of(self, agent: Agent, text: str) -> dict[str, Any]:
        """The parse result of a text, the caller's own to change; worked out where it is not known."""
        self._turn_the_page()
        if (kept := self._kept.get(text)) is not None:
            self._kept.move_to_end(text)
            return dict(pickle.loads(kept))
        day = self._day
        parsed = await agent.parse_message(text)
        for of_the_message in ("message_id", METADATA):  # Rasa lets these override the message's own
            parsed.pop(of_the_message, None)
        if len(text) <= _LONGEST and day == today():
            self._kept[text] = pickle.dumps(parsed, pickle.HIGHEST_PROTOCOL)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return parsed

    def _turn_the_page(self) -> None:
        if (now := today()) != self._day:
            self._kept.clear()
            self._day = now
