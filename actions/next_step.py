"""The assessment as the chat makes it, and which question it asks next."""

from typing import Any

from actions.assessment_state import AssessmentState
from policy_kb.assess import assess
from policy_kb.interview import Step, as_resident
from policy_kb.interview import next_step as step_of
from policy_kb.kb import KnowledgeBase
from policy_kb.validity import promulgated


def assessed(kb: KnowledgeBase, profile: dict[str, Any], on: Any) -> dict[str, Any]:
    """The assessment of what is known, with what goes without saying of a resident."""
    return assess(kb, as_resident(kb, profile), on, promulgated=promulgated())


def next_step(kb: KnowledgeBase, profile: dict[str, Any], state: AssessmentState, on: Any) -> Step | None:
    """The fact or the choice to ask next, or None when all is settled, left open, or for an office."""
    if state.again:
        return Step(state.again, (state.again,))
    if state.choosing and state.ticked and state.asked not in state.made:
        return Step(str(state.asked), tuple(state.offered))  # 还有别的吗: the choice goes on
    return step_of(kb, profile, on, state.skipped, state.made, state.about)
