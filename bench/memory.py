"""Memory of a process with all that it started."""

from collections.abc import Iterator
from pathlib import Path


def used(root: int) -> dict[int, tuple[str, float]]:
    """Megabytes of each process of a tree by its id, with its name; shared pages are split among their users."""
    return {pid: (_name(pid), _proportional(pid)) for pid in _tree(root)}


def _tree(root: int) -> Iterator[int]:
    yield root
    for task in Path(f"/proc/{root}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _tree(int(child))


def _name(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    return words[words.index("-m") + 1] if "-m" in words else words[0].rpartition("/")[2]


def _proportional(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
