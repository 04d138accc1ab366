"""The `yizhu` command as a person meets it."""

import subprocess
import sys

from bot.cli.main import COMMANDS, main
from bot.settings import PROJECT


def test_help_names_every_command_without_loading_it():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot.cli.main", "--help"],
        capture_output=True,
        text=True,
        cwd=PROJECT,
    )
    assert done.returncode == 0
    for name in COMMANDS:
        assert name in done.stdout
    assert "sqlalchemy" not in done.stderr and "rasa" not in done.stderr


def test_ask_without_a_system_says_so(capsys):
    assert main(["ask", "--url", "http://127.0.0.1:9", "你好"]) == 1
    assert "没有连上" in capsys.readouterr().err
