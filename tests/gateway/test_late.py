"""What is written late is deleted with the rest: 重新开始 waits for it."""

import threading

from bot.gateway import chat
from casework import transcript


def test_a_turn_that_is_written_late_does_not_come_back_after_the_talk_was_deleted(house, monkeypatch):
    monkeypatch.setattr(chat, "KEEPING", 0.1)
    written, kept, disk = transcript.add, [], threading.Event()

    def slowly(conversation, lines):
        disk.wait(30)
        written(conversation, lines)
        kept.append(conversation)

    monkeypatch.setattr(chat.transcript, "add", slowly)
    client = house.client()
    answer = client.post("/api/chat", json={"text": "我有精神残疾"})
    assert answer.status_code == 200 and kept == []
    threading.Timer(0.5, disk.set).start()  # the page has begun to wait for it
    assert client.post("/restart").status_code == 303
    assert len(kept) == 1
    assert transcript.lines_of(kept[0]) == []
