"""`make demo`: a resident's and a caseworker's day with a running system of its own; pictures stay behind.

python -m demo                   pictures in var/demo
python -m demo --to FOLDER       elsewhere
"""

import argparse
import signal
import sys
import tempfile
import time
from pathlib import Path

from bench.system import NotStarted, fresh
from bot.settings import PROJECT
from demo.day import play
from demo.stage import NoBrowser, stage


def main() -> int:
    """Play the day; 1 when the system does not come up or there is no browser."""
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__.partition("\n")[0])
    parser.add_argument("--to", type=Path, default=PROJECT / "var" / "demo", help="folder of the pictures")
    folder = parser.parse_args().to.resolve()
    # By default SIGTERM ends Python on the spot, and the system started here would run on.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    started = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="yizhu-demo-") as data, fresh(Path(data)) as system:
            system.wait()
            with stage(system.url, folder) as place:
                play(place, system.environment)
                taken = len(place.taken)
    except (NotStarted, NoBrowser) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"\n{taken} 张图在 {folder}，用了 {time.monotonic() - started:.0f} 秒。系统已停，数据已删。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
