"""What the commands do with policy data that are wrong: they say where, in words, and do nothing."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import PROJECT

Edit = Callable[[str, str, str], None]


@pytest.fixture
def yizhu(copy: Path) -> Callable[..., tuple[int, str]]:
    """Runs a command on the copy of the data; its exit status and all that it prints."""

    def run(*arguments: str) -> tuple[int, str]:
        told = {**os.environ, "YIZHU_KB": str(copy), "YIZHU_CHANNEL_SECRET": "0123456789abcdef"}
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli.main", *arguments],
            capture_output=True, text=True, cwd=PROJECT, env=told, timeout=120,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    return run


@pytest.mark.parametrize("command", [("run",), ("serve", "gateway")])
def test_the_system_does_not_start_on_a_sum_that_the_text_does_not_hold(
    edit: Edit, yizhu: Callable[..., tuple[int, str]], command: tuple[str, ...]
) -> None:
    edit("parameters.yml", "{from: null, value: 30}", "{from: null, value: 40}")
    status, said = yizhu(*command)
    assert status == 1
    assert "parameters.yml 的 inpatient_aid_rate：最早的数值要和原文的 30 一样" in said
    assert "启动失败：政策数据有 1 处要改" in said


def test_a_slip_of_the_pen_is_named_by_its_line(
    edit: Edit, yizhu: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    edit(
        "parameters.yml",
        "{from: null, value: 30}",
        "{from: null, value: 30}\n      - {from: 2027-01-01, value: 40}",
    )
    (tmp_path / "profile.json").write_text("{}", encoding="utf-8")
    for command in (("assess", str(tmp_path / "profile.json")), ("kb", "check"), ("run",)):
        status, said = yizhu(*command)
        assert status == 1
        assert "parameters.yml：第99行" in said and "请看缩进" in said
        assert "Traceback" not in said
