"""Encryption at rest and keyed hashes, from one key file made at first start."""

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
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
_HASH = b"hash:"


@dataclass(frozen=True)
class KeyRing:
    """What the key file holds.

    `masters`: the first encrypts, the others only still open what is old (while `rotate` is under way).
    `hash_key`: by which equal values are found; it stays the same when the masters change.
    """

    masters: tuple[bytes, ...] = field(repr=False)
    hash_key: bytes = field(repr=False)


def seal(text: str, context: str) -> bytes:
    """Encrypt `text`; it opens only with the same `context`, so that no value can be moved elsewhere."""
    nonce = os.urandom(_NONCE)
    return _VERSION + nonce + _cipher(ring().masters[0]).encrypt(nonce, text.encode(), context.encode())


def unseal(blob: bytes, context: str) -> str:
    """Decrypt what `seal` made.

    Raises:
        WrongKey: another key, another context, or damaged data.
    """
    for master in ring().masters:
        try:
            return _open(master, bytes(blob), context)
        except InvalidTag:
            continue
    raise WrongKey


def reseal(blob: bytes, context: str) -> bytes | None:
    """The same value under the newest key; None if it is sealed with that already.

    Raises:
        WrongKey: no key of the file opens it.
    """
    try:
        _open(ring().masters[0], bytes(blob), context)
    except InvalidTag:
        return seal(unseal(blob, context), context)
    return None


def keyed_hash(*parts: str) -> str:
    """64 hex digits by which equal values are found again without storing them."""
    message = "\x1f".join(parts).encode()
    return hmac.new(ring().hash_key, message, hashlib.sha256).hexdigest()


def ring() -> KeyRing:
    """The keys of the key file as it is now; made at the first call."""
    path = settings().key_file
    if not path.exists():
        write_keys(KeyRing((os.urandom(32),), os.urandom(32)), replace=False)
    return _read(path, path.stat().st_mtime_ns)


def fingerprint() -> str:
    """By which one sees whether two key files open the same data; leads back to no key."""
    return keyed_hash("fingerprint", _derive(ring().masters[0], "fingerprint").hex())[:16]


def write_keys(keys: KeyRing, replace: bool = True) -> None:
    """Write the key file so that it appears whole; without `replace` an existing one stays."""
    path = settings().key_file
    ensure_data_dir()
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for key in keys.masters:
                file.write(base64.b64encode(key) + b"\n")
            file.write(_HASH + base64.b64encode(keys.hash_key) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if replace:
            os.replace(draft, path)
        else:
            os.link(draft, path)  # unlike a rename, a link never replaces what another process just made
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)


def _open(master: bytes, blob: bytes, context: str) -> str:
    nonce, sealed = blob[1 : 1 + _NONCE], blob[1 + _NONCE :]
    return _cipher(master).decrypt(nonce, sealed, context.encode()).decode()


def _cipher(master: bytes) -> AESGCM:
    return AESGCM(_derive(master, "seal"))


@lru_cache(maxsize=64)
def _derive(master: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"yizhu {purpose}".encode()).derive(master)


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> KeyRing:
    lines = path.read_bytes().split()
    masters = tuple(base64.b64decode(line) for line in lines if not line.startswith(_HASH))
    hashes = [base64.b64decode(line.removeprefix(_HASH)) for line in lines if line.startswith(_HASH)]
    # Files made before keys could be rotated have no line for it: there it came from the one master.
    return KeyRing(masters, hashes[0] if hashes else _derive(masters[0], "hash"))
