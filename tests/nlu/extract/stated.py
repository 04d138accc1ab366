"""What a message states, in a form short enough for tables: {"residence": "rural", "disability": "physical 3"}."""

from datetime import date
from typing import Any

from bot.nlu.extract import extract

TODAY = date(2026, 11, 24)  # a Tuesday


def stated(text: str) -> dict[str, Any]:
    """Entity → value; a disability reads “category grade” (? unknown), several are joined by “+”."""
    out: dict[str, Any] = {}
    for found in extract(text, TODAY):
        value = found.value
        if found.entity == "disability":
            value = f"{value['category'] or '?'} {value['grade'] or '?'}"
            value = f"{out['disability']}+{value}" if "disability" in out else value
        out[found.entity] = value
    return out


def only(text: str, *entities: str) -> dict[str, Any]:
    """The stated facts of these entities alone."""
    return {k: v for k, v in stated(text).items() if k in entities}
