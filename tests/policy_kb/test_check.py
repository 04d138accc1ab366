"""`yizhu kb check`: each kind of breakage is named by file and entry."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from breakages import ALONE, BREAKAGES, SAME_LINE, TOGETHER

from policy_kb.check import check
from policy_kb.kb import ROOT

Edit = Callable[[str, str, str], None]


def complaints(root: Path) -> str:
    """All problems found below a folder, a line each."""
    return "\n".join(str(problem) for problem in check(root))


def test_the_data_as_shipped_is_whole() -> None:
    assert complaints(ROOT) == ""


def test_an_untouched_copy_is_whole(copy: Path) -> None:
    assert complaints(copy) == ""


_READABLE = 40  # complaints that an office worker still reads


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """All complaints about one copy that is broken in many places at once."""
    root = tmp_path_factory.mktemp("broken") / "policy_kb"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for file, old, new, _ in (BREAKAGES[kind] for kind in TOGETHER):
        path = root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [str(problem) for problem in check(root)]


@pytest.mark.parametrize("kind", TOGETHER)
def test_among_many_breakages_each_is_named_by_file_and_entry(broken: list[str], kind: str) -> None:
    named = BREAKAGES[kind][3]
    assert any(all(word in line for word in named) for line in broken), broken


@pytest.mark.parametrize("kind", [*ALONE, *SAME_LINE])
def test_a_breakage_is_named_by_file_and_entry(copy: Path, edit: Edit, kind: str) -> None:
    file, old, new, named = BREAKAGES[kind]
    edit(file, old, new)
    found = [str(problem) for problem in check(copy)]
    assert any(all(word in line for word in named) for line in found), found
    assert len(found) <= _READABLE


def test_a_clause_that_no_topic_answers_is_named(copy: Path) -> None:
    (copy / "topics" / "14_charity.yml").write_text("[]\n", encoding="utf-8")
    assert "topics/：第14条没有任何条目回答" in complaints(copy)


def test_an_empty_parameter_file_is_a_problem_and_no_crash(copy: Path) -> None:
    (copy / "parameters.yml").write_text("", encoding="utf-8")
    assert complaints(copy) != ""
