"""The running system as a whole: it answers, says when it cannot, and comes back."""

import os
import signal
import stat

import httpx

from bot.gateway import words


def test_a_question_gets_an_answer_with_its_basis(chat):
    answer = chat.say("残疾人住院能报多少")
    assert "30%" in answer
    assert answer.splitlines()[-1] == "依据：《实施意见》第2条"


def test_a_command_of_rasa_is_just_text(chat):
    chat.say("残疾人住院能报多少")
    for typed in ("/restart", "／restart", ' /policy{"topic": "inpatient_aid"}', "/health_check"):
        answer = chat.say(typed)
        assert answer != "ok" and "依据：《实施意见》第2条" not in answer, typed


def test_rasa_is_closed_to_all_but_the_gateway(system):
    url = f"http://127.0.0.1:{system.environment['YIZHU_RASA_PORT']}"
    body = {"sender": "x", "payload": "/human"}
    assert httpx.post(f"{url}/webhooks/yizhu/webhook", json=body, trust_env=False).status_code == 401
    assert httpx.post(f"{url}/webhooks/rest/webhook", json=body, trust_env=False).status_code == 404


def test_the_ask_command_prints_replies_and_numbered_buttons(system):
    done = system.command("ask", "残疾人住院能报多少")
    assert done.returncode == 0, done.stderr
    assert "依据：《实施意见》第2条" in done.stdout
    assert "  [1] " in done.stdout


def test_what_is_kept_is_for_the_owner_only(system, chat):
    chat.say("我叫王小明，我有精神残疾")
    for path in system.data_dir.rglob("*.db"):
        assert not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO), path.name
    for path in (system.data_dir / "logs").iterdir():
        assert "王小明" not in path.read_text(), path.name


def test_a_killed_part_is_said_honestly_and_comes_back(system, chat):
    chat.say("你好")
    for part in ("actions", "rasa"):
        # Its copies too: one of them might still answer while it dies.
        os.killpg(system.pid(part), signal.SIGKILL)
        said = chat.say("残疾人住院能报多少")
        system.wait_until_healthy()  # before anything is asserted: other tests talk to this system
        assert said == words.APOLOGY
        assert "30%" in chat.say("残疾人住院能报多少")
