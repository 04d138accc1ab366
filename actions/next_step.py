"""Which question an assessment asks next, of those that can still change something."""

from typing import Any

from actions.assessment_state import NEEDS, AssessmentState
from policy_kb.assess import assess
from policy_kb.kb import KnowledgeBase

#: Nobody is a kindergarten who does not say so.
ASSUMED = {"preschool_intake": 0}


def assessed(kb: KnowledgeBase, profile: dict[str, Any], on: Any) -> dict[str, Any]:
    """The assessment as the chat makes it."""
    known = {key: value for key, value in profile.items() if value is not None}
    return assess(kb, {**ASSUMED, **known}, on)


def next_step(kb: KnowledgeBase, assessment: dict[str, Any], state: AssessmentState) -> str | None:
    """The fact to ask next, `needs` for the choice of all needs, or None when all is settled or left open."""
    open_facts = _open(assessment, state)
    if not open_facts:
        return None
    first = assessment["next_question"]
    if first not in open_facts or state.about:
        order = list(kb.facts)
        first = max(open_facts, key=lambda fact: (open_facts[fact], -order.index(fact)))
    if kb.facts[first].group == NEEDS and not state.needs_asked and not state.about:
        return NEEDS
    return first


def _open(assessment: dict[str, Any], state: AssessmentState) -> dict[str, int]:
    """Facts that can still change a benefit and were not left open, with how many benefits they touch."""
    counts: dict[str, int] = {}
    for benefit in assessment["benefits"]:
        if state.about and benefit["id"] != state.about:
            continue
        for fact in benefit["missing"]:
            if fact not in state.skipped:
                counts[fact] = counts.get(fact, 0) + 1
    return counts
