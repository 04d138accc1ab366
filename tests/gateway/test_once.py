"""A message sent again, because its answer was lost, is done once and answered again."""

import threading

from waiting import eventually

MARK = "a1b2c3d4e5f6"


def _visitor(house):
    client = house.client()
    client.get("/")
    return client


def test_the_same_message_again_gets_the_same_answer_and_is_done_once(house):
    client = _visitor(house)
    first = client.post("/api/chat", json={"text": "帮我约电话", "id": MARK}).json()
    again = client.post("/api/chat", json={"text": "帮我约电话", "id": MARK}).json()
    assert again == first and first["replies"][0]["text"] == "收到：帮我约电话"
    assert len(house.rasa.got) == 1
    assert client.get("/").text.count('<p class="words">帮我约电话</p>') == 1


def test_the_same_words_under_another_id_are_another_message(house):
    client = _visitor(house)
    for mark in ("a1b2c3d4e5f6", "f6e5d4c3b2a1"):
        client.post("/api/chat", json={"text": "还有呢", "id": mark})
    assert len(house.rasa.got) == 2


def test_a_used_id_hides_no_other_message_and_no_other_person(house):
    client = _visitor(house)
    client.post("/api/chat", json={"text": "你好", "id": MARK})
    other = client.post("/api/chat", json={"text": "补贴", "id": MARK}).json()
    assert other["replies"][0]["text"] == "收到：补贴"
    _visitor(house).post("/api/chat", json={"text": "你好", "id": MARK})
    assert len(house.rasa.got) == 3


def test_a_second_try_while_the_first_is_still_at_work_waits_for_it(house):
    client = _visitor(house)
    house.rasa.held = True
    answers = []

    def post():
        answers.append(client.post("/api/chat", json={"text": "你好", "id": MARK}).json())

    tries = [threading.Thread(target=post) for _ in range(3)]
    for one in tries:
        one.start()
    assert eventually(lambda: house.rasa.at_once == 1)
    threading.Timer(0.5, setattr, (house.rasa, "held", False)).start()
    for one in tries:
        one.join()
    assert answers[0] == answers[1] == answers[2]
    assert len(house.rasa.got) == 1


def test_a_message_that_was_not_taken_may_come_again_under_its_id(start):
    house = start(per_conversation=(1, 0.2))  # the next one after five seconds
    client = _visitor(house)
    assert client.post("/api/chat", json={"text": "一"}).status_code == 200
    refused = client.post("/api/chat", json={"text": "二", "id": MARK})
    assert refused.status_code == 429
    assert eventually(lambda: client.post("/api/chat", json={"text": "二", "id": MARK}).status_code == 200)
    assert [one["text"] for one in house.rasa.got] == ["一", "二"]


def test_a_form_sent_twice_by_an_impatient_finger_is_done_once(house):
    client = _visitor(house)
    for _ in range(2):
        assert client.post("/say", data={"text": "你好", "once": MARK}).status_code == 303
    assert len(house.rasa.got) == 1


def test_an_id_that_is_none_is_refused(house):
    client = _visitor(house)
    for bad in (7, "短", "a" * 65, "<script>"):
        assert client.post("/api/chat", json={"text": "你好", "id": bad}).status_code == 400
    assert house.rasa.got == []


def test_what_rasa_has_answered_before_is_shown_once_whether_it_was_kept_or_not(house):
    client = _visitor(house)
    house.rasa.answer = [{"text": "约好了。"}, {"text": "", "custom": {"again": True}}]
    for mark in ("again-000", "again-001"):  # the first try's record was lost, the second's is there
        answer = client.post("/api/chat", json={"text": "帮我约电话", "id": mark}).json()
        assert [one["text"] for one in answer["replies"]] == ["约好了。"]
    assert client.get("/").text.count('<p class="words">帮我约电话</p>') == 1


def test_rasa_hears_the_id_of_a_message_and_none_where_there_is_none(house):
    client = _visitor(house)
    client.post("/api/chat", json={"text": "一", "id": MARK})
    client.post("/api/chat", json={"text": "二", "id": MARK})
    client.post("/api/chat", json={"text": "三"})
    first, second, third = house.rasa.got
    assert first["id"] != second["id"] and "id" not in third
