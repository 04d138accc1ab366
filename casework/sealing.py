"""Encryption at rest and keyed hashes, from one key file made at first start."""

import base64
import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casework.errors import WrongKey
from casework.settings import ensure_data_dir, settings

_NONCE = 12
_VERSION = b"\x01"


def seal(text: str, context: str) -> bytes:
    """Encrypt `text`; it opens only with the same `context`, so that no value can be moved elsewhere."""
    nonce = os.urandom(_NONCE)
    cipher = AESGCM(_derive(_master(), "seal"))
    return _VERSION + nonce + cipher.encrypt(nonce, text.encode(), context.encode())


def unseal(blob: bytes, context: str) -> str:
    """Decrypt what `seal` made.

    Raises:
        WrongKey: another key, another context, or damaged data.
    """
    blob = bytes(blob)
    for key in _masters():
        try:
            cipher = AESGCM(_derive(key, "seal"))
            return cipher.decrypt(blob[1 : 1 + _NONCE], blob[1 + _NONCE :], context.encode()).decode()
        except InvalidTag:
            continue
    raise WrongKey


def keyed_hash(*parts: str) -> str:
    """64 hex digits by which equal values are found again without storing them."""
    message = "\x1f".join(parts).encode()
    return hmac.new(_derive(_master(), "hash"), message, hashlib.sha256).hexdigest()


@lru_cache(maxsize=64)
def _derive(master: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"yizhu {purpose}".encode()).derive(master)


def _master() -> bytes:
    return _masters()[0]


def _masters() -> tuple[bytes, ...]:
    """All keys of the file: the first encrypts, the others only still open what is old."""
    path = settings().key_file
    if not path.exists():
        _make(path)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> tuple[bytes, ...]:
    return tuple(base64.b64decode(line) for line in path.read_text().split())


def _make(path: Path) -> None:
    """Write a new key so that it appears whole and only once, however many processes start together."""
    ensure_data_dir()
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(os.urandom(32)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)  # unlike a rename, a link never replaces the key another process just made
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
