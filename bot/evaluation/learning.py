"""Reviewed messages as training examples and as questions with keys, in the project's own formats."""

import json
from pathlib import Path
from typing import Any

import yaml

from policy_kb.kb import current

_HEAD = "# Messages of residents that were missed and then reviewed; no personal data.\n"
#: What a question's key calls an intent of the training data.
_KEY = {
    "assess": "eligibility",
    "apply": "application",
    "callback_change": "callback_reschedule",
    "human": "callback",
}


def export(reviewed: list[tuple[str, str]], examples: Path, questions: Path) -> int:
    """Add (text, label) pairs to both files, leaving out what stands there; returns how many were new."""
    known = _read(examples)
    held = {text for texts in known.values() for text in texts}
    new = [(text, label) for text, label in dict.fromkeys(reviewed) if _one_line(text) not in held]
    for text, label in new:
        known.setdefault(label, []).append(_one_line(text))
    if new:
        _write(examples, known)
        _add(questions, new)
    return len(new)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _read(path: Path) -> dict[str, list[str]]:
    if not path.exists():
        return {}
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
    return {e["intent"]: [line[2:].strip() for line in e["examples"].splitlines()] for e in entries}


def _write(path: Path, known: dict[str, list[str]]) -> None:
    lines = [_HEAD, 'version: "3.1"\n', "nlu:\n"]
    for label in sorted(known):
        lines += [f"- intent: {label}\n", "  examples: |\n", *(f"    - {text}\n" for text in known[label])]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")


def _add(path: Path, new: list[tuple[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    number = len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0
    with path.open("a", encoding="utf-8") as file:
        for place, (text, label) in enumerate(new, number + 1):
            file.write(json.dumps(_question(f"m{place:04}", text, label), ensure_ascii=False) + "\n")


def _question(name: str, text: str, label: str) -> dict[str, Any]:
    kind, _, topic = label.partition("/")
    clauses = list(current().topics[topic].clauses) if kind == "policy" else []
    key = {"label": kind} if kind == "adjacent" else {"intent": _KEY.get(kind, kind)}
    return {"id": name, "text": text, **key, "clause": clauses, "must": [], "must_not": []}
