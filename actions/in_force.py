"""Before the policy's first day and after its last nothing is told from it without a warning."""

from datetime import date
from typing import Any

from policy_kb.answers import validity_warning
from policy_kb.basis import is_basis
from policy_kb.current import current
from policy_kb.validity import promulgated

_WARNED = "注意：这份文件"


def warned(messages: list[dict[str, Any]], on: date) -> list[dict[str, Any]]:
    """The messages; those that cite the policy and do not warn yet say first that it is not in force."""
    warning = validity_warning(current(), on, promulgated())
    return [_warned(message, warning) for message in messages] if warning else messages


def _warned(message: dict[str, Any], warning: str) -> dict[str, Any]:
    lines = (message.get("text") or "").split("\n")
    cites = [place for place, line in enumerate(lines) if is_basis(line)]
    if not cites or any(line.startswith(_WARNED) for line in lines):
        return message
    lines.insert(cites[0], warning)
    return {**message, "text": "\n".join(lines)}
