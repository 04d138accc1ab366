"""`yizhu assess`: the assessment of one profile, or of many with `--lines`, as JSON."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, BinaryIO

from policy_kb.assess import assess, assess_json
from policy_kb.kb import KnowledgeBase, current
from policy_kb.parameters import ParameterError
from policy_kb.profile import ProfileError
from policy_kb.readings import ReadingError, settle

_NOT_JSON = "不是正确的 JSON，请检查括号、引号和逗号"


class _Refused(ValueError):
    """Something given on the command line cannot be used; the message says why."""


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu assess` to the commands."""
    parser = commands.add_parser("assess", help="what a person is entitled to, as JSON")
    parser.add_argument("file", metavar="FILE", help="a file with a profile as JSON; - is standard input")
    parser.add_argument("--lines", action="store_true", help="one profile a line, one assessment a line")
    parser.add_argument(
        "--reading",
        action="append",
        default=[],
        metavar="NAME=OPTION",
        help="try a ruling without recording it, e.g. subsidy_split=by_residence",
    )
    parser.add_argument("--on", metavar="DATE", help="the day to assess for, YYYY-MM-DD (default: today)")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the assessment; the exit status is 0, 1 (a bad line) or 2 (bad profile or option)."""
    _speak_utf8()
    try:
        kb = current()
        on = _day(arguments.on, "--on") or date.today()
        rulings = dict(_ruling(text) for text in arguments.reading)
        settle(kb.readings, rulings)
        promulgated = _day(os.environ.get("YIZHU_PROMULGATED"), "YIZHU_PROMULGATED")
        options: dict[str, Any] = {"on": on, "rulings": rulings, "promulgated": promulgated}
        with _opened(arguments.file) as source:
            if arguments.lines:
                return _many(kb, source, options)
            result = assess(kb, _profile(source.read()), **options)
    except (_Refused, ProfileError, ReadingError, ParameterError) as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0


def _many(kb: KnowledgeBase, source: BinaryIO, options: dict[str, Any]) -> int:
    """One assessment a line, in order; a bad line gives its error and leaves the others unharmed."""
    status = 0
    write = sys.stdout.buffer.write
    for number, line in enumerate(source, 1):
        try:
            answer = assess_json(kb, _profile(line), **options)
        except (_Refused, ProfileError) as error:
            answer = json.dumps({"error": str(error), "line": number}, ensure_ascii=False).encode()
            status = 1
        write(answer + b"\n")
    sys.stdout.buffer.flush()
    return status


def _profile(raw: bytes) -> Any:
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise _Refused("不是 UTF-8 编码的文字") from error
    except RecursionError as error:
        raise _Refused("JSON 里套得太深") from error
    except (ProfileError, _Refused):
        raise
    except ValueError as error:
        raise _Refused(_NOT_JSON) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose keys each occur once: two values for one fact are no statement."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        name = twice.encode("utf-8", "backslashreplace").decode("utf-8")
        raise ProfileError(name, f"{name} 写了两次，只能写一次")
    return found


def _no_constant(name: str) -> Any:
    raise _Refused(f"{name} 不是 JSON 里的数")


def _ruling(text: str) -> tuple[str, str]:
    name, found, option = text.partition("=")
    if not found:
        raise _Refused(f"--reading 要写成 名称=选项，不能是 {text}")
    return name, option


def _day(text: str | None, name: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _Refused(f"{name} 要写成 2026-11-23 这样的日期，不能是 {text}") from error


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        file = open(name, "rb")  # noqa: SIM115 (closed below, whatever the reader does)
    except OSError as error:
        raise _Refused(f"打不开文件 {name}：{error.strerror}") from error
    with file:
        yield file


def _speak_utf8() -> None:
    """Chinese on any terminal: standard output and error in UTF-8, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
