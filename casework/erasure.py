"""Delete what is kept about the person of a conversation (“删除我的信息”); only a count stays."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework import applications, choices, inbox, outbox, transcript, vault
from casework.clock import utcnow
from casework.db import checkpoint, session_scope
from casework.desk_models import CallbackNote
from casework.models import CallbackRow, Erasure
from casework.results import forget_results
from casework.rows import close, locked_row, note
from casework.wishes import CLOSED, Deleted

_PERSONAL = ("when_text", "words", "who_answers", "passphrase", "profile", "assessment", "outcome", "settled")


def delete_conversation(conversation: str) -> Deleted:
    """Cancel the open call-backs of a conversation, withdraw its applications, and erase contact, words, facts,
    drafts, results and vault at once.

    The emptied rows stay, so that references are never given out twice and the figures stay true.
    """
    with session_scope() as session:
        deleted = _delete(session, conversation)
    checkpoint()
    return deleted


def _delete(session: Session, conversation: str) -> Deleted:
    query = select(CallbackRow.id).where(CallbackRow.conversation == conversation)
    ids = list(session.execute(query.order_by(CallbackRow.id)).scalars())
    cancelled = sum(erase_row(session, locked_row(session, found), by="resident") for found in ids)
    outbox.forget(session, conversation)
    transcript.forget_in(session, conversation)
    choices.forget(session, conversation)
    inbox.forget(session, conversation)
    forget_results(session, conversation)
    sent, withdrawn = applications.erase_all(session, conversation)
    deleted = Deleted(len(ids), cancelled, vault.forget(session, conversation), sent, withdrawn)
    session.add(
        Erasure(
            callbacks=deleted.callbacks,
            cancelled=deleted.cancelled,
            vault_entries=deleted.vault_entries,
            applications=deleted.applications,
        )
    )
    return deleted


def erase_row(session: Session, row: CallbackRow, by: str) -> bool:
    """Take everything personal out of a call-back, cancelling it if it is open; returns whether it was."""
    was_open = row.status not in CLOSED
    if was_open:
        close(session, row, "cancelled", by)
    note(session, row, by, "erased")
    for name in _PERSONAL:
        setattr(row, name, None)
    session.execute(delete(CallbackNote).where(CallbackNote.callback_id == row.id))
    contact, row.contact, row.conversation = row.contact, None, None
    row.for_whom, row.erased_at = "self", utcnow()
    session.flush()
    if contact is not None:
        session.delete(contact)
    return was_open
