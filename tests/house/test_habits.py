"""What greets somebody who takes the house over: `make` alone, the hooks of a commit, the issue forms."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.settings import PROJECT

PRE_COMMIT = Path(sys.executable).with_name("pre-commit")
FORMS = sorted((PROJECT / ".github/ISSUE_TEMPLATE").glob("*.yml"))


def test_make_alone_says_what_each_target_does() -> None:
    listed = subprocess.run(["make", "-s"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    phony = re.search(r"^\.PHONY: (.*)$", (PROJECT / "Makefile").read_text(), re.M)
    assert phony is not None
    explained = {line.split()[0]: line.split(maxsplit=1)[1] for line in listed.splitlines()}
    assert set(explained) == {*phony[1].split()}
    assert explained["run"] == "start the whole system: http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("written", "passes"),
    [
        ("电话 13800001234\n", True),
        ("电话 13812345678\n", False),
        ("证号 152722198001011234\n", False),
        ("补贴3000元，2022年起\n", True),
    ],
)
def test_a_commit_with_a_persons_number_in_the_data_is_refused(
    tmp_path: Path, written: str, passes: bool
) -> None:
    shutil.copy(PROJECT / ".pre-commit-config.yaml", tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/examples.yml").write_text(written, encoding="utf-8")
    for step in (["git", "init", "-q"], ["git", "add", "."]):
        subprocess.run(step, cwd=tmp_path, check=True)
    hook = [str(PRE_COMMIT), "run", "numbers-of-people", "--all-files"]
    outcome = subprocess.run(hook, cwd=tmp_path, capture_output=True, text=True)
    assert (outcome.returncode == 0) is passes, outcome.stdout + outcome.stderr


def test_every_hook_runs_a_tool_of_ours() -> None:
    """Nothing is fetched: a repository elsewhere would make a commit need the network."""
    (repository,) = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text())["repos"]
    assert repository["repo"] == "local"
    for hook in repository["hooks"]:
        if hook["language"] == "system":
            assert (PROJECT / hook["entry"].split()[0]).is_file(), hook["id"]
        else:
            assert hook["language"] == "pygrep"


def test_the_form_for_a_wrong_answer_asks_for_no_person() -> None:
    form = yaml.safe_load((PROJECT / ".github/ISSUE_TEMPLATE/wrong-answer.yml").read_text())
    assert "请不要写姓名、电话、身份证号、住址" in form["body"][0]["attributes"]["value"]
    required = [part["id"] for part in form["body"] if part.get("validations", {}).get("required")]
    assert required == ["asked", "answered", "expected", "kind", "when"]


@pytest.mark.parametrize("path", [form for form in FORMS if form.name != "config.yml"], ids=lambda p: p.name)
def test_an_issue_form_has_what_github_asks_of_it(path: Path) -> None:
    form = yaml.safe_load(path.read_text())
    assert form["name"] and form["description"]
    ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
    assert len(ids) == len(set(ids))
    for part in form["body"]:
        wanted = "value" if part["type"] == "markdown" else "label"
        assert part["attributes"][wanted], part
