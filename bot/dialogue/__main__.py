"""`python -m bot.dialogue --model FILE --ports 5005 5006`: Rasa, a server on each port.

The model is loaded once; each server is a copy of this process (fork), which shares its memory. A server
that falls is copied anew within a moment, without loading anything.
"""

import argparse
import contextlib
import ctypes
import gc
import os
import signal
import sys
import time
import zlib
from collections.abc import Callable
from types import FrameType

from bot.dialogue.absent import TENSORFLOW, leave_out
from bot.settings import PROJECT

_FALLS, _WITHIN = 5, 30.0  # so many falls within so many seconds: loading anew may help
_PR_SET_PDEATHSIG = 1


def main() -> int:
    """Serve until SIGTERM; 1 when the servers do not stand."""
    parser = argparse.ArgumentParser(prog="python -m bot.dialogue", description=__doc__.partition("\n")[0])
    parser.add_argument("--model", required=True)
    parser.add_argument("--ports", required=True, nargs="+", type=int)
    wanted = parser.parse_args()
    if not _needs_tensorflow():
        leave_out(TENSORFLOW)
    from rasa.exceptions import ModelNotFound  # Rasa is imported here, after the above

    from bot.dialogue.serving import load, serve

    try:
        agent = load(wanted.model)
    except (ModelNotFound, EOFError, OSError, zlib.error) as error:
        print(
            f"模型文件读不了：{wanted.model}。删掉它，再运行 yizhu train\n"
            f"(the model cannot be read: {type(error).__name__}; delete it, then run yizhu train)",
            file=sys.stderr,
            flush=True,
        )
        return 1
    gc.collect()
    gc.freeze()  # what is loaded stays shared: collecting would write to its pages

    def start(port: int) -> int:
        parent = os.getpid()
        if pid := os.fork():
            return pid
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _die_with(parent)
        serve(agent, port)
        os._exit(0)

    return _keep_up(wanted.ports, start)


def _keep_up(ports: list[int], start: Callable[[int], int]) -> int:
    """Start a server for each port and again when one falls; stop all of them on SIGTERM."""
    serving: dict[int, int] = {}
    stopping = False
    falls: list[float] = []

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True
        for pid in serving:
            with contextlib.suppress(ProcessLookupError):  # fallen, and not yet waited for
                os.kill(pid, signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    for port in ports:
        serving[start(port)] = port
    while serving:
        pid, _ = os.wait()
        port = serving.pop(pid, 0)
        if stopping or not port:
            continue
        falls = [at for at in falls if time.monotonic() - at < _WITHIN] + [time.monotonic()]
        if len(falls) > _FALLS:
            stop(signal.SIGTERM, None)
            return 1
        print(f"server on port {port} fell; started again", file=sys.stderr, flush=True)
        serving[start(port)] = port
    return 0


def _needs_tensorflow() -> bool:
    """Whether a component of config.yml is one of Rasa's own: some of them compute with TensorFlow."""
    import yaml

    config = yaml.safe_load((PROJECT / "config.yml").read_text(encoding="utf-8"))
    names = [part["name"] for part in (*config["pipeline"], *config["policies"])]
    return any(not name.startswith("bot.") and name != "RulePolicy" for name in names)


def _die_with(parent: int) -> None:
    """Do not outlive the process that watches over this one."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
