"""The office as tests need it: a letter or a notice in a transaction of its own.

The running system writes both as part of a step at the desk or of a call-back, in that step's transaction.
"""

from casework import outbox
from casework.db import session_scope


def write(conversation: str, door: str, text: str, by: str, reference: str | None = None) -> int:
    """A caseworker's letter to the person of a conversation; returns its id."""
    with session_scope() as session:
        return outbox.add_reply(session, conversation, door, text, by, reference)


def notify(channel: str, address: str, text: str, dedupe_key: str) -> int:
    """A notice to a caseworker; returns its id."""
    with session_scope() as session:
        return outbox.add_notice(session, channel, address, text, dedupe_key)
