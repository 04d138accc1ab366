"""A matter that the policy data name (`named` of a topic) is heard at once, before anybody has trained on it.

What a new clause grants was outside the policy until that day, and the ear learned it so: without this,
people would hear that nothing is written about it until the next training.
"""

from dataclasses import replace

from actions.turn import Turn
from policy_kb.current import current
from policy_kb.topics import topic_named

#: Readings that a word of the policy data overrules; a wish (callback, delete_data, …) stays what it is.
_OVERRULED = ("adjacent", "oos", "unsure", "policy")
#: A topic read with this confidence is taken at its word: the other matter was named beside it.
_SURELY = 0.6


def as_named(turn: Turn) -> Turn:
    """The turn, read as the topic that it names; as it was, where it names none."""
    if turn.by_button or turn.intent not in _OVERRULED:
        return turn
    if turn.intent == "policy" and turn.confidence >= _SURELY:
        return turn
    topic = topic_named(current().topics.values(), turn.text)
    if topic is None:
        return turn
    label = f"policy/{topic}"
    return replace(turn, intent="policy", label=label, ranking=[(label, 1.0)], elliptic=False)
