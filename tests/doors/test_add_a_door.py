"""The door that docs/add-a-door.md shows works as it stands there."""

import os
import re
import subprocess
import sys

from fake_rasa import SECRET, FakeRasa
from serving import served

from bench.ports import free_port
from bot.settings import PROJECT


def test_the_door_of_the_documentation_works(data_dir):
    shown = (PROJECT / "docs" / "add-a-door.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", shown, re.S)
    rasa, port = FakeRasa(), free_port()
    environment = {
        **{**os.environ, "YIZHU_DATA_DIR": str(data_dir), "YIZHU_CHANNEL_SECRET": SECRET},
        **{"YIZHU_RASA_URL": f"http://127.0.0.1:{port}", "PYTHONUTF8": "1"},
    }
    with served(rasa.app(), port):
        door = subprocess.Popen(
            [sys.executable, "-c", code],
            **{"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE},
            **{"env": environment, "cwd": PROJECT, "text": True, "encoding": "utf-8"},
        )
        door.stdin.write("你好\n")
        door.stdin.flush()
        assert _until(door, "1 约人回电\n")[-4:] == [
            "收到：你好\n",
            "\n",
            "回复数字就能选：\n",
            "1 约人回电\n",
        ]
        door.stdin.write("选1\n")
        door.stdin.flush()
        assert '收到：/callback{"topic": "subsidy_amount"}\n' in _until(door, "1 约人回电\n")
        door.communicate(timeout=30)
    assert door.returncode == 0


def _until(door: "subprocess.Popen[str]", line: str) -> list[str]:
    said: list[str] = []
    while not said or said[-1] != line:
        said.append(door.stdout.readline())
        assert said[-1], door.stderr.read()
    return said
