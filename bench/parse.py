"""What understanding one message costs: Rasa's /model/parse with our model and with the stock bot's.

Each in a Rasa of its own on one thread, since the one that serves people does not offer parsing by itself.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random

import httpx

from bench.figures import milliseconds, percentile
from bench.messages import different
from bench.ports import free_port
from bench.questions import draw
from bench.system import stop, wait_for
from bot.model import ensure_model
from bot.settings import LOOPBACK, PROJECT

_START = 180.0  # seconds
_MESSAGES = 60
_UNTIMED = 5
_LONG = 60  # characters from which a message counts as long


def run(home: Path, folder: Path, seed: int) -> None:
    """Print p50 and p95 of parsing short messages, met for the first time and again, and long ones.

    Args:
        home: of the trained stock bot, which is asked in turns with ours.
    """
    models = {"ours": ensure_model(), "stock": home / "models" / "stock.tar.gz"}
    texts = different(Random())
    short = [next(texts) for _ in range(_MESSAGES)]
    long = [q["text"] for q in draw(folder, 1000, seed) if len(q["text"]) >= _LONG][:_MESSAGES]
    with ExitStack() as parsers:
        clients = {name: parsers.enter_context(_parser(model)) for name, model in models.items()}
        for text in short[:_UNTIMED]:
            for client in clients.values():
                _parse(client, text)
        print(f"{'message':<12} {'':>5} {'ours':>11} {'stock':>11}  ours / stock")
        timed = {"new": short[_UNTIMED:], "known": short[_UNTIMED:], "new, long": long}
        for name, chosen in timed.items():
            _report(name, *_time(clients, chosen))


def _time(clients: dict[str, httpx.Client], texts: list[str]) -> tuple[list[float], ...]:
    took: dict[str, list[float]] = {name: [] for name in clients}
    for text in texts:
        for name, client in clients.items():
            took[name].append(_parse(client, text))
    return tuple(took.values())


def _parse(client: httpx.Client, text: str) -> float:
    started = time.perf_counter()
    client.post("/model/parse", json={"text": text}).raise_for_status()
    return time.perf_counter() - started


def _report(name: str, mine: list[float], theirs: list[float]) -> None:
    for share in (0.5, 0.95) if mine else ():
        own, stock = percentile(mine, share), percentile(theirs, share)
        print(
            f"{name:<12} {f'p{share * 100:.0f}':>5} {milliseconds(own)} {milliseconds(stock)}  {own / stock:.2f}"
        )


@contextmanager
def _parser(model: Path) -> Iterator[httpx.Client]:
    """A Rasa that only parses; no channel and no store of the real system is touched."""
    with tempfile.TemporaryDirectory(prefix="yizhu-bench-") as folder:
        empty = Path(folder) / "empty.yml"
        empty.write_text("{}\n", encoding="utf-8")
        url = f"http://{LOOPBACK}:{(port := free_port())}"
        command = [
            *(sys.executable, "-m", "rasa", "run", "--quiet", "--enable-api", "--model", str(model)),
            *("--interface", LOOPBACK, "--port", str(port)),
            *("--credentials", str(empty), "--endpoints", str(empty)),
        ]
        quiet = {**os.environ, **_QUIET}
        process = subprocess.Popen(
            command, cwd=PROJECT, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        try:
            wait_for(process, f"{url}/status", _START)
            with httpx.Client(base_url=url, timeout=30) as client:
                yield client
        finally:
            stop(process)


_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TF_INTRA_OP_PARALLELISM_THREADS")
#: As `yizhu run` starts Rasa: one thread a library, no telemetry.
_QUIET = {
    **dict.fromkeys((*_THREADS, "TF_INTER_OP_PARALLELISM_THREADS"), "1"),
    "RASA_TELEMETRY_ENABLED": "false",
    "SANIC_HOST": LOOPBACK,
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
}
