"""`yizhu run`: the whole system with one command."""

import argparse
import sys

from bot.cli.sound_policy import policy_is_sound
from bot.settings import SettingsError, from_environment
from bot.supervisor.supervisor import Supervisor
from bot.wechat import settings as wechat


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu run`."""
    parser = commands.add_parser("run", help="start the whole system and keep it running")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Run until interrupted; 1 when the system cannot start."""
    try:
        settings = from_environment()
        wechat.from_environment()  # the gateway reads them again; here a wrong one is told at once
    except SettingsError as error:
        print(f"启动失败：{error}", file=sys.stderr)
        return 1
    return Supervisor(settings).run() if policy_is_sound() else 1
