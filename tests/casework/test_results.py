"""Kept results: sealed, behind a token nobody can guess, gone after their time or on request."""

from datetime import timedelta

from sqlalchemy import text

from casework.clock import utcnow
from casework.db import engine
from casework.erasure import delete_conversation
from casework.results import find_result, keep_result

TOLD = {"who": "您母亲", "total": "3000"}
FACTS = {"residence": "rural"}


def test_a_result_comes_back_as_it_was_told(store):
    kept = find_result(keep_result("c1", FACTS, TOLD, "v1"))
    assert kept is not None
    assert (kept.told, kept.profile, kept.kb_version) == (TOLD, FACTS, "v1")
    assert kept.expires_at - kept.created_at == timedelta(days=30)


def test_a_token_is_long_and_each_is_another(store):
    tokens = {keep_result("c1", FACTS, TOLD, "v1") for _ in range(3)}
    assert len(tokens) == 3 and {len(token) for token in tokens} == {32}
    assert find_result("A" * 32) is None


def test_the_table_holds_neither_token_nor_words_nor_conversation(store):
    token = keep_result("conversation-1", FACTS, TOLD, "v1")
    with engine().connect() as connection:
        [row] = connection.execute(text("SELECT * FROM result")).mappings().all()
    held = str({**row, "body": bytes(row["body"])})
    for private in (token, "conversation-1", "rural", "母亲"):
        assert private not in held


def test_it_is_gone_after_its_time(store, monkeypatch):
    monkeypatch.setenv("YIZHU_RESULT_DAYS", "7")
    token = keep_result("c1", FACTS, TOLD, "v1")
    assert find_result(token, utcnow() + timedelta(days=6)) is not None
    assert find_result(token, utcnow() + timedelta(days=8)) is None


def test_deleting_my_information_deletes_my_results_and_no_others(store):
    mine, other = keep_result("c1", FACTS, TOLD, "v1"), keep_result("c2", FACTS, TOLD, "v1")
    delete_conversation("c1")
    assert find_result(mine) is None
    assert find_result(other) is not None


def test_of_one_conversation_the_newest_twenty_stay(store):
    tokens = [keep_result("c1", FACTS, TOLD, "v1") for _ in range(22)]
    assert [find_result(token) is not None for token in tokens] == [False] * 2 + [True] * 20
