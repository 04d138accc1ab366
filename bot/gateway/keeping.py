"""What the doors need from casework: the installation's secret, and the vault for numbers."""

from dataclasses import dataclass

from bot.gateway.privacy import Privacy
from casework.phones import find_private
from casework.sealing import keyed_hash
from casework.vault import get, put


@dataclass(frozen=True)
class Keeping:
    """`secret`: from which the keys of the doors are derived. `privacy`: hides numbers from Rasa."""

    secret: bytes
    privacy: Privacy


def of_this_house() -> Keeping:
    """That of this installation's key file, the same in every process."""
    secret = bytes.fromhex(keyed_hash("secret of the gateway"))
    return Keeping(secret, Privacy(find_private, put, get))
