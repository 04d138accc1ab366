"""A door as a process of its own, as `yizhu run` starts it: can be killed, and its log read."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.settings import PROJECT


@dataclass
class DoorProcess:
    """One copy of a door that runs."""

    process: "subprocess.Popen[bytes]"
    log: Path

    def kill(self) -> None:
        """It dies in the middle of whatever it does."""
        self.process.kill()
        self.process.wait(10)

    def stop(self, seconds: float = 30.0) -> int:
        """It is asked to end; returns its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)

    def said(self) -> str:
        """What it wrote to its log."""
        return self.log.read_text(encoding="utf-8")


def start(module: str, log: Path, **environment: str) -> DoorProcess:
    """Start `python -m module`."""
    with open(log, "ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", module],
            **{"env": {**os.environ, "PYTHONUTF8": "1", **environment}, "cwd": PROJECT},
            **{"stdout": out, "stderr": subprocess.STDOUT},
        )
    return DoorProcess(process, log)
