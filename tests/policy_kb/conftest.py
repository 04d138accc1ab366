"""The knowledge base as shipped, and copies of its data that a test may change or break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import policy_kb.current as current_module
from policy_kb.kb import ROOT, KnowledgeBase

Edit = Callable[[str, str, str], None]


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    """The data files of the package."""
    return KnowledgeBase.load(ROOT)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the data files, free to change."""
    root = tmp_path / "policy_kb"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return root


@pytest.fixture
def edit(copy: Path) -> Edit:
    """`edit(file, old, new)` replaces words that must be there, at their first place."""

    def replace(file: str, old: str, new: str) -> None:
        path = copy / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


class Clock:
    """The time between two looks at the files, gone by at will."""

    def pass_seconds(self, seconds: float) -> None:
        """Let time go by."""
        for _ in range(int(seconds // current_module.LOOK_EVERY)):
            current_module._fresh.look()


@pytest.fixture
def clock(copy: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A running system that has not yet loaded anything, on the copied data, and its clock."""
    monkeypatch.setenv("YIZHU_KB", str(copy))
    monkeypatch.setattr(current_module, "_fresh", current_module._Fresh())
    return Clock()
