"""Titles of matters; a broken policy file must not hide who is waiting."""

from policy_kb.current import current


def titles() -> dict[str, str]:
    """The title of every topic of the policy, by its id."""
    try:
        return {key: topic.title for key, topic in current().topics.items()}
    except (ValueError, OSError):
        return {}


def title(topic: str) -> str:
    """A topic in plain Chinese."""
    return titles().get(topic, topic)


def matter(topic: str) -> str:
    """The topic of a call-back in plain Chinese."""
    return "没有说是哪件事" if topic == "general" else title(topic)
