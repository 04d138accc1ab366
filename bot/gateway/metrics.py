"""Counters in Prometheus' text format. Small on purpose: three families and a histogram."""

from collections import Counter

BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0)  # seconds


class Metrics:
    """What happened since the start. Labels come from fixed sets in the code, never from people."""

    def __init__(self) -> None:
        self._turns: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()
        self._within: Counter[float] = Counter()
        self._seconds = 0.0
        self._count = 0

    def turn(self, door: str, seconds: float) -> None:
        """A message that was taken through, well or not; `seconds` from door to door."""
        self._turns[door] += 1
        self._count += 1
        self._seconds += seconds
        for bound in BUCKETS:
            self._within[bound] += seconds <= bound

    def failure(self, reason: str) -> None:
        """A turn that ended in an apology."""
        self._failures[reason] += 1

    def refusal(self, reason: str) -> None:
        """A message that was not taken at all."""
        self._refused[reason] += 1

    def text(self, inside: int) -> str:
        """The page for Prometheus; `inside`: messages running or waiting now."""
        lines = ["# TYPE yizhu_turns_total counter"]
        lines += [f'yizhu_turns_total{{door="{door}"}} {n}' for door, n in sorted(self._turns.items())]
        lines.append("# TYPE yizhu_failures_total counter")
        lines += [f'yizhu_failures_total{{reason="{why}"}} {n}' for why, n in sorted(self._failures.items())]
        lines.append("# TYPE yizhu_refused_total counter")
        lines += [f'yizhu_refused_total{{reason="{why}"}} {n}' for why, n in sorted(self._refused.items())]
        lines.append("# TYPE yizhu_turns_inside gauge")
        lines.append(f"yizhu_turns_inside {inside}")
        lines.append("# TYPE yizhu_turn_seconds histogram")
        lines += [f'yizhu_turn_seconds_bucket{{le="{bound}"}} {self._within[bound]}' for bound in BUCKETS]
        lines.append(f'yizhu_turn_seconds_bucket{{le="+Inf"}} {self._count}')
        lines.append(f"yizhu_turn_seconds_sum {self._seconds:.6f}")
        lines.append(f"yizhu_turn_seconds_count {self._count}")
        return "\n".join(lines) + "\n"
