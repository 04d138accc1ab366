"""Texts that caseworkers write often, from a file that the office may change."""

from dataclasses import dataclass
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "data" / "snippets.yml"


@dataclass(frozen=True)
class Snippet:
    """One text with a short title."""

    id: str
    title: str
    text: str


def snippets() -> list[Snippet]:
    """All texts in the order of the file, which is read anew each time; a broken file gives none."""
    try:
        entries = yaml.safe_load(_FILE.read_text(encoding="utf-8")) or []
        return [Snippet(str(one["id"]), str(one["title"]), str(one["text"])) for one in entries]
    except (OSError, yaml.YAMLError, KeyError, TypeError):
        return []
