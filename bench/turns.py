"""How long a turn takes, against /livez of the same gateway, at one and at several conversations."""

import random
from concurrent.futures import ThreadPoolExecutor

from bench.figures import milliseconds, percentile, ratio
from bench.messages import different
from bench.talk import Talk

_CONVERSATIONS = (1, 4)
_UNTIMED = 3  # first turns of a conversation: connections and caches warm up


def run(url: str, turns: int) -> None:
    """Print p50 and p95 of a turn and of /livez, taken by turns by the same clients."""
    chance = random.Random()  # a fresh order each time, for the system remembers what it read
    print(f"{'conversations':>13} {'':>5} {'turn':>11} {'/livez':>11} {'ratio':>9}")
    for number in _CONVERSATIONS:
        each = max(2, turns // number)
        texts = different(chance)
        chosen = [[next(texts) for _ in range(each + _UNTIMED)] for _ in range(number)]
        with ThreadPoolExecutor(number) as pool:
            measured = list(pool.map(lambda own: _converse(url, own), chosen))
        _report(number, measured)


def _converse(url: str, texts: list[str]) -> tuple[list[float], list[float], int, int]:
    """Seconds of the turns, seconds of /livez, failed turns, and how often the rate limit held us back."""
    said, lived, failed = [], [], 0
    with Talk(url) as talk:
        for number, text in enumerate(texts):
            turn, live = talk.say(text), talk.live()
            if number < _UNTIMED:
                continue
            failed += turn.failed
            said.append(turn.seconds)
            lived.append(live)
        return said, lived, failed, talk.held_back


def _report(number: int, measured: list[tuple[list[float], list[float], int, int]]) -> None:
    said = [second for one in measured for second in one[0]]
    lived = [second for one in measured for second in one[1]]
    for share in (0.5, 0.95):
        slow, fast = percentile(said, share), percentile(lived, share)
        name = f"p{share * 100:.0f}"
        print(f"{number:>13} {name:>5} {milliseconds(slow)} {milliseconds(fast)} {ratio(slow, fast)}")
    failed, held_back = sum(one[2] for one in measured), sum(one[3] for one in measured)
    if failed or held_back:
        print(
            f"{'':>13} {failed} of {len(said)} turns failed; held back {held_back} times (YIZHU_RATE_LIMIT)"
        )
