"""`python -m bench`: how long a turn takes, whether it grows, what understanding costs and stands.

python -m bench                      the system on :8000, else one started for the bench
python -m bench --url http://host    that system and no other
python -m bench --only turns noise   some of the parts
"""

import argparse
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import httpx

from bench import growth, noise, parse, turns
from bench.system import DEFAULT, NotStarted, running

_SEED = 20221206


def main() -> int:
    """Run the parts asked for; 1 when no system answers."""
    wanted = _arguments()
    # By default SIGTERM ends Python on the spot, and what was started for the bench would run on.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parts: dict[str, Callable[[str], None]] = {
        "turns": lambda url: turns.run(url, wanted.turns),
        "growth": growth.run,
        "parse": lambda _: parse.run(wanted.questions_in, wanted.seed),
        "noise": lambda url: noise.run(url, wanted.questions_in, wanted.questions, wanted.seed),
    }
    try:
        with running(wanted.url) as url:
            for name in wanted.only or parts:
                print(f"\n== {name}", flush=True)
                parts[name](url)
    except (httpx.HTTPError, NotStarted) as error:
        print(f"no measurement: {error}", file=sys.stderr)
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--url", help=f"the system to measure (default: {DEFAULT}, else a fresh one)")
    parser.add_argument("--only", nargs="+", choices=["turns", "growth", "parse", "noise"])
    parser.add_argument("--turns", type=int, default=40, help="turns timed for each number of conversations")
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
