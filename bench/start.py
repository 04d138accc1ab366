"""From the command to the first answer, with a trained model: each rival alone, alternating."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from bench.figures import percentile, spread
from bench.rivals import Rival


def run(starts: dict[str, Callable[[], AbstractContextManager[Rival]]], rounds: int) -> None:
    """Print the seconds of each rival and the ratio (ours to stock)."""
    took: dict[str, list[float]] = {name: [] for name in starts}
    for turn in range(rounds):
        for name in starts if turn % 2 else reversed(starts):
            with starts[name]() as rival:
                took[name].append(rival.seconds)
    for name, seconds in took.items():
        print(f"{name:<6}{percentile(seconds, 0.5):>8.1f} s  ({min(seconds):.1f} to {max(seconds):.1f})")
    ratios = [a / b for a, b in zip(took["ours"], took["stock"], strict=True)]
    print(f"ours / stock {spread(ratios)}")
