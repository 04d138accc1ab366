"""`yizhu callbacks`: what a caseworker reads and what a program reads."""

import argparse
import json
from datetime import datetime

import pytest

from bot.cli.callbacks import add_parser
from casework import callbacks
from casework.callbacks import CallbackWish
from casework.clock import SHANGHAI

pytestmark = pytest.mark.usefixtures("data_dir")


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    given = parser.parse_args(["callbacks", *arguments])
    return int(given.func(given))


def test_an_empty_database_gives_an_empty_array(capsys: pytest.CaptureFixture[str]):
    assert run("--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run() == 0
    assert capsys.readouterr().out == "还没有人约回电。\n"


def test_each_call_back_is_listed_with_what_is_needed_to_ring(capsys: pytest.CaptureFixture[str]):
    made = callbacks.create(
        CallbackWish(
            conversation="talk",
            phone="138 0000 1234",
            topic="my_topic",
            clause="1",
            for_whom="mother",
            manner="slow_loud",
            when_text="礼拜二上午九点",
            when_from=datetime(2027, 3, 2, 9, 0, tzinfo=SHANGHAI),
            words="补贴没到",
        )
    )
    run("--json")
    (entry,) = json.loads(capsys.readouterr().out)
    assert entry["reference"] == made.reference
    assert (entry["status"], entry["topic"], entry["office"]) == ("new", "my_topic", "民政局")
    assert (entry["for_whom"], entry["manner"], entry["phone"]) == ("mother", "slow_loud", "13800001234")
    assert (entry["when"], entry["due"]) == ("礼拜二上午九点", "2027-03-02T09:00:00+08:00")
    assert entry["words"] == "补贴没到"
    run()
    table = capsys.readouterr().out
    for words in (
        made.reference,
        "民政局",
        "母亲",
        "说慢一点",
        "138 0000 1234",
        "3月2日（星期二）上午9点",
        "补贴没到",
    ):
        assert words in table


def test_only_open_ones_on_request(capsys: pytest.CaptureFixture[str]):
    callbacks.create(CallbackWish(conversation="talk", phone="13800001234"))
    callbacks.cancel(conversation="talk")
    run("--json", "--open")
    assert json.loads(capsys.readouterr().out) == []
    run("--json")
    assert json.loads(capsys.readouterr().out)[0]["status_text"] == "已经取消"
