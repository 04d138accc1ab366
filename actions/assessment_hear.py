"""Take the answer to what an assessment asked last."""

from actions.assessment_state import AssessmentState
from actions.fact_answers import left_open, take, take_choice
from actions.memory import Memory
from actions.turn import Turn
from policy_kb.current import current


def hear(turn: Turn, memory: Memory, state: AssessmentState) -> bool:
    """True when there was an answer; 不知道 is one, and leaves the fact open."""
    kb, asked = current(), state.asked
    if asked is None or turn.value("control"):
        return False
    if left_open(turn):
        _leave_open(memory, state, asked)
        return True
    if not state.choosing:
        return take(kb, memory, turn, asked)
    age = turn.value("number")
    if age is not None and memory.facts.get("age") is None:  # 67 and no more: people tell their age so
        return memory.learn("age", age)
    made = take_choice(kb, memory, turn, state.offered, state.ticked)
    state.made.extend([asked] if made else [])
    return made is not None


def _leave_open(memory: Memory, state: AssessmentState, asked: str) -> None:
    if not state.choosing:
        memory.forget([asked])  # asked anew (改一下), and not known after all
    state.skipped.extend(key for key in state.offered if memory.facts.get(key) is None)
    state.made.extend([asked] if state.choosing else [])
