"""`yizhu train`: the model for the data as they stand, made now unless it is there."""

import argparse
import sys

from bot.model import NoModel, ensure_model


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu train`."""
    parser = commands.add_parser("train", help="train the model, unless one for these data is there")
    parser.set_defaults(func=run)


def run(_: argparse.Namespace) -> int:
    """Print where the model is; 1 when there is none, with the reason."""
    try:
        print(ensure_model())
    except NoModel as error:
        print(error, file=sys.stderr)
        return 1
    return 0
