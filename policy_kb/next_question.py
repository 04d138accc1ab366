"""Which fact to ask next: the one whose answer can be expected to settle most."""

from collections.abc import Iterable

from policy_kb.diagram import Diagram
from policy_kb.facts import Fact


def settling(diagram: Diagram, root: int, places: int, branches: list[int]) -> dict[int, float]:
    """For each variable that one benefit still asks: the share of its open questions an answer settles.

    1 means that any answer settles the benefit; an answer counts by how much it shortens the questions
    that the benefit would still ask on average. All answers are taken as equally likely.
    """
    effort = diagram.effort()
    asked, _ = diagram.reach(root)
    scores = {}
    for place in sorted({variable % places for variable in asked}):
        same = frozenset({place, place + places})
        left = [diagram.answered(root, same, branch) for branch in range(branches[place])]
        scores[place] = 1 - sum(map(effort, left)) / (len(left) * effort(root))
    return scores


def next_question(
    settles: Iterable[tuple[tuple[str, float], ...]], facts: dict[str, Fact], order: dict[str, int]
) -> str | None:
    """The fact that settles most over all benefits; among equals the first in the order of `facts.yml`.

    Facts that only lesser benefits rest on come last, and a fact that makes sense only `after` another
    one lets that go first while it is open (how much rent, only once it is known that there is any).
    None if and only if no benefit misses anything.
    """
    total: dict[str, float] = {}
    for scores in settles:
        for name, score in scores:
            total[name] = total.get(name, 0.0) + score
    if not total:
        return None
    best = min(total, key=lambda name: (facts[name].extra, -round(total[name], 9), order[name]))
    while facts[best].after in total:
        best = str(facts[best].after)
    return best
