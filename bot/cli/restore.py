"""`yizhu restore BACKUP`: put a back-up in the place of what is kept now."""

import argparse
import sys
from pathlib import Path

from bot.cli.options import speak_utf8
from casework.backup import restore
from casework.errors import CaseworkError


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu restore`."""
    parser = subparsers.add_parser("restore", help="put a back-up in the place of what is kept now")
    parser.add_argument("backup", type=Path, metavar="BACKUP", help="one folder that yizhu backup made")
    parser.add_argument("--replace", action="store_true", help="although there are call-backs already")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Restore; 1 when that failed, and then nothing was changed."""
    speak_utf8()
    try:
        restore(arguments.backup, arguments.replace)
    except CaseworkError as error:
        print(error, file=sys.stderr)
        return 1
    print("恢复好了。用 yizhu callbacks 看一看，电话和编号都应该在。")
    print("备份以后才登记的、才删除的，都回到备份那时的样子。有人后来要求删除过的，请再删一次。")
    return 0
