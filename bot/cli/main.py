"""The `yizhu` command. Each subcommand is a module, imported only when it is the one asked for."""

import argparse
import importlib
import sys

from casework.errors import CaseworkError
from policy_kb.data_files import DataError

COMMANDS = {
    "run": ("bot.cli.run", "start the whole system and keep it running"),
    "ask": ("bot.cli.ask", "talk with the running system"),
    "assess": ("bot.cli.assess", "what a person with a given profile is entitled to"),
    "screen": ("bot.cli.screen", "who on a list of people gets what (CSV, XLSX)"),
    "callbacks": ("bot.cli.callbacks", "the call-backs that are owed"),
    "desk": ("bot.cli.desk", "accounts for the caseworkers' desk"),
    "wechat": ("bot.cli.wechat", "check the WeChat account, and make its menu anew"),
    "misses": ("bot.cli.misses", "messages that were not answered, for review"),
    "keys": ("bot.cli.keys", "a new key for everything kept encrypted: yizhu keys rotate"),
    "purge": ("bot.cli.purge", "delete what has outlived its time (daily by itself)"),
    "backup": ("bot.cli.backup", "a copy of everything that is kept: yizhu backup DIR"),
    "restore": ("bot.cli.restore", "put a back-up in the place of what is kept now"),
    "migrate": ("bot.cli.migrate", "bring the database to the newest version, or back to an older one"),
    "serve": ("bot.cli.serve", "one part alone, for containers: yizhu serve gateway"),
    "kb": ("bot.cli.kb", "check the policy data: yizhu kb check"),
    "train": ("bot.cli.train", "train the model if the present one does not fit"),
    "cross-validate": ("bot.cli.cross_validate", "read each voice with a model that never heard it"),
    "eval": ("bot.cli.evaluate", "ask the running system questions with known answers"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one subcommand and return its exit status (2 for a wrong use)."""
    given = sys.argv[1:] if arguments is None else arguments
    parsed = parser(given).parse_args(given)
    try:
        return int(parsed.func(parsed) or 0)
    except DataError as error:
        print(f"政策数据读不进来：{error}", file=sys.stderr)
        return 1
    except CaseworkError as error:  # what a command did not expect, such as a database of a later release
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        sys.stderr.close()
        return 0


def parser(given: list[str]) -> argparse.ArgumentParser:
    """The parser of the subcommand that `given` begins with; the others are only named."""
    made = argparse.ArgumentParser(prog="yizhu", description="伊助：残疾人政策问答 (see README.md)")
    commands = made.add_subparsers(metavar="COMMAND", required=True)
    chosen = given[0] if given and given[0] in COMMANDS else None
    for name, (module, help_text) in COMMANDS.items():
        if name == chosen:
            importlib.import_module(module).add_parser(commands)
        else:
            commands.add_parser(name, help=help_text)
    return made


if __name__ == "__main__":
    sys.exit(main())
