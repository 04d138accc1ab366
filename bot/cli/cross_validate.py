"""`yizhu cross-validate`: how well is a voice understood that the ear never heard in training?

Each voice in turn is kept out of training and then read; the examples of no one voice are cut into
folds by text. No system need run.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.ear import Ear, Example, examples
from bot.evaluation.interval import wilson
from bot.evaluation.report import table, write_section
from policy_kb.current import current

_BASE = "base"
_SEED = 20221206
_FOLDS = 4
_EXPLAINED = """Each voice (how one kind of people writes) is kept out of training, then read by a model that never heard it; the
examples of no one voice are cut into folds by text. Label: the very topic. Basis: a topic of the same clause, or the same kind
of wish. Asked back: too unsure to answer. Wrong basis: an answer on another clause than the one that was meant."""


@dataclass(frozen=True)
class Row:
    """How the examples kept out were read: shares of `read`."""

    name: str
    read: int
    label: float
    right: int  # examples with the right basis
    asked: float
    wrong: float

    @property
    def interval(self) -> str:
        """Where the share of the right basis lies with 95 %."""
        low, high = wilson(self.right, self.read)
        return f"{low:.3f} to {high:.3f}"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu cross-validate`."""
    parser = commands.add_parser("cross-validate", help="read each voice with a model that never heard it")
    parser.add_argument(
        "--base-folds", type=int, default=1, help=f"folds of the other examples, 0 to {_FOLDS}"
    )
    parser.add_argument("--confusions", type=int, default=30, help="how many confusions to list")
    parser.add_argument("--report", type=Path, help="Markdown file whose section on this is written anew")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a row for each voice and the commonest confusions, each with an example."""
    every = examples()
    confused: dict[tuple[str, str], list[str]] = defaultdict(list)
    print(f"{len(every)} examples")
    print(f"{'kept out':<12}{'read':>6}{'label':>8}{'basis':>8}   95 % interval     asked back  wrong basis")
    rows = []
    for name, known, kept in _splits(every, arguments.base_folds):
        ear = Ear()
        ear.learn(known)
        read = [(r.intent, r.ranking[0].label) for r in ear.read([e.text for e in kept])]
        rows.append(_row(name, kept, read, confused))
    print("\nConfusions (meant -> read, how often, an example)")
    for (meant, heard), texts in sorted(confused.items(), key=lambda item: -len(item[1]))[
        : arguments.confusions
    ]:
        print(f"  {len(texts):>3}  {meant} -> {heard}   {texts[0][:40]}")
    if arguments.report:
        write_section(arguments.report, "Voices never heard", _body(rows))
    return 0


def _body(rows: list[Row]) -> str:
    heads = ("kept out", "read", "label", "basis", "95 % interval", "asked back", "wrong basis")
    cells = [
        (
            r.name,
            r.read,
            f"{r.label:.3f}",
            f"{r.right / r.read:.3f}",
            r.interval,
            f"{r.asked:.3f}",
            f"{r.wrong:.3f}",
        )
        for r in rows
    ]
    return f"{_EXPLAINED}\n\n{table(heads, cells)}"


def _splits(every: list[Example], folds: int) -> Iterator[tuple[str, list[Example], list[Example]]]:
    voices = sorted({example.voice for example in every} - {_BASE})
    for voice in voices:
        yield voice, [e for e in every if e.voice != voice], [e for e in every if e.voice == voice]
    chance = random.Random(_SEED)
    fold = [chance.randrange(_FOLDS) if e.voice == _BASE else None for e in every]
    for number in range(min(folds, _FOLDS)):
        kept = [e for e, f in zip(every, fold, strict=True) if f == number]
        yield f"{_BASE} {number + 1}", [e for e, f in zip(every, fold, strict=True) if f != number], kept


def _row(
    name: str,
    kept: list[Example],
    read: list[tuple[str, str]],
    confused: dict[tuple[str, str], list[str]],
) -> Row:
    """`label`: the very topic; `basis`: the same clauses or the same kind; what is asked back is neither."""
    count: Counter[str] = Counter()
    for example, (intent, label) in zip(kept, read, strict=True):
        if intent == "unsure":
            count["asked"] += 1
            continue
        count["label"] += label == example.label
        right = bool(_basis(label) & _basis(example.label))
        count["basis"] += right
        count["wrong"] += not right and label.startswith("policy/")
        if label != example.label:
            confused[example.label, label].append(example.text)
    total = len(kept)
    row = Row(
        name, total, count["label"] / total, count["basis"], count["asked"] / total, count["wrong"] / total
    )
    print(
        f"{name:<12}{row.read:>6}{row.label:>8.3f}{row.right / total:>8.3f}"
        f"   {row.interval}{row.asked:>14.3f}{row.wrong:>13.3f}",
        flush=True,
    )
    return row


def _basis(label: str) -> set[str]:
    kind, _, name = label.partition("/")
    return set(current().topics[name].clauses) if kind == "policy" else {kind}
