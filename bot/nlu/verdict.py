"""From a ranking of labels to one reading: which intent, which topic, or not sure."""

from collections import defaultdict
from dataclasses import dataclass

from bot.nlu.topic_model import Guess

#: Below this the likeliest intent is no reading at all. Chosen on examples kept out of training
#: (`make eval` prints coverage against wrong answers for other values).
UNSURE_BELOW = 0.22
#: A topic less likely than this is not answered but asked back: where nobody can tell, a wrong
#: answer is worse than a question.
TOPIC_UNSURE_BELOW = 0.25
#: Two topics are level when both are below this and the second is nearly as likely as the first.
LEVEL_BELOW = 0.45
LEVEL_FROM = 0.9
#: Danger is read earlier than anything else: a false alarm costs a sentence, a miss may cost a life.
EMERGENCY_FROM = 0.30


@dataclass(frozen=True)
class Reading:
    """The intent for the rules, its confidence, and the labels within it, likeliest first."""

    intent: str
    confidence: float
    ranking: tuple[Guess, ...]


def read(ranking: list[Guess], keep: int = 5) -> Reading:
    """Choose the intent by the weight of all its labels, then the label within it.

    Topics share their words, so the weight of one policy question spreads over several topics;
    only together do they show that it is a policy question.
    """
    weights: dict[str, float] = defaultdict(float)
    for guess in ranking:
        weights[guess.group] += guess.confidence
    if weights["emergency"] >= EMERGENCY_FROM:
        intent = "emergency"
    else:
        intent = max(weights, key=weights.__getitem__)
    within = [g for g in ranking if g.group == intent][:keep]
    others = [g for g in ranking[:keep] if g.group != intent]
    if intent == "policy" and _no_topic(within):
        return Reading("unsure", weights[intent], tuple(within + others))
    if weights[intent] < UNSURE_BELOW and intent != "emergency":
        return Reading("unsure", weights[intent], tuple(ranking[:keep]))
    return Reading(intent, weights[intent], tuple(within + others))


def _no_topic(within: list[Guess]) -> bool:
    """A policy question, but no one topic stands out."""
    first, second = within[0].confidence, within[1].confidence if len(within) > 1 else 0.0
    return first < TOPIC_UNSURE_BELOW or (first < LEVEL_BELOW and second >= LEVEL_FROM * first)
