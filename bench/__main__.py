"""`python -m bench`: how long a turn takes, whether it grows, what understanding costs and stands.

python -m bench                      the system on :8000, else one started for the bench
python -m bench --url http://host    that system and no other
python -m bench --only turns noise   some of the parts
python -m bench --only roster interview   the policy engine alone: a roster's seconds, questions asked
"""

import argparse
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import httpx

from bench import growth, interview, noise, parse, roster, turns
from bench.system import DEFAULT, NotStarted, running

_SEED = 20221206

#: Parts that measure the policy engine by itself.
_ALONE: dict[str, Callable[[argparse.Namespace], None]] = {
    "roster": lambda wanted: roster.run(wanted.people, wanted.seed),
    "interview": lambda wanted: interview.run(wanted.residents, wanted.seed),
}
#: Parts that measure a running system.
_OF_A_SYSTEM: dict[str, Callable[[str, argparse.Namespace], None]] = {
    "turns": lambda url, wanted: turns.run(url, wanted.turns),
    "growth": lambda url, _: growth.run(url),
    "parse": lambda _, wanted: parse.run(wanted.questions_in, wanted.seed),
    "noise": lambda url, wanted: noise.run(url, wanted.questions_in, wanted.questions, wanted.seed),
}


def main() -> int:
    """Run the parts asked for; 1 when no system answers."""
    wanted = _arguments()
    # By default SIGTERM ends Python on the spot, and what was started for the bench would run on.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    chosen = wanted.only or [*_ALONE, *_OF_A_SYSTEM]
    for name in [name for name in chosen if name in _ALONE]:
        print(f"\n== {name}", flush=True)
        _ALONE[name](wanted)
    if not set(chosen) & set(_OF_A_SYSTEM):
        return 0
    try:
        with running(wanted.url) as url:
            for name in [name for name in chosen if name in _OF_A_SYSTEM]:
                print(f"\n== {name}", flush=True)
                _OF_A_SYSTEM[name](url, wanted)
    except (httpx.HTTPError, NotStarted) as error:
        print(f"no measurement: {error}", file=sys.stderr)
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--url", help=f"the system to measure (default: {DEFAULT}, else a fresh one)")
    parser.add_argument("--only", nargs="+", choices=[*_ALONE, *_OF_A_SYSTEM])
    parser.add_argument("--turns", type=int, default=40, help="turns timed for each number of conversations")
    parser.add_argument("--people", type=int, default=8000, help="profiles of each kind in the roster bench")
    parser.add_argument("--residents", type=int, default=1000, help="residents asked in the interview bench")
    parser.add_argument("--questions", type=int, default=60, help="questions drawn for the noise bench")
    parser.add_argument(
        "--questions-in",
        type=Path,
        default=noise.QUESTIONS,
        help="folder of question files with keys (JSON lines)",
    )
    parser.add_argument("--seed", type=int, default=_SEED)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
