"""How sure a share is: Wilson's 95 % interval."""

from math import sqrt

_Z = 1.96


def wilson(right: int, asked: int) -> tuple[float, float]:
    """Lower and upper bound of the true share, given `right` of `asked`."""
    if not asked:
        return 0.0, 1.0
    share, square = right / asked, _Z * _Z
    middle = (share + square / (2 * asked)) / (1 + square / asked)
    spread = _Z * sqrt(share * (1 - share) / asked + square / (4 * asked * asked)) / (1 + square / asked)
    return max(0.0, middle - spread), min(1.0, middle + spread)
