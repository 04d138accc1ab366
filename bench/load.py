"""Ours and the stock bot side by side: many conversations at once, alternating, and the memory of both."""

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from bench import memory
from bench.figures import percentile, spread
from bench.messages import never_repeated, repeated
from bench.rivals import Rival, Speaker

CONVERSATIONS = (1, 4, 16, 32)
_TURNS = 20
_KINDS: dict[str, Callable[[random.Random], Iterator[str]]] = {"new": never_repeated, "known": repeated}


@dataclass
class Round:
    """One rival under one load: seconds of each turn, of all together, and how many failed."""

    seconds: list[float] = field(default_factory=list)
    wall: float = 0.0
    failed: int = 0

    def per_second(self) -> float:
        """Turns answered in a second."""
        return len(self.seconds) / self.wall


def run(rivals: list[Rival], rounds: int) -> None:
    """Print p50, p95 and turns a second of both for each load, and the ratios (ours to stock)."""
    print(f"conversations of {_TURNS} turns; {rounds} rounds, alternating; ratio: median (least to greatest)")
    print(f"{'texts':<6}{'at once':>8} {'':<6}{'ours':>10}{'stock':>10}  ours / stock", flush=True)
    for kind, texts_of in _KINDS.items():
        texts = texts_of(random.Random())
        for number in CONVERSATIONS:
            done: dict[str, list[Round]] = {rival.name: [] for rival in rivals}
            for turn in range(rounds):
                said = [[next(texts) for _ in range(_TURNS)] for _ in range(number)]
                for rival in rivals if turn % 2 else reversed(rivals):
                    done[rival.name].append(together(rival.talk, said))
            _report(kind, number, done)
    _memory(rivals)


def together(talk: Callable[[], AbstractContextManager[Speaker]], said: list[list[str]]) -> Round:
    """Hold conversations at the same time.

    Args:
        talk: opens one conversation.
        said: what is said in each of them, in order.
    """
    made = Round()
    with ThreadPoolExecutor(len(said)) as pool:
        began = time.perf_counter()
        for turns in pool.map(lambda texts: _converse(talk, texts), said):
            made.seconds += [turn[0] for turn in turns]
            made.failed += sum(turn[1] for turn in turns)
        made.wall = time.perf_counter() - began
    return made


def _converse(
    talk: Callable[[], AbstractContextManager[Speaker]], texts: list[str]
) -> list[tuple[float, bool]]:
    with talk() as one:
        return [(turn.seconds, turn.failed) for turn in map(one.say, texts)]


def _report(kind: str, number: int, done: dict[str, list[Round]]) -> None:
    measures: dict[str, Callable[[Round], float]] = {
        "p50 ms": lambda one: percentile(one.seconds, 0.5) * 1000,
        "p95 ms": lambda one: percentile(one.seconds, 0.95) * 1000,
        "turn/s": Round.per_second,
    }
    for name, measure in measures.items():
        mine, theirs = ([measure(one) for one in done[rival]] for rival in ("ours", "stock"))
        ratios = [a / b for a, b in zip(mine, theirs, strict=True)]
        middle = f"{percentile(mine, 0.5):>10.1f}{percentile(theirs, 0.5):>10.1f}"
        print(f"{kind:<6}{number:>8} {name:<6}{middle}  {spread(ratios)}", flush=True)
    failed = {rival: sum(one.failed for one in made) for rival, made in done.items()}
    if any(failed.values()):
        print(f"{'':15}failed turns: {failed}")


def _memory(rivals: list[Rival]) -> None:
    print("memory of all processes after this (PSS)")
    totals = {}
    for rival in rivals:
        parts = memory.used(rival.process.pid).values()
        totals[rival.name] = sum(megabytes for _, megabytes in parts)
        listed = ", ".join(f"{name} {megabytes:.0f}" for name, megabytes in parts)
        print(f"{rival.name:<6}{totals[rival.name]:>8.0f} MB  ({listed})")
    print(f"ours / stock {totals['ours'] / totals['stock']:.2f}")
