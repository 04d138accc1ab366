"""Stands between Rasa and the action server, and spoils what passes, as asked."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

MODES = ("normal", "slow", "rubbish", "half", "wrong shape", "error", "closed", "answer lost")
SLOW = 2.0  # seconds


class Between:
    """An HTTP server on a free port of its own; `mode` is one of `MODES`, `to` the real action server.

    `only`: the one action whose calls are spoiled, else all.
    """

    def __init__(self) -> None:
        self.mode = "normal"
        self.only = ""
        self.to = ""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.port = int(self._server.server_address[1])

    @contextmanager
    def serving(self) -> Iterator["Between"]:
        """Serve from a thread."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()


def _handler(between: Between) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            spoiled = between.only in ("", json.loads(body).get("next_action"))
            mode = between.mode if spoiled else "normal"
            if mode == "closed":
                return self.close()
            if mode == "slow":
                time.sleep(SLOW)
            if mode == "error":
                return self.answer(500, b'{"error": "broken"}')
            if mode == "rubbish":
                return self.answer(200, b"<html>\xff\xfe not json")
            if mode == "wrong shape":
                return self.answer(200, b'{"events": 7, "responses": {"text": null}}')
            real = httpx.post(
                between.to + self.path, content=body, headers={"Content-Type": "application/json"},
                timeout=30, trust_env=False,
            )  # fmt: skip
            if mode == "answer lost":
                return self.close()
            if mode == "half":
                return self.answer(real.status_code, real.content[: len(real.content) // 2])
            return self.answer(real.status_code, real.content)

        def answer(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def close(self) -> None:
            self.close_connection = True
            self.connection.close()

        def log_message(self, *arguments: object) -> None:
            """Nothing: a test reads what it needs itself."""

    return Handler
