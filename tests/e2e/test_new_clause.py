"""Clause 19 of the handbook, put into the policy data of a running system that nobody has trained anew."""

import shutil
from collections.abc import Iterator

import pytest

from bench.system import fresh
from policy_kb.kb import ROOT
from tests.e2e.conftest import ChatClient
from tests.policy_kb.handbook import example

PAID = "重度残疾人家庭冬季在家取暖的，每户每年补贴600元。"
BASIS = "依据：《实施意见》第19条"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("clause19")
    shutil.copytree(ROOT, folder / "policy_kb", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for block in example("例四"):
        if block.file.startswith("policy_kb/"):
            block.carry_out(folder)
    with fresh(folder, YIZHU_KB=str(folder / "policy_kb")) as system:
        system.wait()
        yield system.url


def test_what_was_not_written_is_answered(url):
    resident = ChatClient(url)
    for asked in (
        "冬天烧炭取暖国家给补点钱不",
        "取暖费能领多少",
        "暖气费贵得很，残疾人有补助没",
        "我妈腿不行，四级，取暖补贴有没有她的",
    ):
        said = resident.say(asked)
        assert PAID in said, asked
        assert said.endswith(BASIS)
        assert "水电、取暖、话费" not in resident.titles  # how it was read until today
    assert "民政局" in resident.say("找谁办")


def test_it_is_assessed_and_told_with_the_rest(url):
    resident = ChatClient(url)
    said = resident.say("我视力一级，农村的，伊旗户口，有残疾证，在家烧煤取暖，取暖补贴能领多少")
    assert "600元" in said
    assert BASIS in said


def test_two_questions_of_one_message(url):
    said = ChatClient(url).say("我妈视力一级，农村户口，一年补贴多少钱？冬天烧煤给不给补？")
    assert "按城乡分：农村牧区3000元" in said
    assert PAID in said


def test_other_bills_are_still_not_written(url):
    said = ChatClient(url).say("残疾人交电费能不能少交点")
    assert "《实施意见》里没有写" in said
    assert "依据" not in said


def test_a_wish_for_a_call_stays_one(url):
    resident = ChatClient(url)
    assert "同意" in resident.say("取暖的事，找个人给我打电话")
