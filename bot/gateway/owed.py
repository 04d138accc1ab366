"""What is owed to people, and what they asked in vain, as figures for Prometheus: read when it asks."""

import time
from collections.abc import Iterator
from datetime import date

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from casework import tally
from casework.clock import local, utcnow
from casework.errors import CaseworkError
from casework.owed import Owed, owed

_FRESH = 10.0  # seconds; several who scrape must not cost the database more


class OwedFigures(Collector):
    """Open and overdue call-backs, letters that wait, today's questions and misses.

    While the database is away only `yizhu_database_up 0` is told: no old figure passes for a new one.
    """

    def __init__(self) -> None:
        self._until = 0.0
        self._last: list[Metric] = []

    def describe(self) -> list[Metric]:
        """Nothing beforehand: registering must not ask the database."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The figures of now, or of a few seconds ago."""
        if time.monotonic() >= self._until:
            self._last = _read()
            self._until = time.monotonic() + _FRESH
        yield from self._last


def _read() -> list[Metric]:
    up = GaugeMetricFamily("yizhu_database_up", "1 while the database of call-backs answers")
    try:
        standing, today = owed(utcnow()), local(utcnow()).date()
        figures = [*_standing(standing), _today("asked", today), _today("missed", today)]
    except CaseworkError:
        up.add_metric([], 0)
        return [up]
    up.add_metric([], 1)
    return [up, *figures]


def _standing(standing: Owed) -> Iterator[Metric]:
    callbacks = GaugeMetricFamily("yizhu_callbacks", "Call-backs promised and not done", labels=["state"])
    callbacks.add_metric(["open"], standing.open)
    callbacks.add_metric(["overdue"], standing.overdue)
    yield callbacks
    letters = GaugeMetricFamily("yizhu_letters", "Letters and notices of the office", labels=["state"])
    letters.add_metric(["waiting"], standing.letters_waiting)
    letters.add_metric(["dead"], standing.letters_dead)
    yield letters


def _today(kind: str, today: date) -> Metric:
    about = {"asked": "Questions answered today, by topic", "missed": "Messages missed today, by reason"}
    figure = GaugeMetricFamily(f"yizhu_{kind}_today", about[kind], labels=["name"])
    for name, times in tally.totals(kind, today).items():
        figure.add_metric([name], times)
    return figure
