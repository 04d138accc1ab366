"""Facts that became clear at the desk, beside what the person said."""

from typing import Any

from casework.errors import InvalidStep
from policy_kb.current import current
from policy_kb.profile import ProfileError, validate


def settled_with(held: dict[str, Any] | None, fact: str, value: Any) -> dict[str, Any]:
    """What is settled once `fact` has become `value`; None takes it back.

    Raises:
        InvalidStep: no such fact, or a value that it cannot have.
    """
    try:
        validate(current(), {fact: value})
    except ProfileError as refused:
        raise InvalidStep("这个数填得不对，没有存。请再看一下。") from refused
    others = {key: known for key, known in (held or {}).items() if key != fact}
    return others if value is None else {**others, fact: value}
