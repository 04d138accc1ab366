"""Does a turn take longer in a long conversation? One of a thousand turns with each rival, in step."""

import random
from contextlib import ExitStack

from bench.figures import percentile
from bench.messages import never_repeated
from bench.rivals import Rival

AT = (10, 100, 500, 1000)
_AROUND = 10  # turns up to and with the named one whose median counts


def run(rivals: list[Rival], last: int) -> None:
    """Print the median turn around turns 10, 100, 500 and 1,000 (up to `last`), and its ratio to turn 10."""
    texts = never_repeated(random.Random())
    seconds: dict[str, list[float]] = {rival.name: [] for rival in rivals}
    with ExitStack() as talks:
        talking = {rival.name: talks.enter_context(rival.talk()) for rival in rivals}
        for _ in range(last):
            text = next(texts)
            for name, talk in talking.items():
                seconds[name].append(talk.say(text).seconds)
    print(f"{'turn':>6}" + "".join(f"{name:>12}{'to turn 10':>12}" for name in seconds))
    for turn in (at for at in AT if at <= last):
        print(f"{turn:>6}" + "".join(_cell(all_, turn) for all_ in seconds.values()), flush=True)


def _cell(seconds: list[float], turn: int) -> str:
    at, first = _median(seconds, turn), _median(seconds, AT[0])
    return f"{at * 1000:>9.1f} ms{at / first:>10.2f} x"


def _median(seconds: list[float], turn: int) -> float:
    return percentile(seconds[turn - _AROUND : turn], 0.5)
