"""The questions of one message as messages of their own, carried through the pipeline beside it."""

from collections.abc import Iterable, Iterator

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.questions import questions

NORMALISED = "normalised"
_PARTS = "parts"


def cut(message: Message) -> None:
    """Give a message that asks several questions a part for each."""
    asked = questions(message.get(NORMALISED) or "")
    if len(asked) > 1:
        message.set(_PARTS, [Message({TEXT: text, NORMALISED: text}) for text in asked])


def parts(message: Message) -> list[Message]:
    """The questions of a message; none when it asks but one."""
    return message.get(_PARTS) or []


def with_parts(messages: Iterable[Message]) -> Iterator[Message]:
    """Each message followed by its parts."""
    for message in messages:
        yield message
        yield from parts(message)
