"""The stock bot's project: our examples, domain, rules and actions; Rasa's pipeline, policies and stores."""

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from functools import reduce
from pathlib import Path

import yaml

from bot.settings import PROJECT
from policy_kb.kb import KnowledgeBase

KEPT = PROJECT / "var" / "bench"
_HERE = Path(__file__).parent
SUGGESTED = 100  # epochs
_STORIES, _TURNS = 60, 4
_SEED = 20221206


def folder(epochs: int) -> Path:
    """Where the project for the present data lies; it is written when there is none.

    `epochs`: 100 as Rasa suggests. Fewer train sooner and answer as fast, if worse.
    """
    home = KEPT / f"stock-{_fingerprint()}-{epochs}"
    if not (home / "complete").exists():
        _write(home, epochs)
    return home


def newest(epochs: int) -> Path | None:
    """The folder of a trained bot: that for the present data, else the one that was trained last."""
    present = KEPT / f"stock-{_fingerprint()}-{epochs}"
    if (present / "training.json").exists():
        return present
    trained = sorted(KEPT.glob("stock-*/training.json"), key=lambda path: path.stat().st_mtime)
    return trained[-1].parent if trained else None


def model(home: Path) -> tuple[Path, float]:
    """The trained model and the seconds its training took; trained once for the same data.

    Raises:
        RuntimeError: training failed; Rasa's words stand in `train.log` beside the model.
    """
    made, took = home / "models" / "stock.tar.gz", home / "training.json"
    if not (made.exists() and took.exists()):
        print(f"training the stock bot once, on the same examples (log: {home / 'train.log'})", flush=True)
        started = time.monotonic()
        command = [sys.executable, "-m", "rasa", "train", "--skip-validation", "--fixed-model-name", "stock"]
        with (home / "train.log").open("wb") as log:
            done = subprocess.run(command, cwd=home, env=environment(), stdout=log, stderr=log)
        if done.returncode or not made.exists():
            raise RuntimeError(f"the stock bot was not trained, see {home / 'train.log'}")
        took.write_text(json.dumps({"seconds": time.monotonic() - started}))
    return made, float(json.loads(took.read_text())["seconds"])


def whole_training(home: Path) -> tuple[int, float]:
    """Epochs that were trained, and the seconds that 100 would have taken: the epochs grow, the rest stays."""
    epochs = int(home.name.rpartition("-")[2])
    shown = (home / "train.log").read_text(encoding="utf-8", errors="replace")
    bars = [re.findall(rf"{epochs}/{epochs} \[([\d:]+)<00:00", line) for line in shown.split("\n")]
    in_epochs = sum(_seconds(bar[-1]) for bar in bars if bar)
    return epochs, model(home)[1] + in_epochs * (SUGGESTED / epochs - 1)


def _seconds(clock: str) -> int:
    """`7:08` and `1:07:08` in seconds."""
    return reduce(lambda passed, part: passed * 60 + int(part), clock.split(":"), 0)


def environment() -> dict[str, str]:
    """As a careful operator starts Rasa: no telemetry, warnings only, our actions on the path."""
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}
    return {**os.environ, **quiet, "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "PYTHONPATH": str(PROJECT)}


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in [*sorted((PROJECT / "data").rglob("*.yml")), PROJECT / "domain.yml", _HERE / "config.yml"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _write(home: Path, epochs: int) -> None:
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(PROJECT / "data", home / "data")
    shutil.copy(PROJECT / "domain.yml", home / "domain.yml")
    config = (_HERE / "config.yml").read_text(encoding="utf-8").replace("epochs: 100", f"epochs: {epochs}")
    (home / "config.yml").write_text(config, encoding="utf-8")
    _dump(home / "data" / "responses.yml", {"version": "3.1", "responses": _responses(home)})
    _dump(home / "data" / "stories.yml", {"version": "3.1", "stories": _stories()})
    _dump(home / "credentials.yml", {"rest": None})
    (home / "complete").touch()


def _responses(home: Path) -> dict[str, list[dict[str, str]]]:
    """What ResponseSelector chooses from: a policy's words in its topic, a plain word for all else."""
    topics = KnowledgeBase.load().topics
    found: dict[str, list[dict[str, str]]] = {}
    for path in sorted((home / "data" / "nlu").rglob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            name = block.get("intent", "")
            if "/" in name:
                topic = topics.get(name.split("/")[1])
                found[f"utter_{name}"] = [{"text": topic.grants if topic else name}]
    return found


def _stories() -> list[dict[str, object]]:
    """Talks of a few turns, as the rules would lead them: something for TED to learn from."""
    rules = yaml.safe_load((PROJECT / "data" / "rules" / "answers.yml").read_text(encoding="utf-8"))["rules"]
    chance = random.Random(_SEED)
    told = [
        [step for rule in chance.sample(rules, _TURNS) for step in rule["steps"]] for _ in range(_STORIES)
    ]
    return [{"story": f"talk {number}", "steps": steps} for number, steps in enumerate(told)]


def _dump(path: Path, content: dict[str, object]) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
