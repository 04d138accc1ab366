"""Which call-back a message means: those of this conversation, or reference plus last four digits."""

import re
from typing import Any

from actions.turn import Turn
from casework.callbacks import Callback, find, find_all
from casework.passphrases import search as passphrase_in
from casework.references import parse, search

_LAST4 = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_REFERENCE = re.compile(r"\d[\d\s-]{7,}\d")


def names_reference(turn: Turn) -> bool:
    """Whether the message holds a reference of ours."""
    return search(turn.text) is not None


def proof(turn: Turn) -> dict[str, Any]:
    """What the asker shows for it: this conversation, or a reference with the last four digits or the passphrase."""
    reference = search(turn.text)
    if reference is None:
        return {"conversation": turn.conversation}
    if any(parse(kept.reference) == reference for kept in find_all(turn.conversation)):
        return {"conversation": turn.conversation, "reference": reference}
    return {"reference": reference, **second_proof(turn)}


def second_proof(turn: Turn) -> dict[str, str | None]:
    """The last four digits of a phone and the passphrase, as far as the message says them beside a reference."""
    last4 = _LAST4.search(_REFERENCE.sub(" ", turn.text))
    return {"last4": last4[1] if last4 else None, "passphrase": passphrase_in(turn.text)}


def mine(turn: Turn) -> list[Callback]:
    """The call-backs that this message may see, newest first.

    Raises:
        CaseworkError: the reference is locked after too many wrong tries, or is none of ours.
    """
    shown = proof(turn)
    if "reference" not in shown:
        return find_all(turn.conversation)
    found = find(**shown)
    return [found] if found else []
