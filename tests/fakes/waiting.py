"""Waiting for what happens in another thread or process, as long as the busiest machine may need."""

import time
from collections.abc import Callable


def eventually(true: Callable[[], object], seconds: float = 30.0) -> bool:
    """Whether something becomes true in time."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.03)
    return True
