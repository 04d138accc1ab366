"""Several gateways slow one person down together, and each alone while their Redis is away."""

from contextlib import ExitStack

import pytest
from servers import or_left_out
from waiting import eventually

from bench import stores


def statuses(*clients) -> list[int]:
    return [client.post("/api/chat", json={"text": "快"}).status_code for client in clients]


def test_two_gateways_count_one_address_together(start, redis_url):
    one, two = (start(per_address=(3, 0.01), redis_url=redis_url) for _ in range(2))
    assert statuses(*(house.client() for house in (one, two, one, two, one))) == [200, 200, 200, 429, 429]


def test_two_gateways_count_one_conversation_together_and_say_when_to_come_back(start, redis_url):
    one, two = (start(per_conversation=(2, 0.01), redis_url=redis_url) for _ in range(2))
    here, there = one.client(), two.client()
    statuses(here)  # the first has no conversation yet
    there.cookies = here.cookies
    assert statuses(here, there, here, there) == [200, 200, 429, 429]
    assert 90 < int(there.post("/api/chat", json={"text": "快"}).headers["retry-after"]) <= 100


def test_a_bucket_fills_again(start, redis_url):
    house = start(per_address=(1, 0.2), redis_url=redis_url)  # the next one after five seconds
    assert statuses(house.client(), house.client()) == [200, 429]
    assert eventually(lambda: statuses(house.client()) == [200])


@pytest.mark.parametrize("how", ["gone", "frozen"])
def test_without_redis_each_gateway_counts_for_itself(start, how):
    with ExitStack() as until_the_end:
        redis = or_left_out(until_the_end, stores.Redis)
        house = start(per_address=(2, 0.01), redis_url=redis.url)
        assert statuses(house.client()) == [200]
        if how == "gone":
            redis.stop()
        else:
            until_the_end.enter_context(redis.frozen())
        assert statuses(*(house.client() for _ in range(3))) == [200, 200, 429]
