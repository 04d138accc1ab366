"""`python -m bot.supervisor.prepare FILE`: data, keys and model, before anything is started.

A process of its own, so that the memory that training takes is free again while the system runs.
Writes the path of the model into FILE.
"""

import sys
from pathlib import Path

from bot.model import NoModel, ensure_model
from casework.db import upgrade
from casework.errors import CaseworkError
from casework.sealing import keyed_hash


def main() -> None:
    """Make or update the database and the key, and train if no model fits the present files."""
    keyed_hash("made at first use")  # so that all processes find the one key
    try:
        upgrade()
        model = ensure_model()
    except (CaseworkError, NoModel) as error:
        sys.exit(str(error))
    Path(sys.argv[1]).write_text(str(model), encoding="utf-8")


if __name__ == "__main__":
    main()
