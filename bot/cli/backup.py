"""`yizhu backup DIR`: a copy of everything that is kept, while the system runs."""

import argparse
import sys
from pathlib import Path

from bot.cli.options import speak_utf8
from bot.dialogue.talks import database_file
from casework.backup import backup
from casework.errors import CaseworkError
from casework.settings import settings


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu backup`."""
    parser = subparsers.add_parser("backup", help="a copy of everything that is kept")
    parser.add_argument("into", type=Path, metavar="DIR", help="the folder that holds all back-ups")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Make a back-up; 1 when that failed."""
    speak_utf8()
    try:
        made = backup(arguments.into, database_file())
    except CaseworkError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"备份好了：{made.folder}")
    if made.dropped:
        print(f"超过{settings().backups_kept.days}天的旧备份删掉了{made.dropped}份。")
    print(
        f"注意：钥匙文件不在备份里。没有它，备份打不开。请另外存一份，别跟备份放在一起：{settings().key_file}"
    )
    return 0
