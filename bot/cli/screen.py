"""`yizhu screen`: who on a list of people gets what (政策找人). Nothing leaves the machine."""

import argparse
import sys
from pathlib import Path

from tqdm import tqdm

from bot.cli.options import Refused, add_terms, speak_utf8, terms
from policy_kb.current import current
from policy_kb.parameters import ParameterError
from policy_kb.readings import ReadingError
from policy_kb.roster.heads import find_roster
from policy_kb.roster.people import PeopleReader
from policy_kb.roster.report import summary
from policy_kb.roster.screening import screen
from policy_kb.roster.sheets import sheets
from policy_kb.roster.tables import RosterError, read_tables
from policy_kb.roster.vocabulary import vocabulary
from policy_kb.roster.writing import places, store


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu screen` to the commands."""
    parser = commands.add_parser("screen", help="who on a list of people gets what")
    parser.add_argument("file", metavar="FILE", type=Path, help="the list: .csv (UTF-8 or GBK) or .xlsx")
    parser.add_argument(
        "--to", metavar="FILE", type=Path, help="write the results for each person to a .csv or .xlsx"
    )
    add_terms(parser)
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the summary; the exit status is 0, 1 (cells not understood) or 2 (nothing could be done)."""
    speak_utf8()
    try:
        return _screen(arguments)
    except (Refused, RosterError, ReadingError, ParameterError) as error:
        print(error, file=sys.stderr)
        return 2


def _screen(arguments: argparse.Namespace) -> int:
    kb = current()
    under = terms(kb, arguments)
    if arguments.to:
        _must_not_overwrite(arguments.file, places(arguments.to))
    words = vocabulary(kb.facts)
    roster = find_roster(read_tables(arguments.file), words)
    heads = roster.heads
    reader = PeopleReader(kb, words, heads, under.on)
    shown = tqdm(
        roster.rows, desc="核对", unit="人", disable=not sys.stderr.isatty(), file=sys.stderr, leave=False
    )
    people = (reader.person(number, row) for number, row in shown)
    found = screen(kb, people, under.on, under.rulings, under.promulgated, heads.facts)
    print(summary(kb, roster, found))
    if arguments.to:
        files = store(sheets(kb, found, [column.head for column in heads.labels]), arguments.to)
        print(f"\n写好了（只有本人能打开）：{'、'.join(map(str, files))}")
    return 1 if found.problems else 0


def _must_not_overwrite(source: Path, targets: list[Path]) -> None:
    for target in targets:
        if target.exists() and source.exists() and target.samefile(source):
            raise Refused(f"--to 会盖掉名单 {source}，请换一个文件名")
