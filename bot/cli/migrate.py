"""`yizhu migrate`: the version of the database, forward before an upgrade, back before a roll-back."""

import argparse
import sys
from typing import TextIO

from bot.cli.options import speak_utf8
from casework import db
from casework.errors import CaseworkError
from casework.sealing import keyed_hash


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu migrate`."""
    parser = commands.add_parser("migrate", help="bring the database to the newest version, or back")
    parser.add_argument(
        "--to", metavar="VERSION", default="head", help="an older version: before a roll-back"
    )
    parser.add_argument(
        "--drop", action="store_true", help="going back: what only newer versions keep may go"
    )
    parser.add_argument(
        "--list", action="store_true", help="the versions that this release knows; change nothing"
    )
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Migrate and say from where to where; 1 when it cannot be, or `--drop` is missing."""
    speak_utf8()
    try:
        if arguments.list:
            return _list("base")
        if arguments.to != "head" and not arguments.drop and db.newer_than(arguments.to):
            print(
                f"回到 {arguments.to}，下面这些存的东西会丢。先备份；真要这样做，加上 --drop：",
                file=sys.stderr,
            )
            _list(arguments.to, sys.stderr)
            return 1
        keyed_hash("made at first use")  # before anything is sealed, so that all parts find the one key
        before, after = db.migrate(arguments.to)
    except CaseworkError as error:
        print(f"没有改动数据库：{error}", file=sys.stderr)
        return 1
    print(
        f"数据库的版本是 {after}，没有要改的。"
        if before == after
        else f"数据库的版本：{before or '空的'} → {after}"
    )
    return 0


def _list(above: str, to: TextIO = sys.stdout) -> int:
    for version, brought in db.newer_than(above):
        print(f"  {version}  {brought}", file=to)
    return 0
