"""What happened since this process started, for Prometheus. Labels come from fixed sets, never from people."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

#: Bounds in seconds: a turn in idle, a turn under load, an apology at the deadline.
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0)
#: Where the time of a turn goes: behind earlier messages, in the vault, in Rasa and its actions, in the transcript.
STAGES = ("waiting", "hiding", "answering", "keeping")


class Metrics:
    """The counters of one gateway. All times are seconds."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._turns = self._counter("turns", "Messages taken through, well or not", "door")
        self._failures = self._counter(
            "failures", "Turns that ended in an apology, or were not kept", "reason"
        )
        self._refused = self._counter("refused", "Messages that were not taken at all", "reason")
        self._seconds = Histogram(
            "yizhu_turn_seconds", "From door to door", buckets=BUCKETS, registry=self.registry
        )
        self._stages = Histogram(
            "yizhu_stage_seconds", "Parts of a turn", ("stage",), buckets=BUCKETS, registry=self.registry
        )
        self._inside = Gauge("yizhu_turns_inside", "Messages running or waiting now", registry=self.registry)
        for stage in STAGES:
            self._stages.labels(stage)

    def turn(self, door: str, seconds: float) -> None:
        """A message that was taken through; `seconds` from door to door."""
        self._turns.labels(door).inc()
        self._seconds.observe(seconds)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure one of the `STAGES`, however it ends."""
        began = monotonic()
        try:
            yield
        finally:
            self.spent(name, monotonic() - began)

    def spent(self, stage: str, seconds: float) -> None:
        """So long did one of the `STAGES` take."""
        self._stages.labels(stage).observe(seconds)

    def failure(self, reason: str) -> None:
        """A turn that ended in an apology."""
        self._failures.labels(reason).inc()

    def refusal(self, reason: str) -> None:
        """A message that was not taken at all."""
        self._refused.labels(reason).inc()

    def text(self, inside: int) -> bytes:
        """The page for Prometheus; `inside`: messages running or waiting now. Blocks: asks the database."""
        self._inside.set(inside)
        return generate_latest(self.registry)

    def _counter(self, name: str, about: str, label: str) -> Counter:
        return Counter(f"yizhu_{name}", about, (label,), registry=self.registry)
