"""What Prometheus and a balancer are told, and what stands in the log: figures, and nothing about people."""

import json
import logging
import threading
from datetime import timedelta

import office
from figures import figures
from sqlalchemy import select
from waiting import eventually

from bot.gateway import owed
from casework import callbacks, references, tally
from casework.callbacks import CallbackWish
from casework.clock import utcnow
from casework.db import session_scope
from casework.models import CallbackRow


def ask(client, text="残疾人补贴多少钱"):
    return client.post("/api/chat", json={"text": text})


def test_turns_failures_and_refusals_are_counted(house):
    client = house.client()
    ask(client)
    house.rasa.mode = "silent"
    ask(client)
    client.post("/api/chat", json={})
    told = figures(client)
    assert told["yizhu_turns_total", "web"] == 2
    assert told["yizhu_failures_total", "silent"] == 1
    assert told["yizhu_refused_total", "malformed"] == 1
    assert told["yizhu_turn_seconds_count",] == 2
    assert told["yizhu_turns_inside",] == 0


def test_the_stages_show_where_the_time_goes(house):
    house.rasa.seconds = 0.4
    client = house.client()
    ask(client)
    told = figures(client)
    assert 0.4 <= told["yizhu_stage_seconds_sum", "answering"] < 1.5
    for stage in ("waiting", "hiding", "answering", "keeping"):
        assert told["yizhu_stage_seconds_count", stage] == 1, stage
    assert sum(told["yizhu_stage_seconds_sum", s] for s in ("waiting", "hiding", "keeping")) < 0.4


def test_what_is_owed_is_read_from_the_database(house):
    wish = CallbackWish(conversation="talk-1", phone="13800001234", topic="subsidy_amount", clause="1")
    made = callbacks.create(wish)
    late = callbacks.create(
        CallbackWish(conversation="talk-2", phone="13800005678", topic="subsidy_amount", clause="1")
    )
    with session_scope() as session:  # its time came and went: no wish of a new call-back is overdue at night
        row = session.scalars(
            select(CallbackRow).where(CallbackRow.reference == references.parse(late.reference))
        ).one()
        row.due_at = utcnow() - timedelta(hours=1)
    office.write("talk-1", "web", "材料带身份证就行。", "wang", made.reference)
    tally.count("asked", "subsidy_amount")
    tally.count("missed", "outside")
    told = figures(house.client())
    assert told["yizhu_callbacks", "open"] == 2
    assert told["yizhu_callbacks", "overdue"] == 1
    assert told["yizhu_letters", "waiting"] == 1
    assert told["yizhu_letters", "dead"] == 0
    assert told["yizhu_asked_today", "subsidy_amount"] == 1
    assert told["yizhu_missed_today", "outside"] == 1
    assert told["yizhu_database_up",] == 1


def test_without_the_database_the_page_still_comes_and_shows_no_old_figure(house, monkeypatch):
    monkeypatch.setattr(owed, "_FRESH", 0.0)
    client = house.client()
    assert ("yizhu_callbacks", "open") in figures(client)
    monkeypatch.setenv("DATABASE_URL", "postgresql://yizhu@127.0.0.1:1/none")
    told = figures(client)
    assert told["yizhu_database_up",] == 0
    assert ("yizhu_callbacks", "open") not in told
    assert ("yizhu_turns_inside",) in told


def test_a_full_copy_says_so_to_the_balancer_and_lives(start):
    house = start(rate_limited=False, running=1, waiting=1)
    assert house.client().get("/readyz").status_code == 200
    house.rasa.held = True
    asking = [threading.Thread(target=ask, args=(house.client(),)) for _ in range(2)]
    for one in asking:
        one.start()
    client = house.client()
    assert eventually(lambda: client.get("/readyz").status_code == 503)
    assert client.get("/livez").status_code == 200
    house.rasa.held = False
    for one in asking:
        one.join()
    assert client.get("/readyz").status_code == 200


def test_a_turn_in_the_log_leads_back_to_nobody(house, caplog):
    caplog.set_level(logging.INFO, "yizhu")
    client = house.client()
    ask(client, "我叫王小明，电话13800001234")
    ask(client, "我妈一级残疾")
    lines = [json.loads(r.getMessage()) for r in caplog.records if r.name == "yizhu.gateway"]
    first, second = [line for line in lines if line["event"] == "turn"]
    assert set(first) == {"event", "conversation", "door", "seconds", "replies", "failure"}
    assert first["conversation"] == second["conversation"]
    assert len(first["conversation"]) == 12
    assert first["conversation"] not in client.cookies["yizhu"]
    for private in ("王小明", "13800001234", "残疾", client.cookies["yizhu"].split(".")[0]):
        assert private not in caplog.text
