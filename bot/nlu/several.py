"""Which of the questions cut out of a message are questions of their own."""

from dataclasses import dataclass, field, replace
from typing import Any

#: At most so many are answered; more would be a wall of text.
MOST = 3
#: A part is a question of its own from this confidence in its topic on.
_SURE = 0.4
_VERY_SURE = 0.8
_BESIDE = 0.6
_FACTS = ("disability", "residence", "severe")
_ANSWERED = ("policy", "adjacent")


@dataclass(frozen=True)
class Part:
    """One question of a message as understood alone.

    `elliptic`: it names no matter, so it goes on about the one before it (要带什么材料, 那我爸呢).
    """

    text: str
    intent: str
    label: str
    confidence: float
    facet: str | None
    elliptic: bool
    entities: list[dict[str, Any]] = field(default_factory=list)


def several(parts: list[Part], beside: float = 0.0) -> list[Part]:
    """The questions to answer one after the other; empty when the message is better taken as one.

    Two parts about one matter are one question, unless the second asks for another side of it, for
    another person, or with other facts.

    Args:
        parts: the questions as cut out of the message.
        beside: how sure the whole message is not about the policy at all. A long complaint has
            sentences that alone sound like policy; then each must be very sure.
    """
    if beside >= _BESIDE:
        parts = [part for part in parts if part.confidence >= _VERY_SURE]
    kept: list[Part] = []
    for part in parts:
        if part.elliptic and kept:
            if part.facet != kept[-1].facet or part.entities:
                kept.append(_about(part, kept[-1]))
        elif _sure(part) or _plain(part):
            same = [n for n, one in enumerate(kept) if one.label == part.label and not _more(part, one)]
            if same:  # it asks nothing new, but what it tells counts
                told = kept[same[-1]]
                kept[same[-1]] = replace(told, entities=[*told.entities, *part.entities])
            else:
                kept.append(part)
    asked = {(p.label, p.facet, _person(p), _facts(p)) for p in kept}
    policy = any(p.label.startswith("policy/") for p in kept)
    return kept[:MOST] if len(asked) > 1 and policy else []


def unanswered(parts: list[Part], kept: list[Part]) -> list[str]:
    """Questions beside those answered that are asked but not understood, as they were put.

    What is taken up by a part that was kept (the same matter once more) is answered, so it is not named.
    """
    if not kept or len(parts) > len(kept) + MOST:
        return []
    answered = {part.text for part in kept}
    return [p.text for p in parts if p.text not in answered and not p.elliptic and not _sure(p)]


def _sure(part: Part) -> bool:
    return part.intent in _ANSWERED and part.confidence >= _SURE and not part.elliptic


def _plain(part: Part) -> bool:
    """Words that fit any matter (外旗人能享受不) and yet leave no doubt, said before there is a matter."""
    return part.intent in _ANSWERED and part.confidence >= _VERY_SURE


def _about(part: Part, before: Part) -> Part:
    return Part(part.text, before.intent, before.label, before.confidence, part.facet, True, part.entities)


def _more(part: Part, before: Part) -> bool:
    return _person(part) not in (None, _person(before) or "self") or part.facet not in (None, before.facet)


def _person(part: Part) -> Any:
    return next((e["value"] for e in part.entities if e["entity"] == "person"), None)


def _facts(part: Part) -> str:
    """What a part that goes on about the same matter says anew (那肢体三级呢)."""
    if not part.elliptic:
        return ""
    return str([e["value"] for e in part.entities if e["entity"] in _FACTS])
