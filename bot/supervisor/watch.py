"""Does a part still answer? A part that lives and is silent helps nobody, and nobody would start it anew."""

import contextlib
import http.client
import threading
from urllib.parse import urlsplit

PAUSE = 10.0  # seconds between two rounds of asking
PATIENCE = 5.0  # seconds an answer may take
ENOUGH = 6  # unanswered rounds in a row, a minute and a half at most: far more than the longest honest wait


class Watch:
    """Asks the addresses of a part by turns, from a thread of its own: who waits here must not keep the
    supervisor from looking after the others.

    Rounds are counted, not seconds: after a machine has slept, nobody has been silent.

    Args:
        addresses: of each server of the part; any answer counts, whatever its status.
        pause: seconds between two rounds.
        patience: seconds an answer may take.
    """

    def __init__(self, addresses: tuple[str, ...], pause: float = PAUSE, patience: float = PATIENCE) -> None:
        self._addresses = addresses
        self._pause, self._patience = pause, patience
        self._unanswered: dict[str, int] = {}
        self._over = threading.Event()

    @property
    def silent(self) -> bool:
        """Whether a server that has answered since the part was started has fallen silent."""
        return any(rounds >= ENOUGH for rounds in self._unanswered.values())

    def begin(self) -> None:
        """Start asking."""
        threading.Thread(target=self._ask_by_turns, daemon=True).start()

    def end(self) -> None:
        """Ask no more."""
        self._over.set()

    def _ask_by_turns(self) -> None:
        while not self._over.wait(self._pause):
            for address in self._addresses:
                if fetch(address, self._patience) is not None:
                    self._unanswered[address] = 0
                elif address in self._unanswered:  # before its first answer it is still starting
                    self._unanswered[address] += 1


def fetch(address: str, patience: float) -> bytes | None:
    """What an HTTP server answers, whatever its status; None when a step takes over `patience` seconds or fails."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=patience)
    with contextlib.closing(connection):
        try:
            connection.request("GET", parts.path or "/")
            return connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return None
