"""What a component is made of, as one hash: Rasa must not serve a cached model of older code or data."""

import hashlib
from pathlib import Path

_HERE = Path(__file__).resolve().parent.parent


def fingerprint(*patterns: str) -> str:
    """A hash of the files below `bot/nlu` that match."""
    digest = hashlib.sha256()
    for path in sorted(p for pattern in patterns for p in _HERE.glob(pattern)):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
