"""Ports for servers that a test kills and starts again."""

import random
import socket

_LOWEST, _HIGHEST = (
    15_000,
    30_000,
)  # below those a system gives away: nothing takes one while its server is down


def free_ports(number: int) -> list[int]:
    """Loopback ports, all different, that nobody listens on just now."""
    found: list[int] = []
    for port in random.sample(range(_LOWEST, _HIGHEST), 500):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        found.append(port)
        if len(found) == number:
            return found
    raise AssertionError(f"only {len(found)} of {number} ports are free between {_LOWEST} and {_HIGHEST}")
