"""Unguessable tokens in addresses of pages; only their keyed hash is stored."""

import secrets

from casework.sealing import keyed_hash

_BYTES = 24  # 192 random bits: 32 characters in an address


def new_token() -> str:
    """A fresh token, fit for an address."""
    return secrets.token_urlsafe(_BYTES)


def token_hash(purpose: str, token: str) -> str:
    """Under what a token of that purpose is found; the table alone leads to no page."""
    return keyed_hash("token", purpose, token)
