"""`yizhu serve PART`: one part alone, as `yizhu run` would start it, for containers and pods.

The parts of one copy share a network of their own (a pod, or a container's network): they find each other on the
loopback address, and only the gateway listens to the outside. `yizhu migrate` comes first.
"""

import argparse
import sys

from bot.cli.sound_policy import policy_is_sound
from bot.model import NoModel, ensure_model
from bot.settings import SettingsError, from_environment
from bot.supervisor.alone import serve
from bot.supervisor.plan import plans

_SECRET = 16  # characters; Rasa's channel takes no shorter one
PARTS = ("gateway", "rasa", "actions", "telegram")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu serve`."""
    parser = commands.add_parser("serve", help="one part alone, for containers: yizhu serve gateway")
    parser.add_argument("part", choices=PARTS)
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the part until it is stopped; 1 when it cannot start or fell."""
    try:
        settings = from_environment()
    except SettingsError as error:
        print(f"启动失败：{error}", file=sys.stderr)
        return 1
    if len(settings.channel_secret) < _SECRET:
        print(
            f"启动失败：YIZHU_CHANNEL_SECRET 要设成至少 {_SECRET} 个字符，各部分一样 "
            "(the gateway and Rasa need the same secret)",
            file=sys.stderr,
        )
        return 1
    if not policy_is_sound():
        return 1
    try:
        model = ensure_model()
    except NoModel as error:
        print(f"启动失败：{error}", file=sys.stderr)
        return 1
    for plan in plans(settings, model):
        if plan.name == arguments.part:
            return serve(plan)
    print(f"启动失败：{arguments.part} 没有设好 (its settings are missing)", file=sys.stderr)
    return 1
