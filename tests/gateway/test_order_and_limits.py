"""Order within a conversation, fairness between people, and an honest no when it is too much."""

from concurrent.futures import ThreadPoolExecutor

from figures import figures
from waiting import eventually

from bot.gateway import words
from bot.gateway.limits import REMEMBERED, Buckets


def together(house, cookies, texts):
    """Send messages while Rasa lets nobody go, each once the one before it has been taken or refused."""
    house.rasa.held = True
    with ThreadPoolExecutor(len(texts)) as pool:
        sent = []
        for text in texts:
            sent.append(pool.submit(post, house, cookies, text))
            assert eventually(lambda: all_seen(house, sent))
        house.rasa.held = False
        return [one.result() for one in sent]


def all_seen(house, sent):
    """Whether the gateway has taken or refused all that was sent."""
    return figures(house.client())["yizhu_turns_inside",] + sum(one.done() for one in sent) == len(sent)


def post(house, cookies, text):
    with house.client() as client:
        client.cookies.update(cookies)
        return client.post("/api/chat", json={"text": text})


def known_cookies(house):
    client = house.client()
    client.post("/api/chat", json={"text": "你好"})
    return dict(client.cookies)


def test_rapid_messages_of_one_person_are_answered_in_order(start):
    house = start()
    cookies = known_cookies(house)
    answers = together(house, cookies, ["一", "二", "三", "四", "五"])
    assert [answer.json()["replies"][0]["text"] for answer in answers] == [
        "收到：一",
        "收到：二",
        "收到：三",
        "收到：四",
        "收到：五",
    ]
    assert [message["text"] for message in house.rasa.got] == ["你好", "一", "二", "三", "四", "五"]
    assert house.rasa.most_at_once == 1


def test_different_people_do_not_wait_for_each_other(house):
    together(house, {}, ["一", "二", "三", "四"])
    assert house.rasa.most_at_once == 4


def test_a_crowd_is_told_to_come_back(start):
    house = start(rate_limited=False, running=2, waiting=2)
    answers = together(house, {}, ["问"] * 6)
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 503, 503]
    assert answers[-1].json() == {"error": words.BUSY}
    assert "12345" in words.BUSY and "12385" in words.BUSY
    assert answers[-1].headers["retry-after"] == "5"
    assert house.rasa.most_at_once == 2


def test_one_person_cannot_fill_the_queue(start):
    house = start(rate_limited=False, per_conversation_queue=2)
    answers = together(house, known_cookies(house), ["一", "二", "三"])
    assert [answer.status_code for answer in answers] == [200, 200, 429]


def test_too_fast_in_one_conversation(start):
    client = start(per_conversation=(2, 0.01)).client()
    statuses = [client.post("/api/chat", json={"text": "快"}).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]  # the first has no conversation yet
    refused = client.post("/api/chat", json={"text": "快"})
    assert refused.json() == {"error": words.TOO_FAST}
    assert int(refused.headers["retry-after"]) > 1


def test_too_fast_from_one_address_with_ever_new_conversations(start):
    house = start(per_address=(3, 0.01))
    statuses = [house.client().post("/api/chat", json={"text": "快"}).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]


def test_the_limits_can_be_lifted(start):
    client = start(rate_limited=False, per_conversation=(1, 0.01), per_address=(1, 0.01)).client()
    assert {client.post("/api/chat", json={"text": "快"}).status_code for _ in range(6)} == {200}


def test_a_bucket_refills_with_time_and_forgets_the_oldest():
    now = [0.0]
    buckets = Buckets(2, 0.5, clock=lambda: now[0])
    assert [buckets.take("a"), buckets.take("a"), buckets.take("a")] == [0.0, 0.0, 2.0]
    now[0] = 2.0
    assert buckets.take("a") == 0.0
    assert buckets.take("a") == 2.0
    for number in range(REMEMBERED):
        buckets.take(str(number))
    assert buckets.take("a") == 0.0
