"""The evaluation report: one Markdown file, each measurement a section that it writes anew itself."""

import datetime as dt
import os
import platform
from collections.abc import Sequence
from pathlib import Path

from policy_kb.current import current

_HEAD = """# Evaluation report

Written by `make eval`; not by hand. Each section says when and on what it was measured.
"""


def write_section(path: Path, heading: str, body: str) -> None:
    """Put the section in the place of the one with the same heading, else at the end; a missing file is begun."""
    text = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    before, *sections = text.split("\n## ")
    kept = {section.partition("\n")[0]: section.strip() for section in sections}
    kept[heading] = f"{heading}\n\n{_circumstances()}\n\n{body.strip()}"
    path.write_text("\n\n## ".join([before.strip(), *kept.values()]) + "\n", encoding="utf-8")


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table, figures to the right."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _circumstances() -> str:
    return (
        f"{dt.date.today().isoformat()}, policy data {current().version}, Python {platform.python_version()}, "
        f"{os.cpu_count()} cores."
    )
