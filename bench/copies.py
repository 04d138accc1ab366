"""One copy of everything against two, on one PostgreSQL and one Redis; talks move between the two with each turn."""

import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import stores
from bench.figures import percentile, spread
from bench.load import together
from bench.messages import never_repeated
from bench.system import fresh
from bench.talk import Talk

_CONVERSATIONS, _TURNS = 16, 20


def run(rounds: int) -> None:
    """Print turns a second of one copy (a gateway, a Rasa, an action server) and of two, and their ratio."""
    texts = never_repeated(random.Random())
    with _two() as (first, second):
        done: dict[str, list[float]] = {"one": [], "two": []}
        for number in range(rounds):
            ways = {"one": (first,), "two": (first, second)}
            for name in ways if number % 2 else reversed(ways):
                said = [[next(texts) for _ in range(_TURNS)] for _ in range(_CONVERSATIONS)]
                done[name].append(_per_second(ways[name], said))
    for name, figures in done.items():
        print(f"{name:<6}{percentile(figures, 0.5):>8.1f} turns/s")
    print(f"two / one {spread([two / one for one, two in zip(done['one'], done['two'], strict=True)])}")


@contextmanager
def _two() -> Iterator[tuple[str, str]]:
    """Two copies with one key between them; their addresses."""
    with TemporaryDirectory(prefix="yizhu-copies-") as folder, ExitStack() as running:
        told = {
            "DATABASE_URL": stores.new_database(running.enter_context(stores.Postgres()).url),
            "YIZHU_REDIS_URL": running.enter_context(stores.Redis()).url,
            "YIZHU_RASA_SERVERS": "1",
        }
        urls: list[str] = []
        for name in ("a", "b"):
            own = Path(folder, name)
            own.mkdir()
            if urls:
                shutil.copy(Path(folder, "a", "secret.key"), own)
            system = running.enter_context(fresh(own, **told))
            system.wait()
            urls.append(system.url)
        yield urls[0], urls[1]


def _per_second(urls: tuple[str, ...], said: list[list[str]]) -> float:
    made = together(lambda: Talk(*urls), said)
    if made.failed:
        raise RuntimeError(f"{made.failed} turns failed")
    return made.per_second()
