"""Processes under the supervisor: they are restarted, stopped with all their own, and never left over."""

import os
import signal
import socket
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from bench.ports import free_ports
from bot.settings import PROJECT, SettingsError, from_environment
from bot.supervisor.child import Child, Plan
from bot.supervisor.logs import scrub
from bot.supervisor.watch import Watch

SLEEPER = "import subprocess, sys, time; print(subprocess.Popen(['sleep', '600']).pid); time.sleep(600)"


def child(folder: Path, program: str) -> Child:
    plan = Plan("one", "试验", (sys.executable, "-u", "-c", program), dict(os.environ), folder)
    return Child(plan, folder / "logs")


def wait_for(what, seconds=30.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        result = what()
        if result:
            return result
        time.sleep(0.02)
    raise AssertionError("waited in vain")


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_fallen_process_is_restarted_with_growing_patience(tmp_path):
    one = child(tmp_path, "raise SystemExit(3)")
    one.start()
    said = wait_for(one.tend)
    assert said == "试验 停了（退出码 3），1 秒后重新启动"
    assert one.tend() is None, "not before its time"
    assert wait_for(one.tend) == "试验 重新启动了"
    assert wait_for(one.tend) == "试验 停了（退出码 3），2 秒后重新启动"
    one.stop_by(time.monotonic())


def test_a_killed_process_comes_back_as_another(tmp_path):
    one = child(tmp_path, "import time; time.sleep(600)")
    one.start()
    first = one.pid
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: one.tend() and one.falls)
    wait_for(lambda: one.tend() and one.pid)
    assert one.pid != first
    one.ask_to_stop()
    one.stop_by(time.monotonic() + 5)
    assert one.pid is None


SERVER = "import http.server, sys; http.server.test(http.server.SimpleHTTPRequestHandler, port=int(sys.argv[1]), bind='127.0.0.1')"


def server(folder: Path, starting: str = "") -> Child:
    (port,) = free_ports(1)
    command = (sys.executable, "-u", "-c", starting + SERVER, str(port))
    plan = Plan("one", "试验", command, dict(os.environ), folder, (f"http://127.0.0.1:{port}/",))
    return Child(plan, folder / "logs", partial(Watch, pause=0.05, patience=0.3))


def test_a_process_that_lives_but_answers_no_more_is_started_anew(tmp_path):
    one = server(tmp_path)
    one.start()
    first = one.pid
    wait_for(lambda: any(" 200 " in line for line in one.log.last))
    os.kill(first, signal.SIGSTOP)
    assert wait_for(one.tend) == "试验 还开着，但很久不应答，停掉它"
    assert wait_for(one.tend) == "试验 停了（信号 9），1 秒后重新启动"
    assert wait_for(one.tend) == "试验 重新启动了"
    assert one.pid not in (None, first)
    assert not alive(first)
    one.stop_by(time.monotonic())


def test_a_process_that_is_slow_to_start_or_works_hard_is_left_alone(tmp_path):
    one = server(tmp_path, "import time; time.sleep(4);")
    one.start()
    first = one.pid
    wait_for(lambda: any(" 200 " in line for line in one.log.last))
    os.kill(first, signal.SIGSTOP)  # two or three rounds without an answer
    time.sleep(0.8)
    os.kill(first, signal.SIGCONT)
    time.sleep(2.5)
    assert one.tend() is None and one.pid == first
    one.stop_by(time.monotonic())


def test_stopping_takes_the_whole_group(tmp_path):
    one = child(tmp_path, SLEEPER)
    one.start()
    grandchild = int(wait_for(lambda: one.log.last and one.log.last[-1]))
    one.ask_to_stop()
    one.stop_by(time.monotonic() + 5)
    wait_for(lambda: not alive(grandchild))


def test_children_do_not_outlive_a_killed_supervisor(tmp_path):
    program = (
        "import os, sys, time; from pathlib import Path; from bot.supervisor.child import Child, Plan\n"
        f"plan = Plan('one', 'x', (sys.executable, '-c', 'import time; time.sleep(600)'), dict(os.environ),"
        f" Path({str(tmp_path)!r}))\n"
        f"one = Child(plan, Path({str(tmp_path)!r})); one.start(); print(one.pid, flush=True); time.sleep(600)"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=PROJECT)
    pid = int(supervisor.stdout.readline())
    assert alive(pid)
    supervisor.kill()
    supervisor.wait()
    supervisor.stdout.close()
    wait_for(lambda: not alive(pid))


def test_logs_hold_nothing_that_a_person_said(tmp_path):
    line = "ERROR slot: 我叫王小明 \\u6211\\u53eb phone 13800001234 id 1380 0001 234"
    assert scrub(line) == "ERROR slot: … … phone # id #"
    assert scrub("2026-01-05 02:01:09,685 INFO turn") == "2026-01-05 02:01:09,685 INFO turn"
    assert len(scrub("x" * 5000)) == 400
    one = child(tmp_path, "print('我叫王小明 turn failed')")
    one.start()
    wait_for(lambda: one.log.last)
    one.stop_by(time.monotonic() + 5)
    assert (tmp_path / "logs/one.log").read_text().strip() == "… turn failed"
    assert (tmp_path / "logs/one.log").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("value", ["0", "65536", "abc", "-1", "8000.5"])
def test_a_port_that_is_none_is_named(value):
    with pytest.raises(SettingsError, match="YIZHU_PORT"):
        from_environment({"YIZHU_PORT": value})


def test_a_port_in_use_is_said_and_ends_with_1(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli.main", "run"],
            env={**os.environ, "YIZHU_PORT": str(port), "YIZHU_DATA_DIR": str(tmp_path / "data")},
            capture_output=True,
            text=True,
            cwd=PROJECT,
            timeout=60,
        )
    assert done.returncode == 1
    assert f"端口 {port} 用不了" in done.stderr and "YIZHU_PORT" in done.stderr
    assert not (tmp_path / "data").exists()
