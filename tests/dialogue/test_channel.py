"""Rasa's channel: who may speak, and what can and cannot become a command."""

import asyncio
import socket
import threading
import unicodedata
from typing import Any

import httpx
import pytest
from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from bot.dialogue.channel import YizhuChannel, as_command, as_text

SECRET = "0123456789abcdef0123456789abcdef"
HEARD: list[UserMessage] = []
BEARER = {"Authorization": f"Bearer {SECRET}"}


@pytest.mark.parametrize(
    "typed", ["/restart", " ／restart", "\u200b/inform{}", "嗯/restart", "3/restart", "//"]
)
def test_typed_text_never_holds_a_slash_that_could_lead(typed):
    assert "/" not in unicodedata.normalize("NFKC", as_text(typed))


@pytest.mark.parametrize("typed", ["2024/5/1", "1/2", "我妈能领多少"])
def test_dates_and_shares_stay_as_they_are(typed):
    assert as_text(typed) == typed


def test_a_payload_is_read_without_understanding():
    parsed = as_command('/policy{"topic": "subsidy_amount"}')
    assert parsed["intent"] == {"name": "policy", "confidence": 1.0}
    assert [(one["entity"], one["value"]) for one in parsed["entities"]] == [("topic", "subsidy_amount")]
    assert as_command("/human")["entities"] == []


@pytest.mark.parametrize("payload", ["human", "", "/", "我要找人"])
def test_other_words_are_no_payload(payload):
    with pytest.raises(ValueError):
        as_command(payload)


def test_no_channel_without_a_secret(monkeypatch):
    monkeypatch.delenv("YIZHU_CHANNEL_SECRET", raising=False)
    with pytest.raises(ValueError, match="YIZHU_CHANNEL_SECRET"):
        YizhuChannel().blueprint(lambda message: None)


async def assistant(message: UserMessage) -> None:
    HEARD.append(message)
    if message.text == "坏":
        raise RuntimeError("an action failed")
    await message.output_channel.send_response("x", {"text": "第一段\n\n第二段"})
    await message.output_channel.send_response(
        "x", {"text": "选一个", "buttons": [{"title": "好", "payload": "/confirm", "type": "x"}]}
    )
    await message.output_channel.send_response("x", {"custom": {"forget": True}})


@pytest.fixture(scope="module")
def address():
    """The channel mounted as Rasa does, in a real server; Sanic can be started only once a process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIZHU_CHANNEL_SECRET", SECRET)
        app = Sanic("channel_test", configure_logging=False)
        app.blueprint(YizhuChannel().blueprint(assistant), url_prefix="/webhooks/yizhu")
    loop = asyncio.new_event_loop()
    listening = socket.create_server(("127.0.0.1", 0))  # Sanic takes port 0 for its default, 8000
    server = loop.run_until_complete(app.create_server(sock=listening, return_asyncio_server=True))
    loop.run_until_complete(server.startup())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    port = server.server.sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/webhooks/yizhu/webhook"
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)


@pytest.fixture
def channel(address):
    HEARD.clear()

    def send(body: Any, headers: dict[str, str] = BEARER) -> tuple[httpx.Response, list[UserMessage]]:
        return httpx.post(address, json=body, headers=headers, trust_env=False), HEARD

    return send


def test_a_text_arrives_with_its_metadata_and_brings_back_replies(channel):
    answer, [message] = channel({"sender": "a", "text": "/你好", "metadata": {"door": "web", "easy": True}})
    assert answer.json() == [
        {"text": "第一段\n\n第二段", "buttons": []},
        {"text": "选一个", "buttons": [{"title": "好", "payload": "/confirm"}]},
        {"text": "", "buttons": [], "custom": {"forget": True}},
    ]
    assert (message.text, message.sender_id, message.input_channel) == ("∕你好", "a", "yizhu")
    assert message.metadata == {"door": "web", "easy": True}
    assert message.parse_data is None
    assert message.output_channel.name() == "yizhu"


def test_a_payload_arrives_understood(channel):
    _, [message] = channel({"sender": "a", "payload": "/human"})
    assert message.parse_data["intent"]["name"] == "human"


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": SECRET[:-1]}])
def test_without_the_secret_nobody_is_heard(channel, headers):
    answer, heard = channel({"sender": "a", "text": "你好"}, headers)
    assert (answer.status_code, heard) == (401, [])


@pytest.mark.parametrize(
    "body", [{}, [], {"sender": "a"}, {"text": "x"}, {"sender": 1, "text": "x"}, {"sender": "a", "text": 1},
             {"sender": "a", "text": "x", "payload": "/y"}, {"sender": "a", "payload": "x"}]
)  # fmt: skip
def test_a_bad_message_is_refused(channel, body):
    answer, heard = channel(body)
    assert (answer.status_code, heard) == (400, [])


def test_a_failing_turn_is_an_error_and_not_silence(channel, caplog):
    answer, _ = channel({"sender": "a", "text": "坏"})
    assert answer.status_code == 500
    assert "RuntimeError" in caplog.text and "坏" not in caplog.text
