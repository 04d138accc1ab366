"""`yizhu cross-validate`: how well is a voice understood that the ear never heard in training?

Each voice in turn is kept out of training and then read; the examples of no one voice are cut into
folds by text. No system need run.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator

from bot.evaluation.ear import Ear, Example, examples
from bot.evaluation.interval import wilson
from policy_kb.kb import current

_BASE = "base"
_SEED = 20221206
_FOLDS = 4


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `yizhu cross-validate`."""
    parser = commands.add_parser("cross-validate", help="read each voice with a model that never heard it")
    parser.add_argument(
        "--base-folds", type=int, default=1, help=f"folds of the other examples, 0 to {_FOLDS}"
    )
    parser.add_argument("--confusions", type=int, default=30, help="how many confusions to list")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a row for each voice and the commonest confusions, each with an example."""
    every = examples()
    confused: dict[tuple[str, str], list[str]] = defaultdict(list)
    print(f"{len(every)} examples")
    print(f"{'kept out':<12}{'read':>6}{'label':>8}{'basis':>8}   95 % interval     asked back  wrong basis")
    for name, known, kept in _splits(every, arguments.base_folds):
        ear = Ear()
        ear.learn(known)
        _row(name, kept, [(r.intent, r.ranking[0].label) for r in ear.read([e.text for e in kept])], confused)
    print("\nConfusions (meant -> read, how often, an example)")
    for (meant, heard), texts in sorted(confused.items(), key=lambda item: -len(item[1]))[
        : arguments.confusions
    ]:
        print(f"  {len(texts):>3}  {meant} -> {heard}   {texts[0][:40]}")
    return 0


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
) -> None:
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
    low, high = wilson(count["basis"], len(kept))
    print(
        f"{name:<12}{len(kept):>6}{count['label'] / len(kept):>8.3f}{count['basis'] / len(kept):>8.3f}"
        f"   {low:.3f} to {high:.3f}{count['asked'] / len(kept):>14.3f}{count['wrong'] / len(kept):>13.3f}",
        flush=True,
    )


def _basis(label: str) -> set[str]:
    kind, _, name = label.partition("/")
    return set(current().topics[name].clauses) if kind == "policy" else {kind}
