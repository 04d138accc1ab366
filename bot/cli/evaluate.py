"""`yizhu eval`: ask the running system every question with a key and print how many it answers right."""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bot.evaluation.interval import wilson
from bot.evaluation.keys import Verdict, judge
from bot.evaluation.report import table, write_section
from bot.settings import PROJECT

#: Samples handed to the project, and its own; none of them is trained on.
_QUESTIONS = (PROJECT.parent / "shared" / "questions", PROJECT / "tests" / "questions")
_FOLLOWED = 3  # buttons tried where the system asks back
_ASKED_BACK = "您是想问下面哪一件"
_EXPLAINED = """Questions with keys, asked of the running system as a resident would, each in a conversation of its own. Right: the
answer cites a clause of the key, says what it must and nothing that it must not. Where the system asks back, the first
three buttons are tried. None of these questions is trained on; those named `-dev` were handed to the project and lie outside it."""


@dataclass(frozen=True)
class Row:
    """Of one kind of question: how many were asked, answered rightly, and asked back."""

    kind: str
    asked: int
    right: int
    back: int

    @property
    def share(self) -> str:
        """Right of asked."""
        return f"{self.right / self.asked if self.asked else 0.0:.3f}"

    @property
    def interval(self) -> str:
        """Where the share lies with 95 %."""
        low, high = wilson(self.right, self.asked)
        return f"{low:.3f} to {high:.3f}"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu eval`."""
    parser = commands.add_parser("eval", help="measure the running system on questions with keys")
    parser.add_argument("files", nargs="*", type=Path, help="question files (JSON lines with keys)")
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--failures", type=int, default=20, help="how many failures to print for each kind")
    parser.add_argument("--report", type=Path, help="Markdown file whose section on this is written anew")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a table for each file; exit status 1 when the system cannot be reached."""
    measured: dict[str, list[Row]] = {}
    for path in arguments.files or [path for folder in _QUESTIONS for path in sorted(folder.glob("*.jsonl"))]:
        try:
            measured[path.name] = _measure(path, arguments.url, arguments.failures)
        except httpx.HTTPError as error:
            print(f"系统没有回应（{arguments.url}）：{error}。先在另一个窗口里运行 make run。")
            return 1
    if arguments.report:
        write_section(arguments.report, "Questions with keys", _body(measured))
    return 0


def _body(measured: dict[str, list[Row]]) -> str:
    heads = ("kind", "asked", "right", "share", "95 % interval", "asked back")
    parts = [
        f"### {name}\n\n{table(heads, [(r.kind, r.asked, r.right, r.share, r.interval, r.back) for r in rows])}"
        for name, rows in measured.items()
    ]
    return "\n\n".join([_EXPLAINED, *parts])


def _measure(path: Path, url: str, failures: int) -> list[Row]:
    verdicts: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    wrong: dict[str, list[str]] = defaultdict(list)
    for question in _questions(path):
        kind = question.get("intent") or question.get("label") or ""
        verdict, asked_back, reply = _ask(question, url)
        verdicts[kind].append((verdict.right, asked_back))
        if not verdict.right:
            wrong[kind].append(
                f"{question['id']} {question['text'][:70]}\n      {verdict.why} | {reply[:90]!r}"
            )
    rows = _rows(verdicts)
    _show(path.name, rows)
    for kind, lines in wrong.items():
        print(f"  wrong, {kind}:")
        print("\n".join(f"    {line}" for line in lines[:failures]))
    return rows


def _questions(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _ask(question: dict[str, Any], url: str) -> tuple[Verdict, bool, str]:
    """The verdict on the first reply, or on the best of the first buttons where the system asks back."""
    with httpx.Client(base_url=url, timeout=30) as client:
        replies = _say(client, {"text": question["text"][:2000]})
        text = _text(replies)
        verdict = judge(question, text)
        if verdict.right or _ASKED_BACK not in text:
            return verdict, False, text
        for button in [b for r in replies for b in r["buttons"]][:_FOLLOWED]:
            followed = judge(question, _text(_say(client, {"button": button["button"]})))
            if followed.right:
                return followed, True, text
        return verdict, True, text


def _say(client: httpx.Client, message: dict[str, str]) -> list[dict[str, Any]]:
    answered = client.post("/api/chat", json=message)
    answered.raise_for_status()
    return list(answered.json()["replies"])


def _text(replies: list[dict[str, Any]]) -> str:
    return "\n".join(reply["text"] for reply in replies)


def _rows(verdicts: dict[str, list[tuple[bool, bool]]]) -> list[Row]:
    every = [*sorted(verdicts.items()), ("all", [v for listed in verdicts.values() for v in listed])]
    return [
        Row(kind, len(listed), sum(right for right, _ in listed), sum(back for _, back in listed))
        for kind, listed in every
    ]


def _show(name: str, rows: list[Row]) -> None:
    print(f"\n{name}")
    print(f"  {'kind':<22}{'asked':>6}{'right':>7}{'share':>8}   95 % interval   asked back")
    for row in rows:
        print(f"  {row.kind:<22}{row.asked:>6}{row.right:>7}{row.share:>8}   {row.interval}  {row.back:>8}")
