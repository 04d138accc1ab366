"""`python -m bench`: ours beside a stock Rasa bot, how turns grow, what understanding costs and stands.

python -m bench                            everything
python -m bench --only load length start   parts: ours and the stock bot side by side
python -m bench --only turns noise         parts that measure ours alone (--url http://host: one that runs)
python -m bench --only years copies        ours after a million turns, and in two copies
python -m bench --only roster interview    the policy engine alone: a roster's seconds, questions asked
"""

import argparse
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import httpx

from bench import (
    copies,
    growth,
    interview,
    length,
    load,
    noise,
    parse,
    rivals,
    roster,
    start,
    training,
    turns,
    years,
)
from bench.system import DEFAULT, NotStarted, running

_SEED = 20221206

#: Parts that need nothing beside them: of the policy engine, or with systems of ours that they start.
_ALONE: dict[str, Callable[[argparse.Namespace], None]] = {
    "roster": lambda wanted: roster.run(wanted.people, wanted.seed),
    "interview": lambda wanted: interview.run(wanted.residents, wanted.seed),
    "years": lambda wanted: years.run(wanted.turns_stored),
    "copies": lambda wanted: copies.run(wanted.rounds),
}
#: Parts that start and stop ours and the stock bot (its folder is given) themselves.
_APART: dict[str, Callable[[Path, argparse.Namespace], None]] = {
    "start": lambda home, wanted: start.run(
        {"ours": rivals.ours, "stock": partial(rivals.stock, home)}, wanted.rounds
    ),
    "training": lambda home, _: training.run(home),
    "parse": lambda home, wanted: parse.run(home, wanted.questions_in, wanted.seed),
}
#: Parts that talk to ours and the stock bot, both running.
_BESIDE: dict[str, Callable[[list[rivals.Rival], argparse.Namespace], None]] = {
    "load": lambda both, wanted: load.run(both, wanted.rounds),
    "length": lambda both, wanted: length.run(both, wanted.length),
}
#: Parts that measure a running system.
_OF_A_SYSTEM: dict[str, Callable[[str, argparse.Namespace], None]] = {
    "turns": lambda url, wanted: turns.run(url, wanted.turns),
    "growth": lambda url, wanted: growth.run(url, wanted.length),
    "noise": lambda url, wanted: noise.run(url, wanted.questions_in, wanted.questions, wanted.seed),
}
_ALL = (*_ALONE, *_APART, *_BESIDE, *_OF_A_SYSTEM)


def main() -> int:
    """Run the parts asked for; 1 when a system does not answer."""
    wanted = _arguments()
    # By default SIGTERM ends Python on the spot, and what was started for the bench would run on.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    chosen = wanted.only or _ALL
    try:
        _each(_ALONE, chosen, wanted)
        if set(chosen) & {*_APART, *_BESIDE}:
            _compare(chosen, wanted)
        if set(chosen) & set(_OF_A_SYSTEM):
            with running(wanted.url) as url:
                _each(_OF_A_SYSTEM, chosen, url, wanted)
    except (httpx.HTTPError, NotStarted, RuntimeError) as error:
        print(f"no measurement: {error}", file=sys.stderr)
        return 1
    return 0


def _compare(chosen: Sequence[str], wanted: argparse.Namespace) -> None:
    """The parts in which ours stands beside the stock bot."""
    home = rivals.stock_home(wanted.stock_epochs, wanted.older_stock)
    _each(_APART, chosen, home, wanted)
    if set(chosen) & set(_BESIDE):
        with ExitStack() as both:
            running_now = [both.enter_context(rivals.ours()), both.enter_context(rivals.stock(home))]
            _each(_BESIDE, chosen, running_now, wanted)


def _each(parts: dict[str, Callable[..., None]], chosen: Sequence[str], *given: object) -> None:
    for name in [name for name in parts if name in chosen]:
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        parts[name](*given)
        print(f"({name}: {time.monotonic() - began:.0f} s)", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.partition("\n")[0])
    add = parser.add_argument
    add(
        "--url",
        help=f"the system to measure in {', '.join(_OF_A_SYSTEM)} (default: {DEFAULT}, else a fresh one)",
    )
    add("--only", nargs="+", choices=_ALL)
    add("--rounds", type=int, default=3, help="rounds of the parts load, start and copies")
    add("--length", type=int, default=1000, help="turns of the long conversation")
    add(
        "--stock-epochs",
        type=int,
        default=4,
        help="epochs of the stock bot's networks, if it has to be trained",
    )
    add("--older-stock", action="store_true", help="a stock bot trained for earlier data will do")
    add("--turns", type=int, default=40, help="turns timed for each number of conversations")
    add("--turns-stored", type=int, default=1_000_000, help="turns behind the old system of the part years")
    add("--people", type=int, default=8000, help="profiles of each kind in the roster bench")
    add("--residents", type=int, default=1000, help="residents asked in the interview bench")
    add("--questions", type=int, default=60, help="questions drawn for the noise bench")
    add(
        "--questions-in",
        type=Path,
        default=noise.QUESTIONS,
        help="folder of question files with keys (JSON lines)",
    )
    add("--seed", type=int, default=_SEED)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
