"""What to ask a resident next: one fact, or one choice of what concerns them, until nothing is open.

Facts of one group (`facts.CHOICES`) are asked together; what only an office can decide is never asked;
what is left open (不知道) is not asked again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from policy_kb.assess import settling
from policy_kb.facts import CHOICES, Fact
from policy_kb.kb import KnowledgeBase


@dataclass(frozen=True)
class Step:
    """One question: `name` is a fact or a choice, `facts` are those that its answer can settle."""

    name: str
    facts: tuple[str, ...]


def as_resident(kb: KnowledgeBase, profile: dict[str, Any]) -> dict[str, Any]:
    """A profile as the talk and lists of people assess it: nobody is a kindergarten, an employer or an
    institution who does not say so. Without empty entries."""
    granted = {key: fact.absent for key, fact in kb.facts.items() if fact.organisation}
    return granted | {key: value for key, value in profile.items() if value is not None}


def next_step(
    kb: KnowledgeBase,
    profile: dict[str, Any],
    on: date,
    left_open: Collection[str] = (),
    made: Collection[str] = (),
    about: str | None = None,
) -> Step | None:
    """The question whose answer can be expected to settle most; None when none is left.

    Args:
        profile: the facts known so far.
        on: the day whose values are in force.
        left_open: facts that the person could not or would not tell.
        made: choices that were made already; what they left open is asked fact by fact.
        about: ask only what this benefit rests on.
    """
    scores = _scores(kb, profile, on, about)
    asked = {name: s for name, s in scores.items() if name not in left_open and not kb.facts[name].office}
    if not asked:
        return None
    rank = {name: place for place, name in enumerate(kb.facts)}
    steps = _steps(kb.facts, sorted(asked, key=rank.__getitem__), made)
    ready = [step for step in steps if not _waits(kb.facts, step, asked)] or steps
    return max(ready, key=lambda step: _worth(kb.facts, step, asked, rank))


def _scores(kb: KnowledgeBase, profile: dict[str, Any], on: date, about: str | None) -> dict[str, float]:
    """Per fact what an answer can be expected to settle, over all benefits (or the one asked about)."""
    total: dict[str, float] = {}
    for benefit, scores in settling(kb, as_resident(kb, profile), on).items():
        if about in (None, benefit):
            for name, score in scores:
                total[name] = total.get(name, 0.0) + score
    return total


def _steps(facts: dict[str, Fact], asked: list[str], made: Collection[str]) -> list[Step]:
    """Each choice that still has more than one open fact, and every other fact by itself."""
    together = {
        choice: tuple(name for name in asked if facts[name].group == choice)
        for choice in CHOICES
        if choice not in made
    }
    steps = [Step(choice, names) for choice, names in together.items() if len(names) > 1]
    joined = {name for step in steps for name in step.facts}
    return steps + [Step(name, (name,)) for name in asked if name not in joined]


def _waits(facts: dict[str, Fact], step: Step, asked: Collection[str]) -> bool:
    """A question that makes sense only after another one, while that one is still to be asked."""
    return any(facts[name].after in asked and facts[name].after not in step.facts for name in step.facts)


def _worth(facts: dict[str, Fact], step: Step, asked: dict[str, float], rank: dict[str, int]) -> tuple:
    """By what it settles; lesser benefits last, and among equals the order of `facts.yml`."""
    lesser = all(facts[name].extra for name in step.facts)
    return not lesser, round(sum(asked[name] for name in step.facts), 9), -rank[step.facts[0]]
