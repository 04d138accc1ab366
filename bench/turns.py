"""How long a turn takes, against /livez of the same gateway, at one and at several conversations, and what with."""

import random
from concurrent.futures import ThreadPoolExecutor

import httpx
from prometheus_client.parser import text_string_to_metric_families

from bench.figures import milliseconds, percentile, ratio
from bench.messages import different
from bench.talk import Talk

_CONVERSATIONS = (1, 4)
_UNTIMED = 3  # first turns of a conversation: connections and caches warm up


def run(url: str, turns: int) -> None:
    """Print p50 and p95 of a turn and of /livez, taken by turns by the same clients, and the mean of its stages."""
    chance = random.Random()  # a fresh order each time, for the system remembers what it read
    print(f"{'conversations':>13} {'':>5} {'turn':>11} {'/livez':>11} {'ratio':>9}")
    for number in _CONVERSATIONS:
        each = max(2, turns // number)
        texts = different(chance)
        chosen = [[next(texts) for _ in range(each + _UNTIMED)] for _ in range(number)]
        before = _stages(url)
        with ThreadPoolExecutor(number) as pool:
            measured = list(pool.map(lambda own: _converse(url, own), chosen))
        _report(number, measured)
        print(f"{'':>13} mean of a turn's stages: {_means(before, _stages(url))}")


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


def _stages(url: str) -> dict[str, tuple[float, float]]:
    """How often each stage of a turn was gone through, and the seconds of all together (`/metrics`)."""
    page = httpx.get(f"{url}/metrics", timeout=30, trust_env=False).raise_for_status().text
    found: dict[str, dict[str, float]] = {}
    for family in text_string_to_metric_families(page):
        if family.name == "yizhu_stage_seconds":
            for sample in family.samples:
                found.setdefault(sample.labels["stage"], {})[sample.name.rpartition("_")[2]] = sample.value
    return {stage: (figures["count"], figures["sum"]) for stage, figures in found.items()}


def _means(before: dict[str, tuple[float, float]], after: dict[str, tuple[float, float]]) -> str:
    spent = {
        stage: (seconds - before[stage][1]) / max(1, count - before[stage][0])
        for stage, (count, seconds) in after.items()
    }
    return ", ".join(f"{stage} {seconds * 1000:.1f} ms" for stage, seconds in spent.items())


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
