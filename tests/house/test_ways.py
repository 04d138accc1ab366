"""README and docs lead to what is there: files that they link to or name, commands, targets of make."""

import re
from pathlib import Path

import pytest

from bot.cli.main import COMMANDS
from bot.settings import PROJECT

PAGES = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").rglob("*.md"))]
#: Made-up files of examples, and what is there only after it was made.
EXAMPLES = {"policy_kb/additions/19_heating.yml", "data/nlu/policy_19.yml", "tests/questions/reviewed.jsonl"}
_FOLDERS = r"(?:policy_kb|casework|actions|bot|data|tests|docs|deploy|bench|demo|scripts)"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_to_files(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:\s]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_files_that_are_named_are_there(page: Path) -> None:
    named = set(re.findall(rf"`({_FOLDERS}/[\w./*-]+)`", page.read_text(encoding="utf-8"))) - EXAMPLES
    assert [name for name in sorted(named) if not any(PROJECT.glob(name.rstrip("/")))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_commands_that_are_named_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    used = set(re.findall(r"(?:`|\.venv/bin/)yizhu ([a-z-]+)", text))
    assert used <= set(COMMANDS)
    targets = set(re.findall(r"^([a-z]+):.*##", (PROJECT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"(?:`|^    )make ([a-z]+)\b", text, re.M)) <= targets
