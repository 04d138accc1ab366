"""People with an errand who answer what they are asked, and try again as people and pages do when it fails."""

import re
import time
import uuid
from dataclasses import dataclass

import httpx

from actions.phrases import say
from bot.gateway.words import APOLOGY
from casework import callbacks
from tests.e2e.conftest import ChatClient

TRYING = 120.0  # seconds, on a busy machine
REFERENCE = re.compile(r"\d{4}-\d{4}-\d")
HONEST = (APOLOGY, say("failed"))


@dataclass(frozen=True)
class Errand:
    """What somebody wants: the first words, the answers to what may be asked, and how it ends.

    An answer that begins with `=` is the title of a button.
    """

    begin: str
    answers: tuple[tuple[str, str], ...]
    done: str


CALL = Errand(
    "约人回电",
    (("您同意吗", "=同意"), ("您的电话号码", "{phone}"), ("什么时候打电话", "明天下午"), ("您想问什么事", "问危房改造"), ("口令", "=确认")),
    r"(?:登记好了|新说的也记上了)。编号：(\d{4}-\d{4}-\d)",
)  # fmt: skip
APPLICATION = Errand(
    "我要给我妈申请一个轮椅，现在就办",
    (("您同意吗", "=同意"), ("本人同意您替着", "=本人同意了"), ("叫什么名字", "王秀英"), ("电话号码", "{phone}"), ("请看一遍", "=交上去")),
    r"(?:交上去了|不用再交)。编号：(\d{4}-\d{4}-\d)",
)  # fmt: skip
ASSESSMENT = Errand(
    "我能领什么",
    (("户籍", "=是伊旗户口"), ("残疾证", "有证，肢体三级，农村户口，今年四十岁"), ("", "先看结果")),
    r"(2400元)",
)


class Visitor:
    """One browser with an errand."""

    def __init__(self, url: str, errand: Errand, phone: str) -> None:
        self._http = httpx.Client(base_url=url, timeout=30, trust_env=False)
        self._errand, self._phone = errand, phone
        self._buttons: dict[str, str] = {}
        self._again: dict[str, str] | None = None
        self._last = ""
        self.heard: list[str] = []

    @property
    def result(self) -> str | None:
        """What the errand ended with, such as its reference; None while it has not."""
        found = re.search(self._errand.done, self._last)
        return found[1] if found else None

    def step(self) -> None:
        """Send the next message, or once more the one that nobody answered."""
        message = self._again or self._next()
        self._again = message
        try:
            answer = self._http.post("/api/chat", json=message)
        except httpx.HTTPError:
            return  # the page sends it again, under its own id
        assert answer.status_code == 200, answer.text
        replies = answer.json()["replies"]
        said = "\n".join(reply["text"] for reply in replies)
        assert said
        self.heard.append(said)
        self._again = None
        if said in HONEST:  # then people say it again themselves
            self._again = {**message, "id": uuid.uuid4().hex}
            return
        self._last = said
        self._buttons = {b["title"]: b["button"] for reply in replies for b in reply["buttons"]}

    def go_on(self) -> None:
        """Until the errand is done, as long as anybody would try."""
        until = time.monotonic() + TRYING
        while self.result is None:
            assert time.monotonic() < until, self.heard[-3:]
            before = len(self.heard)
            self.step()
            if len(self.heard) == before or self._again:
                time.sleep(0.3)

    def _next(self) -> dict[str, str]:
        words = self._errand.begin
        if self.heard:
            asked = (answer for question, answer in self._errand.answers if question in self._last)
            words = next(asked, words).format(phone=self._phone)
        if words.startswith("=") and words[1:] in self._buttons:
            return {"button": self._buttons[words[1:]], "id": uuid.uuid4().hex}
        return {"text": words.lstrip("="), "id": uuid.uuid4().hex}


def wish(chat: ChatClient, phone: str) -> None:
    """Ask for a call-back, up to the last question before it is stored."""
    chat.say(f"明天下午给我打电话，问危房改造，电话{phone}")
    chat.press("同意")
    assert "确认" in chat.titles


def kept(phone: str) -> list[str]:
    """References of the call-backs with this number."""
    return [one.reference for one in callbacks.list_callbacks() if (one.phone or "").endswith(phone)]
