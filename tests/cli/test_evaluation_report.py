"""What `yizhu eval --report` leaves for others to read; `make eval` writes docs/evaluation.md with it."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.cli.main import main

QUESTIONS = (
    {
        "id": "a1",
        "text": "一级 城镇 补贴",
        "label": "covered",
        "clause": ["1"],
        "must": ["4000"],
        "must_not": [],
    },
    {"id": "a2", "text": "三级补贴", "label": "covered", "clause": ["1"], "must": ["2400"], "must_not": []},
    {"id": "a3", "text": "今天天气", "label": "oos", "clause": [], "must": [], "must_not": []},
)
REPLIES = {
    "一级 城镇 补贴": "每年补贴4000元。\n依据：《实施意见》第1条",
    "三级补贴": "每年补贴4000元。\n依据：《实施意见》第1条",
    "今天天气": "这个我不知道，可以打12345。",
}


class Answering(BaseHTTPRequestHandler):
    """A system that knows three answers, one of them wrong."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body = json.dumps({"replies": [{"text": REPLIES[asked["text"]], "buttons": []}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_section_stands_in_the_place_of_its_former_self(url: str, tmp_path: Path) -> None:
    asked, report = tmp_path / "asked.jsonl", tmp_path / "evaluation.md"
    asked.write_text("\n".join(json.dumps(one) for one in QUESTIONS[:1]), encoding="utf-8")
    assert main(["eval", str(asked), "--url", url, "--report", str(report)]) == 0
    assert "| covered | 1 | 1 | 1.000 | 0.207 to 1.000 | 0 |" in report.read_text(encoding="utf-8")
    with report.open("a", encoding="utf-8") as more:
        more.write("\n## Voices never heard\n\nA table.\n")
    asked.write_text("\n".join(json.dumps(one) for one in QUESTIONS), encoding="utf-8")
    assert main(["eval", str(asked), "--url", url, "--report", str(report)]) == 0
    written = report.read_text(encoding="utf-8")
    assert [line for line in written.splitlines() if line.startswith("#")] == [
        "# Evaluation report",
        "## Questions with keys",
        "### asked.jsonl",
        "## Voices never heard",
    ]
    assert [line for line in written.splitlines() if line.startswith("| ")][2:] == [
        "| covered | 2 | 1 | 0.500 | 0.095 to 0.905 | 0 |",
        "| oos | 1 | 1 | 1.000 | 0.207 to 1.000 | 0 |",
        "| all | 3 | 2 | 0.667 | 0.208 to 0.939 | 0 |",
    ]
    assert written.endswith("## Voices never heard\n\nA table.\n")


def test_nothing_is_written_when_the_system_is_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked, report = tmp_path / "asked.jsonl", tmp_path / "evaluation.md"
    asked.write_text(json.dumps(QUESTIONS[0]), encoding="utf-8")
    assert main(["eval", str(asked), "--url", "http://127.0.0.1:9", "--report", str(report)]) == 1
    assert "系统没有回应（http://127.0.0.1:9）" in capsys.readouterr().out
    assert not report.exists()
