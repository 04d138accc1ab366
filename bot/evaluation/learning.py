"""Reviewed messages as training examples and as questions with keys, in the project's own formats."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.evaluation.ear import examples as trained_on
from bot.nlu.extract.normalise import normalise
from policy_kb.current import current

_HEAD = "# Messages of residents that were missed and then reviewed; no personal data.\n"
#: What a question's key calls an intent of the training data.
_KEY = {
    "assess": "eligibility",
    "apply": "application",
    "callback_change": "callback_reschedule",
    "human": "callback",
}
#: Plain words for what was masked, so that a sentence stays one.
_MASKED = {"［姓名］": "某某", "［姓］": "某", "［地址］": "某地", "［某日］": "", "［邮箱］": "邮箱"}
_NUMBER, _TOKEN = "［号码］", "⟦phone:00000000⟧"
_MARKUP = str.maketrans({"[": "【", "]": "】", "\\": "/"})  # Rasa would read entities and escapes


@dataclass(frozen=True)
class Exported:
    """What came of an export."""

    new: int  # examples written
    conflicts: tuple[tuple[str, str], ...]  # (text, the other label it is trained as): left out


def export(reviewed: list[tuple[str, str]], examples: Path, questions: Path) -> Exported:
    """Add (text, label) pairs to both files, each text once, whatever file it stands in already."""
    here = _read(examples)
    trained = {example.text: example.label for example in trained_on()}
    trained.update({normalise(text): label for label, texts in here.items() for text in texts})
    asked, conflicts, new = [], [], 0
    for text, label in dict.fromkeys(reviewed):
        example = _line(text, _TOKEN)
        held = trained.get(normalise(example))
        if held not in (None, label):
            conflicts.append((text, str(held)))
            continue
        asked.append((_line(text, "号码"), label))
        if held is None:
            here.setdefault(label, []).append(example)
            trained[normalise(example)] = label
            new += 1
    if new:
        _replace(examples, _yaml(here))
    _add(questions, asked)
    return Exported(new, tuple(conflicts))


def _line(text: str, number: str) -> str:
    for sign, words in _MASKED.items():
        text = text.replace(sign, words)
    return " ".join(text.translate(_MARKUP).replace(_NUMBER, number).split())


def _read(path: Path) -> dict[str, list[str]]:
    if not path.exists():
        return {}
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
    return {e["intent"]: [line[2:].strip() for line in e["examples"].splitlines()] for e in entries}


def _yaml(known: dict[str, list[str]]) -> str:
    lines = [_HEAD, 'version: "3.1"\n', "nlu:\n"]
    for label in sorted(known):
        lines += [f"- intent: {label}\n", "  examples: |\n", *(f"    - {text}\n" for text in known[label])]
    return "".join(lines)


def _add(path: Path, asked: list[tuple[str, str]]) -> None:
    before = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    held = {json.loads(line)["text"] for line in before if line.strip()}
    new = [(text, label) for text, label in asked if text not in held]
    lines = [
        json.dumps(_question(f"m{number:04}", text, label), ensure_ascii=False)
        for number, (text, label) in enumerate(new, len(before) + 1)
    ]
    if lines:
        _replace(path, "\n".join([*before, *lines]) + "\n")


def _question(name: str, text: str, label: str) -> dict[str, Any]:
    kind, _, topic = label.partition("/")
    clauses = list(current().topics[topic].clauses) if kind == "policy" else []
    key = {"label": kind} if kind == "adjacent" else {"intent": _KEY.get(kind, kind)}
    return {"id": name, "text": text, **key, "clause": clauses, "must": [], "must_not": []}


def _replace(path: Path, text: str) -> None:
    """Write a file as a whole: one cut off half-way would break the next training."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)
