"""Does a turn take longer in a long conversation? Turn 1,000 against turn 10, asked alternately, ours alone."""

import random

from bench.figures import milliseconds, percentile, ratio
from bench.messages import different
from bench.talk import Talk

_SHORT = 5  # turns before the first timed one of the short conversation
_TIMED = 20


def run(url: str, length: int) -> None:
    """Print the median turn around turn 10 and around turn `length`, and their ratio."""
    before = length - _TIMED // 2  # turns before the first timed one of the long conversation
    texts = different(random.Random())
    early: list[float] = []
    late: list[float] = []
    with Talk(url) as short, Talk(url) as long:
        for talk, turns in ((long, before), (short, _SHORT)):
            for _ in range(turns):
                talk.say(next(texts))
        for number in range(_TIMED):
            # Alternately and each first in turn, so that what else the machine does weighs on both alike.
            pair = [(short, early), (long, late)]
            for talk, seconds in pair if number % 2 else reversed(pair):
                seconds.append(talk.say(next(texts)).seconds)
        held_back = short.held_back + long.held_back
    first, last = percentile(early, 0.5), percentile(late, 0.5)
    print(f"turn {_SHORT + 1:>4} to {_SHORT + _TIMED:>4} {milliseconds(first)}")
    print(f"turn {before + 1:>4} to {before + _TIMED:>4} {milliseconds(last)} {ratio(last, first)}")
    if held_back:
        print(f"held back {held_back} times (YIZHU_RATE_LIMIT)")
