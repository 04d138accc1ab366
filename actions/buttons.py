"""Buttons and the payloads behind them, as Rasa reads them: `/intent{json}`."""

import json
from typing import Any

Button = dict[str, str]


def button(title: str, intent: str, **entities: Any) -> Button:
    """One button; its payload reaches Rasa as that intent with those entities."""
    filled = {key: value for key, value in entities.items() if value is not None}
    return {"title": title, "payload": f"/{intent}{json.dumps(filled, ensure_ascii=False) if filled else ''}"}


def call_back(topic: str | None = None) -> Button:
    """约人回电, about this topic."""
    return button("约人回电", "callback", topic=topic)


def no_help() -> Button:
    """没帮到我: the answer was beside the point."""
    return button("没帮到我", "control", control="not_helped")
