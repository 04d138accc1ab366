"""`yizhu misses`: what was not answered, for review; reviewed ones become examples and questions."""

import argparse
import difflib
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from bot.evaluation.ear import examples
from bot.evaluation.learning import export
from bot.settings import PROJECT
from casework.errors import CaseworkError
from casework.misses import Miss, drop, list_misses, mark_exported, review
from policy_kb.current import current

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
    one.add_argument("--to", type=Path, metavar="FOLDER", help="both files into this folder")
    one.add_argument("--examples", type=Path, default=PROJECT / "data" / "nlu" / "reviewed.yml")
    one.add_argument("--questions", type=Path, default=PROJECT / "tests" / "questions" / "reviewed.jsonl")
    one.set_defaults(func=_export)


def _list(status: str | None, as_json: bool) -> int:
    listed = list_misses(status)
    if as_json:
        print(json.dumps([asdict(miss) for miss in listed], ensure_ascii=False, indent=2, default=str))
    elif listed:
        print(
            "\n".join(
                [" 编号  次数  状态  原因  原话（已隐去个人信息）  [当成什么，应是什么]", *map(_line, listed)]
            )
        )
    else:
        print("没有要看的话。")
    return 0


def _line(miss: Miss) -> str:
    taken = f"当成 {miss.understood}（{miss.confidence:.0%}）" if miss.understood else "不知道是什么"
    meant = f"，应是 {miss.label}" if miss.label else ""
    return f"{miss.id:>5}  {miss.times}次  {_STATUS[miss.status]}  {_REASON[miss.reason]}  {miss.text}  [{taken}{meant}]"


def _review(arguments: argparse.Namespace) -> int:
    known = sorted({example.label for example in examples()} | {f"policy/{t}" for t in current().topics})
    if arguments.label not in known:
        near = "、".join(_near(arguments.label, known)) or "没有；全部标签见 data/nlu"
        print(f"没有“{arguments.label}”这个标签。相近的有：{near}。", file=sys.stderr)
        return 2
    return _done(lambda: review(arguments.number, arguments.label, arguments.note))


def _near(label: str, known: list[str]) -> list[str]:
    """Labels spelled much like it, and topics whose title has these words, with the titles."""
    titles = {f"policy/{topic.id}": topic.title for topic in current().topics.values()}
    told = label.removeprefix("policy/")
    titled = [one for one, title in titles.items() if told and told in title]
    spelled = difflib.get_close_matches(label, known, 3, 0.6)
    spelled = spelled or difflib.get_close_matches(f"policy/{label}", known, 3, 0.6)
    near = list(dict.fromkeys([*titled[:5], *spelled]))
    return [f"{one}（{titles[one]}）" if one in titles else one for one in near]


def _drop(arguments: argparse.Namespace) -> int:
    return _done(lambda: drop(arguments.number))


def _done(step: Callable[[], Miss]) -> int:
    try:
        print(_line(step()))
    except CaseworkError as refused:
        print(refused, file=sys.stderr)
        return 2
    return 0


def _export(arguments: argparse.Namespace) -> int:
    examples_file, questions_file = arguments.examples, arguments.questions
    if arguments.to:
        examples_file, questions_file = arguments.to / "reviewed.yml", arguments.to / "reviewed.jsonl"
    reviewed = [miss for miss in list_misses("reviewed") if miss.label]
    try:
        done = export([(miss.text, str(miss.label)) for miss in reviewed], examples_file, questions_file)
    except OSError as refused:
        print(f"写不进去：{refused.filename or examples_file}。请换一个文件夹，或看看权限。", file=sys.stderr)
        return 2
    conflicts = dict(done.conflicts)
    mark_exported([miss.id for miss in reviewed if miss.text not in conflicts])
    print(f"导出{done.new}句：{examples_file}，{questions_file}。请看一遍，再运行 make train 和 make eval。")
    for miss in reviewed:
        if miss.text in conflicts:
            print(
                f"{miss.id}号没有导出：同样的话已经作为 {conflicts[miss.text]} 训练过。"
                "请改标签（review）或不用它（drop）。",
                file=sys.stderr,
            )
    return 1 if conflicts else 0
