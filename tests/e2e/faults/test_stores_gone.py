"""PostgreSQL or Redis falls, or hangs, in the middle of a talk: an honest word, and later the talk goes on."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from servers import or_left_out

from bench import stores
from casework import db
from tests.e2e.conftest import ChatClient
from tests.e2e.copies import Copy
from tests.e2e.faults.errands import HONEST, REFERENCE, kept, wish

DEADLINE = 6.0  # seconds
SLACK = 6.0  # seconds, on a busy machine
BACK = 60.0  # seconds until all parts have found the server again


class House:
    """One copy of everything on servers of its own."""

    def __init__(self, copy: Copy, postgres: stores.Postgres, redis: stores.Redis) -> None:
        self.copy, self.postgres, self.redis = copy, postgres, redis

    def client(self) -> ChatClient:
        return ChatClient(self.copy.url)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("gone")
    with ExitStack() as until_the_end:
        postgres, redis = (or_left_out(until_the_end, kind) for kind in (stores.Postgres, stores.Redis))
        environment = {
            "DATABASE_URL": stores.new_database(postgres.url),
            "YIZHU_REDIS_URL": redis.url,
            "YIZHU_DATA_DIR": str(folder),
            "YIZHU_DEADLINE": str(DEADLINE),
            "YIZHU_RATE_LIMIT": "on",
        }
        patch = until_the_end.enter_context(pytest.MonkeyPatch.context())
        for key, value in environment.items():
            patch.setenv(key, value)
        until_the_end.callback(db.dispose)
        db.upgrade()
        copy = Copy("gone", folder, environment)
        until_the_end.callback(copy.stop)
        copy.start()
        copy.wait()
        yield House(copy, postgres, redis)


def test_redis_gone_and_empty_again(house):
    chat = house.client()
    assert "户籍" in chat.say("我能领什么")
    house.redis.stop()
    try:
        assert chat.press("是伊旗户口") in HONEST
    finally:
        house.redis.start()
    house.copy.wait(BACK)
    assert "残疾证" in chat.say("是伊旗户口")


def test_redis_that_hangs(house):
    chat = house.client()
    assert "户籍" in chat.say("我能领什么")
    with house.redis.frozen():
        began = time.monotonic()
        assert chat.press("是伊旗户口") in HONEST
        assert time.monotonic() - began < DEADLINE + SLACK
    house.copy.wait(BACK)
    assert "残疾证" in chat.say("是伊旗户口")


def test_postgres_gone_when_a_call_back_is_to_be_kept(house):
    phone = "13800004111"
    chat = house.client()
    wish(chat, phone)
    house.postgres.stop()
    try:
        began = time.monotonic()
        said = chat.press("确认")
        assert said in HONEST and not REFERENCE.search(said)
        assert time.monotonic() - began < DEADLINE + SLACK
    finally:
        house.postgres.start()
    house.copy.wait(BACK)
    said = chat.say("确认")
    assert kept(phone) == REFERENCE.findall(said)[:1] != []


def test_nothing_of_it_stands_in_the_logs(house):
    logs = house.copy.logs()
    assert logs
    for private in ("13800004111", "危房改造", "户口"):
        assert private not in logs
