"""`yizhu callbacks`: who is waiting for a call, from the database that `make run` uses."""

import argparse
import json
import unicodedata
from datetime import datetime
from typing import Any

from casework.callbacks import Callback, list_callbacks
from casework.case_words import SHORT_STATUS, whom
from casework.clock import local
from casework.phones import spoken
from casework.worktime import describe
from policy_kb.kb import KnowledgeBase


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu callbacks`."""
    parser = subparsers.add_parser("callbacks", help="the call-backs people asked for")
    parser.add_argument("--json", action="store_true", help="one JSON array")
    parser.add_argument("--open", action="store_true", help="only those still to be done")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Print all call-backs, the most urgent first."""
    callbacks = list_callbacks(open_only=arguments.open)
    titles = _titles() if callbacks else {}
    if arguments.json:
        print(json.dumps([_plain(c, titles) for c in callbacks], ensure_ascii=False, indent=2))
    elif callbacks:
        print(_table(callbacks, titles))
    else:
        print("还没有人约回电。")
    return 0


def _titles() -> dict[str, str]:
    """Topic names in plain words; a broken policy file must not hide who is waiting."""
    try:
        return {key: topic.title for key, topic in KnowledgeBase.load().topics.items()}
    except Exception:
        return {}


def _plain(callback: Callback, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "reference": callback.reference,
        "status": callback.status,
        "status_text": callback.status_text,
        "topic": callback.topic,
        "topic_title": titles.get(callback.topic),
        "clause": callback.clause,
        "office": callback.office,
        "for_whom": callback.for_whom,
        "manner": callback.manner,
        "phone": spoken(callback.phone).replace(" ", "") if callback.phone else None,
        "who_answers": callback.who_answers,
        "passphrase": callback.passphrase,
        "when": callback.when_text,
        "when_from": _iso(callback.when_from),
        "due": _iso(callback.due_at),
        "created": _iso(callback.created_at),
        "words": callback.words,
        "profile": callback.profile,
        "door": callback.door,
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else local(moment).isoformat(timespec="seconds")


def _table(callbacks: list[Callback], titles: dict[str, str]) -> str:
    head = ["编号", "状态", "事项", "部门", "给谁", "方式", "电话", "想什么时候", "最迟", "登记"]
    rows = [head, *(_cells(c, titles) for c in callbacks)]
    widths = [max(_width(row[i]) for row in rows) for i in range(len(head))]
    lines = ["  ".join(map(_pad, row, widths)).rstrip() for row in rows]
    for number, callback in enumerate(callbacks, start=1):
        said = callback.words.replace("\n", "；")
        lines[number] += f"\n    原话：{said or '（没有）'}　口令：{callback.passphrase or '（没有）'}"
    return "\n".join([*lines, f"共 {len(callbacks)} 个。"])


def _cells(callback: Callback, titles: dict[str, str]) -> list[str]:
    wish = callback.when_text or (describe(callback.when_from) if callback.when_from else "都可以")
    return [
        callback.reference,
        SHORT_STATUS[callback.status],
        titles.get(callback.topic, callback.topic),
        callback.office,
        whom(callback.for_whom),
        callback.manner_text,
        spoken(callback.phone) if callback.phone else "（没有）",
        wish,
        describe(callback.due_at),
        describe(callback.created_at),
    ]


def _width(text: str) -> int:
    """Columns on a terminal: Chinese signs take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
