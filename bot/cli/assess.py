"""`yizhu assess`: the assessment of one profile, or of many with `--lines`, as JSON."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from bot.cli.options import Refused, add_terms, speak_utf8, terms
from policy_kb.assess import assess, assess_json
from policy_kb.current import current
from policy_kb.kb import KnowledgeBase
from policy_kb.parameters import ParameterError
from policy_kb.profile import ProfileError
from policy_kb.readings import ReadingError

_NOT_JSON = "不是正确的 JSON，请检查括号、引号和逗号"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu assess` to the commands."""
    parser = commands.add_parser("assess", help="what a person is entitled to, as JSON")
    parser.add_argument("file", metavar="FILE", help="a file with a profile as JSON; - is standard input")
    parser.add_argument("--lines", action="store_true", help="one profile a line, one assessment a line")
    add_terms(parser)
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the assessment; the exit status is 0, 1 (a bad line) or 2 (bad profile or option)."""
    speak_utf8()
    try:
        kb = current()
        under = terms(kb, arguments)
        options: dict[str, Any] = {
            "on": under.on,
            "rulings": under.rulings,
            "promulgated": under.promulgated,
        }
        with _opened(arguments.file) as source:
            if arguments.lines:
                return _many(kb, source, options)
            result = assess(kb, _profile(source.read()), **options)
    except (Refused, ProfileError, ReadingError, ParameterError) as error:
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
        except (Refused, ProfileError) as error:
            answer = json.dumps({"error": str(error), "line": number}, ensure_ascii=False).encode()
            status = 1
        write(answer + b"\n")
    sys.stdout.buffer.flush()
    return status


def _profile(raw: bytes) -> Any:
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise Refused("不是 UTF-8 编码的文字") from error
    except RecursionError as error:
        raise Refused("JSON 里套得太深") from error
    except (ProfileError, Refused):
        raise
    except ValueError as error:
        raise Refused(_NOT_JSON) from error


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
    raise Refused(f"{name} 不是 JSON 里的数")


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        file = open(name, "rb")  # noqa: SIM115 (closed below, whatever the reader does)
    except OSError as error:
        raise Refused(f"打不开文件 {name}：{error.strerror}") from error
    with file:
        yield file
