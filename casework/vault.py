"""Private numbers in exchange for opaque tokens, so that Rasa, its tracker and logs never see them."""

import re
import secrets
import string
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from casework.clock import utcnow
from casework.db import session_scope
from casework.models import VaultEntry
from casework.sealing import keyed_hash, seal, unseal
from casework.settings import settings

KINDS = ("phone", "id")
TOKEN = re.compile(r"⟦(phone|id):([a-z0-9]{8})⟧")
_LETTERS = string.ascii_lowercase + string.digits


def put(kind: str, value: str, conversation: str) -> str:
    """Keep `value` for a short while and return its token, like `⟦phone:k3x9a0q2⟧`.

    The same value in the same conversation keeps its token and lives on from now.

    Raises:
        ValueError: `kind` is neither `phone` nor `id`.
    """
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {KINDS}")
    value_hash = keyed_hash("vault value", kind, value, conversation)
    for _ in range(5):
        try:
            with session_scope() as session:
                return f"⟦{kind}:{_keep(session, kind, value, conversation, value_hash)}⟧"
        except IntegrityError:
            continue  # another process kept it at this moment, or the token was taken
    raise RuntimeError("no free vault token")


def _keep(session: Session, kind: str, value: str, conversation: str, value_hash: str) -> str:
    now = utcnow()
    purge(session, now)
    expires = now + settings().vault_ttl
    entry = session.execute(
        select(VaultEntry).where(VaultEntry.value_hash == value_hash)
    ).scalar_one_or_none()
    if entry is not None:
        entry.expires_at = expires
        return str(entry.token)
    token = "".join(secrets.choice(_LETTERS) for _ in range(8))
    owner = _owner(conversation)
    session.add(
        VaultEntry(
            token=token,
            kind=kind,
            conversation_hash=owner,
            value_hash=value_hash,
            value=seal(value, context(token, owner)),
            created_at=now,
            expires_at=expires,
        )
    )
    return token


def get(token: str, conversation: str) -> str | None:
    """The value behind a token; None if unknown, expired, or of another conversation."""
    named = TOKEN.fullmatch(token)
    if named is None:
        return None
    with session_scope(read_only=True) as session:
        entry = session.get(VaultEntry, named.group(2))
        if entry is None or entry.kind != named.group(1) or entry.expires_at <= utcnow():
            return None
        if entry.conversation_hash != _owner(conversation):
            return None
        return unseal(entry.value, context(entry.token, entry.conversation_hash))


def fill(text: str, conversation: str, kinds: tuple[str, ...] = KINDS) -> str:
    """`text` with the tokens of this conversation replaced by their values.

    Tokens of a kind left out, expired ones and those of others become words, never stay as signs.
    """

    def value(hit: re.Match[str]) -> str:
        known = get(hit.group(), conversation) if hit.group(1) in kinds else None
        return known or ("（电话号码）" if hit.group(1) == "phone" else "（证件号码）")

    return TOKEN.sub(value, text)


def purge(session: Session, now: datetime) -> int:
    """Delete what has expired, inside the caller's transaction; returns how many entries."""
    gone = delete(VaultEntry).where(VaultEntry.expires_at <= now)
    return int(session.execute(gone.execution_options(synchronize_session=False)).rowcount)


def drop(conversation: str) -> int:
    """Delete all of one conversation at once, as after 不同意; returns how many entries."""
    with session_scope() as session:
        return forget(session, conversation)


def forget(session: Session, conversation: str) -> int:
    """Delete all of one conversation, inside the caller's transaction; returns how many entries."""
    gone = session.execute(delete(VaultEntry).where(VaultEntry.conversation_hash == _owner(conversation)))
    return int(gone.rowcount)


def _owner(conversation: str) -> str:
    return keyed_hash("vault conversation", conversation)


def context(token: str, conversation_hash: str) -> str:
    """What a value is sealed to: its token and its conversation."""
    return f"vault:{token}:{conversation_hash}"
