"""When something behind the gateway fails, the person hears it in time, with somewhere to turn to."""

import shutil
import time

import pytest
from serving import served
from waiting import eventually

import policy_kb.current as current_module
from bench.ports import free_port
from bot.gateway import words
from policy_kb.kb import ROOT


def ask(client):
    began = time.monotonic()
    answer = client.post("/api/chat", json={"text": "我的电话记下了吗"})
    return answer, time.monotonic() - began


@pytest.mark.parametrize("mode", ["silent", "blank", "error", "rubbish"])
def test_a_turn_without_a_reply_ends_in_an_apology(house, mode):
    house.rasa.mode = mode
    answer, _ = ask(house.client())
    assert answer.status_code == 200
    assert answer.json() == {"replies": [{"text": words.APOLOGY, "buttons": []}]}


def test_the_apology_claims_nothing_and_names_the_hotlines():
    for part in ("没有办成", "不能算保存", "12345", "12385", "120", "110"):
        assert part in words.APOLOGY


def test_rasa_down(start):
    answer, seconds = ask(start(down=True, deadline=60.0).client())
    assert answer.status_code == 200
    assert answer.json()["replies"][0]["text"] == words.APOLOGY
    assert seconds < 3, "at once, and not when the time is over"


def test_rasa_slow_is_answered_within_the_deadline(start):
    house = start(rate_limited=False, deadline=2.0)
    house.rasa.held = True
    answer, seconds = ask(house.client())
    assert answer.json()["replies"][0]["text"] == words.APOLOGY
    assert seconds < 2.1
    assert house.rasa.got == [], "it was still at work"


def test_a_wrong_secret_is_an_apology_too(start):
    answer, _ = ask(start(rasa=start().url).client())  # an address where nobody knows the channel
    assert answer.json()["replies"][0]["text"] == words.APOLOGY


def test_the_talk_goes_on_after_a_failure(house):
    client = house.client()
    house.rasa.mode = "silent"
    ask(client)
    house.rasa.mode = "normal"
    assert ask(client)[0].json()["replies"][0]["text"] == "收到：我的电话记下了吗"


def test_health_is_a_real_turn(house):
    answer = house.client().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert house.rasa.got[0]["payload"] == "/health_check"
    assert house.rasa.got[0]["sender"].startswith("health-")
    house.client().get("/healthz")
    assert len(house.rasa.got) == 1, "asked again within three seconds"


def test_health_says_why_changed_policy_data_are_not_in_force(house, tmp_path, monkeypatch):
    root = tmp_path / "policy_kb"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.setenv("YIZHU_KB", str(root))
    monkeypatch.setattr(current_module, "LOOK_EVERY", 0.1)
    monkeypatch.setattr(current_module, "_fresh", current_module._Fresh())
    client = house.client()
    assert client.get("/healthz").json() == {"status": "ok"}
    numbers = root / "parameters.yml"
    whole = numbers.read_text(encoding="utf-8")
    numbers.write_text(whole.replace('printed: "2400"', 'printed: "2401"'), encoding="utf-8")
    told = {"status": "ok", "policy_refused": "parameters.yml 的 subsidy_physical_3：words 里没有 2401"}
    assert eventually(lambda: client.get("/healthz").json() == told)
    assert client.get("/healthz").status_code == 200, "the old data still answer"
    numbers.write_text(whole, encoding="utf-8")
    assert eventually(lambda: client.get("/healthz").json() == {"status": "ok"})


def test_a_failed_turn_puts_the_last_result_in_doubt(house):
    client = house.client()
    assert client.get("/healthz").status_code == 200
    house.rasa.mode = "silent"
    assert client.get("/healthz").status_code == 200, "within three seconds, and nothing failed yet"
    ask(client)
    assert client.get("/healthz").status_code == 503


@pytest.mark.parametrize(("mode", "part"), [("silent", "actions"), ("error", "rasa")])
def test_health_names_the_part_that_fails(house, mode, part):
    house.rasa.mode = mode
    answer = house.client().get("/healthz")
    assert answer.status_code == 503
    assert (answer.json()["status"], answer.json()["part"]) == ("down", part)


def test_health_without_rasa(start):
    client = start(down=True).client()
    assert client.get("/healthz").status_code == 503
    assert client.get("/healthz").json()["part"] == "rasa"
    assert client.get("/livez").status_code == 200


def test_a_server_of_rasa_that_cannot_be_reached_is_passed_over(start, rasa):
    nobody = f"http://127.0.0.1:{free_port()}"
    with served(rasa.app(), port := free_port()):
        house = start(rasa=f"{nobody} http://127.0.0.1:{port}", rate_limited=False)
        for _ in range(6):  # six conversations: one or another belongs to the server that is not there
            assert ask(house.client())[0].json()["replies"][0]["text"] == "收到：我的电话记下了吗"
