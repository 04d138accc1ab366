"""Which call-back a message means: the one of this conversation, or reference plus last four digits."""

import re

from actions.turn import Turn
from casework.callbacks import Callback, find
from casework.references import find_reference

_LAST4 = re.compile(r"(?<!\d)(\d{4})(?!\d)")


def names_reference(turn: Turn) -> bool:
    """Whether the message holds something that looks like a reference."""
    return find_reference(turn.text) is not None


def mine(turn: Turn) -> list[Callback]:
    """The open call-backs that this message may see, newest first.

    Raises:
        CaseworkError: the reference is locked after too many wrong tries.
    """
    reference = find_reference(turn.text)
    if reference is None:
        return find(conversation=turn.conversation)
    rest = turn.text.replace(reference, "")
    last4 = _LAST4.search(rest)
    own = [kept for kept in find(conversation=turn.conversation) if kept.reference == reference]
    return own or (find(reference=reference, last4=last4[1]) if last4 else [])
