"""The questions of one message, and what a call is wanted for, as messages carried through the pipeline beside it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.call_matter import call_matter
from bot.nlu.questions import questions

NORMALISED = "normalised"
_PARTS, _MATTER = "parts", "matter"
_HERE = ZoneInfo("Asia/Shanghai")


def cut(message: Message) -> None:
    """Give a message that asks several questions a part for each, and a wish for a call its matter alone."""
    text = message.get(NORMALISED) or ""
    asked = questions(text)
    if len(asked) > 1:
        message.set(_PARTS, [_alone(one) for one in asked])
    wanted = call_matter(text, datetime.now(_HERE).date())
    if wanted:
        message.set(_MATTER, _alone(wanted))


def parts(message: Message) -> list[Message]:
    """The questions of a message; none when it asks but one."""
    return message.get(_PARTS) or []


def matter(message: Message) -> Message | None:
    """What a call is wanted for; None where the message wants no call or does not say."""
    wanted: Message | None = message.get(_MATTER)
    return wanted


def with_parts(messages: Iterable[Message]) -> Iterator[Message]:
    """Each message followed by its parts and its matter."""
    for message in messages:
        yield message
        yield from parts(message)
        wanted = matter(message)
        if wanted is not None:
            yield wanted


def _alone(text: str) -> Message:
    return Message({TEXT: text, NORMALISED: text})
