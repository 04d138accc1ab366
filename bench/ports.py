"""Ports for servers started for the bench and the tests, which may be killed and started again."""

import random
import socket

from bot.settings import LOOPBACK

# Below those a system gives away by itself: nothing takes one while its server is down.
_LOWEST, _HIGHEST = 15_000, 30_000


def free_ports(number: int) -> list[int]:
    """Loopback ports, all different, that nobody listens on just now."""
    found: list[int] = []
    for port in random.sample(range(_LOWEST, _HIGHEST), 500):
        with socket.socket() as probe:
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
        found.append(port)
        if len(found) == number:
            return found
    raise AssertionError(f"only {len(found)} of {number} ports are free between {_LOWEST} and {_HIGHEST}")


def free_port() -> int:
    """One such port."""
    return free_ports(1)[0]
