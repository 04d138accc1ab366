"""A turn is kept whole or not at all.

Where an action gives no answer, Rasa goes on without whatever that action would have changed: the form is over,
the wish was perhaps stored, and nothing in the conversation knows of it. Such a turn is not kept. The person
hears an apology, says it again, and the conversation stands where it stood; what was stored before is found
again, since nothing is stored twice.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_broken: ContextVar[list[str] | None] = ContextVar("broken", default=None)


class TurnBroken(RuntimeError):
    """An action of this turn gave no answer; the conversation stays as it was before the message."""


@contextmanager
def whole_turn() -> Iterator[None]:
    """One message from its arrival to the moment its conversation is kept."""
    token = _broken.set([])
    try:
        yield
    finally:
        _broken.reset(token)


def break_turn(action: str) -> None:
    """Note that an action of the present turn gave no answer, or none that can be read."""
    broken = _broken.get()
    if broken is not None:
        broken.append(action)


def assert_whole() -> None:
    """Called before the conversation is kept.

    Raises:
        TurnBroken: an action of this turn gave no answer.
    """
    if broken := _broken.get():
        raise TurnBroken(f"no answer of {', '.join(broken)}")
