"""`yizhu keys rotate`: a new key for everything that is kept encrypted, while the system runs."""

import argparse
import sys

from bot.cli.options import speak_utf8
from bot.dialogue.talks import sealed_place
from casework.errors import CaseworkError
from casework.rotation import rotate
from casework.settings import settings


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu keys`."""
    parser = subparsers.add_parser("keys", help="the key of everything that is kept encrypted")
    steps = parser.add_subparsers(metavar="STEP", required=True)
    step = steps.add_parser("rotate", help="make a new key, encrypt everything anew, drop the old key")
    step.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Rotate; 1 when it could not be finished (both keys stay, nothing is lost), 130 when interrupted."""
    speak_utf8()
    print("换钥匙：新旧两把钥匙都留着，全部重新加密以后，旧的才去掉。系统可以照常运行。", flush=True)
    try:
        done = rotate([sealed_place()], say=lambda what: print(f"  {what}", flush=True))
    except KeyboardInterrupt:
        print("中断了。两把钥匙都在，什么也没丢。再运行一次，接着做。", file=sys.stderr)
        return 130
    except CaseworkError as error:
        print(f"没有做完：{error}\n两把钥匙都在，什么也没丢。再运行一次，接着做。", file=sys.stderr)
        return 1
    print(f"换好了，重新加密了{done.resealed}项。请马上另外备份新的钥匙文件：{settings().key_file}")
    print("以前的备份要用以前的钥匙文件才能打开。")
    if done.unreadable:
        print(f"有{done.unreadable}项，哪一把钥匙都打不开，原样没动。", file=sys.stderr)
    return 0
