"""Percentiles, and how they are printed."""

from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie, the nearest one that was measured."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(seconds: float) -> str:
    """`12.3 ms`, right-aligned."""
    return f"{seconds * 1000:8.1f} ms"


def ratio(slow: float, fast: float) -> str:
    """How many times as long, right-aligned."""
    return f"{slow / fast:7.1f} x" if fast else "      – x"


def spread(ratios: Sequence[float]) -> str:
    """The median of a ratio's rounds with the least and the greatest: ` 0.42 (0.39 to 0.47)`."""
    return f"{percentile(ratios, 0.5):5.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
