"""What the commands that assess share: the day, the readings tried out, and Chinese on any terminal."""

import argparse
import os
import sys
from dataclasses import dataclass
from datetime import date

from policy_kb.kb import KnowledgeBase
from policy_kb.readings import settle


class Refused(ValueError):
    """Something given on the command line cannot be used; the message says why."""


@dataclass(frozen=True)
class Terms:
    """On which day and under which readings to assess."""

    on: date
    rulings: dict[str, str]
    promulgated: date | None


def add_terms(parser: argparse.ArgumentParser) -> None:
    """Add `--reading` and `--on`."""
    parser.add_argument(
        "--reading",
        action="append",
        default=[],
        metavar="NAME=OPTION",
        help="try a ruling without recording it, e.g. subsidy_split=by_residence",
    )
    parser.add_argument("--on", metavar="DATE", help="the day to assess for, YYYY-MM-DD (default: today)")


def terms(kb: KnowledgeBase, arguments: argparse.Namespace) -> Terms:
    """The terms that a command was given.

    Raises:
        Refused: a day or a reading is not written as it should be.
        ReadingError: the register knows no such reading or option.
    """
    on = _day(arguments.on, "--on") or date.today()
    rulings = dict(_ruling(text) for text in arguments.reading)
    settle(kb.readings, rulings)
    return Terms(on, rulings, _day(os.environ.get("YIZHU_PROMULGATED"), "YIZHU_PROMULGATED"))


def speak_utf8() -> None:
    """Chinese on any terminal: standard output and error in UTF-8, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _ruling(text: str) -> tuple[str, str]:
    name, found, option = text.partition("=")
    if not found:
        raise Refused(f"--reading 要写成 名称=选项，不能是 {text}")
    return name, option


def _day(text: str | None, name: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(f"{name} 要写成 2026-11-23 这样的日期，不能是 {text}") from error
