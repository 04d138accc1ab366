"""How long training takes: ours from nothing, without what earlier trainings left; the stock bot's as kept."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.stock import project
from bot.settings import PROJECT


def run(home: Path) -> None:
    """Print the seconds of both and the ratio (ours to stock).

    Raises:
        RuntimeError: our training failed.
    """
    mine = _ours()
    epochs, whole = project.whole_training(home)
    print(f"ours  {mine:>8.0f} s  (no kept vectors, no cache)")
    print(
        f"stock {project.model(home)[1]:>8.0f} s  ({epochs} epochs of each network, kept from when it was trained)"
    )
    if epochs < project.SUGGESTED:
        print(f"stock {whole:>8.0f} s  (reckoned for {project.SUGGESTED} epochs: the epochs in proportion)")
    print(f"ours / stock {mine / whole:.2f}")


def _ours() -> float:
    with tempfile.TemporaryDirectory(prefix="yizhu-bench-") as folder:
        config = (PROJECT / "config.yml").read_text(encoding="utf-8")
        there = Path(folder) / "config.yml"
        there.write_text(config.replace("var/cache/vectors.npz", f"{folder}/vectors.npz"), encoding="utf-8")
        command = [
            *(sys.executable, "-m", "rasa", "train", "--skip-validation", "--out", folder),
            *("--config", str(there), "--domain", "domain.yml", "--data", "data"),
        ]
        told = {**os.environ, "RASA_CACHE_DIRECTORY": folder, "RASA_TELEMETRY_ENABLED": "false"}
        began = time.monotonic()
        done = subprocess.run(command, cwd=PROJECT, env=told, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return time.monotonic() - began
