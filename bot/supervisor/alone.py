"""One part of the system in the foreground, for whatever watches over it elsewhere (a container, a unit)."""

import signal
import subprocess
from types import FrameType

from bot.supervisor.child import Plan
from bot.supervisor.logs import scrub


def serve(plan: Plan) -> int:
    """Run the part until it ends or SIGTERM comes; its log goes, scrubbed, to standard output.

    Returns:
        The part's exit status; 0 when it was asked to stop.
    """
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    part = subprocess.Popen(
        plan.command, env=plan.environment, cwd=plan.folder, stdin=null, stdout=pipe, stderr=subprocess.STDOUT
    )
    asked = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        part.terminate()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    assert part.stdout is not None
    with part.stdout as said:
        for raw in iter(lambda: said.readline(65536), b""):
            if line := scrub(raw.decode("utf-8", "replace")):
                print(line, flush=True)
    status = part.wait()
    return 0 if asked else status or 1  # a part that ends by itself has failed
