"""The worked examples of docs/policy-data-handbook.md: edits to carry out and the output that is promised."""

import re
from dataclasses import dataclass
from pathlib import Path

HANDBOOK = Path(__file__).parents[2] / "docs" / "policy-data-handbook.md"
_BLOCK = re.compile(r"^```(diff|yaml|console)(?: (\S+))?(?: (\S+))?\n(.*?)^```$", re.M | re.S)
_VERSION = re.compile(r"版本 [0-9a-f]{12}：\d+ 个参数，\d+ 个回答条目，\d+ 项待遇")


@dataclass(frozen=True)
class Block:
    """One fenced block: what it is, the file it is about, whether it shows a mistake or a part only."""

    kind: str
    file: str
    note: str
    text: str

    def carry_out(self, project: Path) -> None:
        """Make the change in a copy of the project."""
        path = project / self.file
        if self.kind == "yaml":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.text, encoding="utf-8")
            return
        lines = self.text.splitlines()
        old = "\n".join(line[1:] for line in lines if line[:1] in " -")
        new = "\n".join(line[1:] for line in lines if line[:1] in " +")
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{self.file} holds {text.count(old)} times:\n{old}"
        path.write_text(text.replace(old, new), encoding="utf-8")


def example(title: str) -> list[Block]:
    """The blocks below a heading of the handbook, in order."""
    text = HANDBOOK.read_text(encoding="utf-8").split(f"\n## {title}", 1)[1].split("\n## ", 1)[0]
    return [Block(m[1], m[2] or "", m[3] or "", m[4]) for m in _BLOCK.finditer(text)]


def even(output: str) -> str:
    """Output without what changes with every entry: the version and how many entries there are."""
    return _VERSION.sub("版本 …", output)
