"""The way to the action server, against a real HTTP server: what is sent, over how many connections, what fails."""

import asyncio
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import aiohttp
import pytest
from rasa.utils.endpoints import ClientResponseError

from bot.dialogue.action_endpoint import ActionEndpoint
from bot.dialogue.whole_turns import TurnBroken, assert_whole, whole_turn

SAID = {
    "event": "user",
    "text": "住院能报多少",
    "parse_data": {
        "intent": {"name": "policy"},
        "entities": [],
        "text": "住院能报多少",
        "understood": {"label": "policy/inpatient_aid"},
        "intent_ranking": [{"name": "policy", "confidence": 0.9}] * 50,
        "text_tokens": [[0, 6]],
    },
}
CALL = {
    "next_action": "action_answer",
    "sender_id": "a",
    "tracker": {"slots": {"easy": True}, "latest_message": SAID["parse_data"], "events": [SAID]},
}


class Server(ThreadingHTTPServer):
    """Answers as `answer` says; remembers what came, and over which connections."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = (200, {"events": [], "responses": []})
        self.bodies, self.connections = [], set()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.server.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.connections.add(self.client_address)
        status, body = self.server.answer
        written = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    made = Server()
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def call(server, times=1):
    async def talk():
        endpoint = ActionEndpoint(f"http://127.0.0.1:{server.server_address[1]}/webhook")
        try:
            return [await endpoint.request(json=CALL, method="post") for _ in range(times)]
        finally:
            await endpoint.close()

    return asyncio.run(talk())


def test_calls_share_one_connection(server):
    assert call(server, times=3) == [{"events": [], "responses": []}] * 3
    assert len(server.connections) == 1


def test_of_older_messages_only_what_is_looked_back_at_is_sent_and_all_of_the_newest(server):
    call(server)
    tracker = server.bodies[0]["tracker"]
    assert tracker["events"][0]["parse_data"] == {
        "intent": {"name": "policy"},
        "entities": [],
        "text": "住院能报多少",
        "understood": {"label": "policy/inpatient_aid"},
    }
    assert tracker["events"][0]["text"] == "住院能报多少"
    assert tracker["latest_message"] == SAID["parse_data"]
    assert tracker["slots"] == {"easy": True}


def test_a_refusal_comes_with_its_words(server):
    server.answer = (400, {"error": "no", "action_name": "callback_form"})
    with pytest.raises(ClientResponseError) as refused:
        call(server)
    assert json.loads(refused.value.text)["action_name"] == "callback_form"


def test_a_failure_comes_without_the_conversation_in_its_body(server):
    server.answer = (500, {"error": "我叫王小明"})
    with pytest.raises(ClientResponseError) as failed:
        call(server)
    assert (failed.value.status, failed.value.text) == (500, "")


def test_nobody_there_is_a_client_error():
    async def talk():
        endpoint = ActionEndpoint("http://127.0.0.1:9/webhook")
        try:
            await endpoint.request(json=CALL)
        finally:
            await endpoint.close()

    with pytest.raises(aiohttp.ClientError):
        asyncio.run(talk())


@pytest.mark.parametrize("answer", [(200, {"events": 7, "responses": []}), (200, []), (500, {})])
def test_without_an_answer_that_can_be_read_the_turn_is_broken(server, answer):
    server.answer = answer
    with pytest.raises(TurnBroken, match="action_answer"), whole_turn():
        with pytest.raises((ValueError, ClientResponseError)):
            call(server)
        assert_whole()


def test_a_form_that_leaves_the_message_to_others_breaks_nothing(server):
    server.answer = (400, {"error": "no", "action_name": "callback_form"})
    with whole_turn():
        with pytest.raises(ClientResponseError):
            call(server)
        assert_whole()
