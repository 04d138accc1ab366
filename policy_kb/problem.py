"""What `yizhu kb check` finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong: the file, the entry, and what to do."""

    where: str
    what: str
    fatal: bool = False

    def __str__(self) -> str:
        return f"{self.where}：{self.what}"
