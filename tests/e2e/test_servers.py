"""The servers of the dialogue: copies of one loaded process, each of which may fall by itself."""

import os
import signal
import time
from pathlib import Path

from bot.gateway import words


def test_a_fallen_server_stands_again_at_once_and_no_talk_is_lost(system, chat):
    assert "30%" in chat.say("残疾人住院能报多少")
    watcher = system.pid("rasa")
    servers = _children(watcher)
    assert servers
    for pid in servers:
        os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 30
    while (answer := chat.say("哪条写的")) == words.APOLOGY:
        assert time.monotonic() < until
        time.sleep(0.2)
    assert "依据：《实施意见》第2条" in answer
    assert system.pid("rasa") == watcher, "nothing was loaded anew"
    assert len(_children(watcher)) == len(servers)


def test_the_servers_share_the_model_and_hold_no_tensorflow(system, chat):
    chat.say("你好")
    for pid in _children(system.pid("rasa")):
        assert "tensorflow" not in Path(f"/proc/{pid}/maps").read_text()
        memory = _kilobytes(pid)
        assert memory["Pss"] < 0.8 * memory["Rss"]


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _kilobytes(pid: int) -> dict[str, int]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) for line in lines}
