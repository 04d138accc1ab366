"""Keys of the gateway, derived from the one secret of the installation, a purpose each."""

import base64
import hashlib

from cryptography.fernet import Fernet


def derive(secret: bytes, purpose: str) -> bytes:
    """Return 32 bytes that only this purpose uses; knowing them does not reveal the secret."""
    return hashlib.blake2b(purpose.encode(), key=secret[:64], digest_size=32).digest()


def fernet(secret: bytes, purpose: str) -> Fernet:
    """Return the cipher of one purpose."""
    return Fernet(base64.urlsafe_b64encode(derive(secret, purpose)))
