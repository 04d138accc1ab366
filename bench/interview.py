"""How many questions an assessment asks: the system's own choice of the next question against others.

A made-up resident answers truthfully until everything that concerns them is settled: nothing is missing
that a person could tell (what an office has to decide is never asked). One choice (哪些跟您有关) counts
as one question; what has kinds and was ticked in it counts again when asked.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from random import Random
from statistics import mean
from typing import Any

from bench.residents import resident
from policy_kb.assess import settling
from policy_kb.facts import CHOICES
from policy_kb.interview import Step, as_resident, next_step
from policy_kb.kb import KnowledgeBase

_ON = date(2026, 11, 23)
_SAMPLE = 6  # answers drawn for each question that the greedy strategy looks ahead into
_GREEDY = 200  # residents the greedy strategy is asked about: it is slow

Profile = dict[str, Any]
Strategy = Callable[[Profile, list[str]], Step | None]


def run(residents: int, seed: int) -> None:
    """Print the mean number of questions of each strategy, and what share of the others' it is."""
    kb, chance = KnowledgeBase.load(), Random(seed)
    people = [resident(kb, chance) for _ in range(residents)]
    few = people[: min(_GREEDY, residents)]
    own = partial(_own, kb)
    mine, mine_few = _mean(kb, people, own), _mean(kb, few, own)
    print(f"{residents} residents: {mine:.2f} questions on average")
    one_by_one, chosen = (_mean(kb, people, partial(_fixed, kb, grouped=g)) for g in (False, True))
    print(f"fixed order, one by one:     {one_by_one:.2f}   ours is {mine / one_by_one:.0%} of it")
    print(f"fixed order, same choices:   {chosen:.2f}   ours is {mine / chosen:.0%} of it")
    started = time.monotonic()
    greedy = _mean(kb, few, _Greedy(kb, seed))
    print(
        f"greedy, looking one ahead:   {greedy:.2f}   ours is {mine_few / greedy:.0%} of it"
        f" ({len(few)} residents, {time.monotonic() - started:.0f} s)"
    )


def asked_of(kb: KnowledgeBase, truth: Profile, strategy: Strategy) -> Iterator[Step]:
    """Every question until nothing is left to ask of this resident."""
    known: Profile = {}
    made: list[str] = []
    while (step := strategy(known, made)) is not None:
        yield step
        known = answered(kb, known, step, truth)
        if step.name in CHOICES:
            made.append(step.name)


def answered(kb: KnowledgeBase, known: Profile, step: Step, truth: Profile) -> Profile:
    """What is known after a truthful answer: in a choice, things that have kinds are only ticked."""
    if step.name not in CHOICES:
        return known | {step.name: truth[step.name]}
    told = {
        name: truth[name]
        for name in step.facts
        if kb.facts[name].kind == "bool" or truth[name] == kb.facts[name].absent
    }
    return known | told


def _mean(kb: KnowledgeBase, people: list[Profile], strategy: Strategy) -> float:
    return mean(sum(1 for _ in asked_of(kb, truth, strategy)) for truth in people)


def _own(kb: KnowledgeBase, known: Profile, made: list[str]) -> Step | None:
    return next_step(kb, known, _ON, made=made)


def _open(kb: KnowledgeBase, known: Profile) -> list[str]:
    """Facts that a person could tell and that can still change a benefit, in the order of `facts.yml`."""
    found = {name for scores in settling(kb, as_resident(kb, known), _ON).values() for name, _ in scores}
    return [name for name in kb.facts if name in found and not kb.facts[name].office]


def _steps(kb: KnowledgeBase, known: Profile, made: list[str]) -> list[Step]:
    """The questions that may be asked: choices not made yet, and facts that are in none of these."""
    left = _open(kb, known)
    names = dict.fromkeys(
        group if (group := kb.facts[name].group) and group not in made else name for name in left
    )
    return [
        Step(str(name), tuple(n for n in left if kb.facts[n].group == name) if name in CHOICES else (name,))
        for name in names
    ]


def _fixed(kb: KnowledgeBase, known: Profile, made: list[str], grouped: bool) -> Step | None:
    """A form in the order of `facts.yml` that passes over what cannot change anything any more."""
    if grouped:
        return next(iter(_steps(kb, known, made)), None)
    left = _open(kb, known)
    return Step(left[0], (left[0],)) if left else None


class _Greedy:
    """Tries out every question with answers drawn from other residents, and takes the one that leaves
    the fewest facts open over all benefits."""

    def __init__(self, kb: KnowledgeBase, seed: int) -> None:
        chance = Random(seed + 1)
        self._kb = kb
        self._others = [resident(kb, chance) for _ in range(_SAMPLE)]
        self._seen: dict[tuple, Step | None] = {}

    def __call__(self, known: Profile, made: list[str]) -> Step | None:
        state = (tuple(sorted((k, str(v)) for k, v in known.items())), tuple(made))
        if state not in self._seen:
            steps = _steps(self._kb, known, made)
            self._seen[state] = min(steps, key=lambda step: self._left(known, step), default=None)
        return self._seen[state]

    def _left(self, known: Profile, step: Step) -> float:
        """How much is still open on average after this question."""
        return mean(self._still_open(answered(self._kb, known, step, other)) for other in self._others)

    def _still_open(self, known: Profile) -> int:
        facts = self._kb.facts
        return sum(
            not facts[name].office
            for scores in settling(self._kb, as_resident(self._kb, known), _ON).values()
            for name, _ in scores
        )
