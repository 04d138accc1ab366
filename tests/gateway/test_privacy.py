"""Numbers of people never reach Rasa, a log or a file in the clear; their owner still sees them."""

import logging

from raw_files import raw_files

from bot.gateway import words

PHONE = "13800001234"


def test_rasa_sees_a_token_and_the_person_their_number(house):
    client = house.client()
    answer = client.post("/api/chat", json={"text": f"我的电话是{PHONE}，下午打"})
    [message] = house.rasa.got
    assert PHONE not in message["text"]
    assert message["text"].startswith("我的电话是⟦phone:") and message["text"].endswith("⟧，下午打")
    assert answer.json()["replies"][0]["text"] == f"收到：我的电话是{PHONE}，下午打"


def test_another_conversation_sees_nothing_behind_the_token(house):
    house.client().post("/api/chat", json={"text": PHONE})
    token = house.rasa.got[0]["text"]
    house.rasa.answer = [{"text": f"打这个号码：{token}", "buttons": []}]
    answer = house.client().post("/api/chat", json={"text": "你好"})
    assert answer.json()["replies"][0]["text"] == f"打这个号码：{words.HIDDEN['phone']}"


def test_nothing_said_is_found_in_files_or_logs(house, caplog):
    caplog.set_level(logging.DEBUG)
    client = house.client()
    client.post("/api/chat", json={"text": f"我叫王小明，电话{PHONE}"})
    house.rasa.mode = "silent"
    client.post("/api/chat", json={"text": "我有精神残疾"})
    logged = "".join(record.getMessage() for record in caplog.records if record.name.startswith("yizhu"))
    assert '"event": "turn"' in logged
    kept = b"".join(raw for _, raw in raw_files(house.data_dir))
    for secret in ("王小明", PHONE, "精神残疾", house.rasa.got[0]["sender"]):
        assert secret not in logged
        assert secret.encode() not in kept


def test_deleting_everything_ends_the_conversation(house):
    client = house.client()
    client.post("/api/chat", json={"text": "我有精神残疾"})
    house.rasa.answer = [
        {"text": "都删掉了。", "buttons": []},
        {"text": "", "buttons": [], "custom": {"forget": True}},
    ]
    assert (
        client.post("/api/chat", json={"text": "删除我的资料"}).json()["replies"][0]["text"] == "都删掉了。"
    )
    house.rasa.answer = None
    client.post("/api/chat", json={"text": "你好"})
    first, second, third = (message["sender"] for message in house.rasa.got)
    assert first == second != third
    page = client.get("/").text
    assert "精神残疾" not in page and "都删掉了。" in page
