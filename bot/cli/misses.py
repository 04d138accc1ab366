"""`yizhu misses`: what was not answered, for review; reviewed ones become examples and questions."""

import argparse
import difflib
import json
import sys
from dataclasses import asdict
from pathlib import Path

from bot.evaluation.ear import examples
from bot.evaluation.learning import export
from bot.settings import PROJECT
from casework.errors import CaseworkError
from casework.misses import Miss, drop, list_misses, mark_exported, review

_STATUS = {"new": "待看", "reviewed": "已定", "dropped": "不用", "exported": "已导出"}
_REASON = {
    "not_understood": "没听懂", "asked_back": "反问过", "search_result": "查原文", "outside": "别的事",
    "not_helped": "没帮到",
}  # fmt: skip


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu misses` and what it can do."""
    parser = commands.add_parser("misses", help="messages that were not answered, without who asked")
    parser.add_argument("--json", action="store_true", help="one JSON array")
    parser.add_argument("--status", choices=sorted(_STATUS), help="only those")
    parser.set_defaults(func=lambda arguments: _list(arguments.status, arguments.json))
    steps = parser.add_subparsers(metavar="STEP")
    one = steps.add_parser("review", help="say what a message means")
    one.add_argument("number", type=int)
    one.add_argument("--label", required=True, help="a training label such as policy/subsidy_amount")
    one.add_argument("--note")
    one.set_defaults(func=_review)
    one = steps.add_parser("drop", help="nothing is to be learned from it")
    one.add_argument("number", type=int)
    one.set_defaults(func=_drop)
    one = steps.add_parser("export", help="reviewed ones as training examples and questions")
    one.add_argument("--examples", type=Path, default=PROJECT / "data" / "nlu" / "reviewed.yml")
    one.add_argument("--questions", type=Path, default=PROJECT / "tests" / "questions" / "reviewed.jsonl")
    one.set_defaults(func=_export)


def _list(status: str | None, as_json: bool) -> int:
    listed = list_misses(status)
    if as_json:
        print(json.dumps([asdict(miss) for miss in listed], ensure_ascii=False, indent=2, default=str))
    elif listed:
        print("\n".join(_line(miss) for miss in listed))
    else:
        print("没有要看的话。")
    return 0


def _line(miss: Miss) -> str:
    taken = f"当成 {miss.understood}（{miss.confidence:.0%}）" if miss.understood else "不知道是什么"
    meant = f"，应是 {miss.label}" if miss.label else ""
    return f"{miss.id:>5}  {miss.times}次  {_STATUS[miss.status]}  {_REASON[miss.reason]}  {miss.text}  [{taken}{meant}]"


def _review(arguments: argparse.Namespace) -> int:
    known = sorted({example.label for example in examples()})
    if arguments.label not in known:
        near = "、".join(difflib.get_close_matches(arguments.label, known, 3, 0.3)) or "见 data/nlu"
        print(f"没有“{arguments.label}”这个标签。相近的有：{near}。", file=sys.stderr)
        return 2
    return _done(lambda: review(arguments.number, arguments.label, arguments.note))


def _drop(arguments: argparse.Namespace) -> int:
    return _done(lambda: drop(arguments.number))


def _done(step) -> int:  # type: ignore[no-untyped-def]
    try:
        print(_line(step()))
    except CaseworkError as refused:
        print(refused, file=sys.stderr)
        return 2
    return 0


def _export(arguments: argparse.Namespace) -> int:
    reviewed = [miss for miss in list_misses("reviewed") if miss.label]
    written = export(
        [(miss.text, str(miss.label)) for miss in reviewed], arguments.examples, arguments.questions
    )
    mark_exported([miss.id for miss in reviewed])
    print(
        f"导出{written}句：{arguments.examples}，{arguments.questions}。请看一遍，再运行 make train 和 make eval。"
    )
    return 0
