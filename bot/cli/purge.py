"""`yizhu purge`: delete now what has outlived its time; the running system does so every day."""

import argparse
import sys

from bot.cli.options import speak_utf8
from bot.dialogue.retention import KINDS
from casework.errors import CaseworkError
from casework.retention import purge


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu purge`."""
    parser = subparsers.add_parser("purge", help="delete what has outlived its time")
    parser.add_argument("--dry-run", action="store_true", help="count only, delete nothing")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Purge, and say how much of each kind went, or would go."""
    speak_utf8()
    try:
        gone = purge(dry_run=arguments.dry_run, more=KINDS)
    except CaseworkError as error:
        print(f"没有清理完：{error}", file=sys.stderr)
        return 1
    print("到期要删的（这次没有删）：" if arguments.dry_run else "到期已经删掉的：")
    for title, count in gone.items():
        print(f"  {title}：{count}")
    return 0
