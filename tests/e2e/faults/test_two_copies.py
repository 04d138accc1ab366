"""Two copies of everything on one PostgreSQL and one Redis: talks move between them, and survive one's death."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bench.stores import new_database
from bot.gateway import words
from casework import callbacks, db
from tests.e2e.copies import Copy, healthy
from tests.e2e.faults.errands import CALL, REFERENCE, Visitor, kept

PATIENCE = 120.0  # seconds that a person goes on trying, on a busy machine
AT_ONCE = 24  # conversations at the same time


class Person:
    """One browser whose messages reach whichever copy is named."""

    def __init__(self) -> None:
        self.http = httpx.Client(timeout=30, trust_env=False)
        self.buttons: dict[str, str] = {}

    def say(self, copy: Copy, text: str, once: str | None = None) -> str:
        return self._send(copy, {"text": text} | ({"id": once} if once else {}))

    def press(self, copy: Copy, title: str) -> str:
        return self._send(copy, {"button": self.buttons[title]})

    def _send(self, copy: Copy, message: dict[str, str]) -> str:
        answer = self.http.post(f"{copy.url}/api/chat", json=message)
        assert answer.status_code == 200, answer.text
        replies = answer.json()["replies"]
        self.buttons = {b["title"]: b["button"] for reply in replies for b in reply["buttons"]}
        return "\n".join(reply["text"] for reply in replies)


@pytest.fixture(scope="module")
def house(
    postgres: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Copy, Copy]]:
    """Both copies, with one key file between them."""
    folder: Path = tmp_path_factory.mktemp("copies")
    environment = {
        "DATABASE_URL": new_database(postgres),
        "YIZHU_REDIS_URL": redis_url,
        "YIZHU_DATA_DIR": str(folder),
    }
    patch = pytest.MonkeyPatch()
    for key, value in environment.items():
        patch.setenv(key, value)
    db.upgrade()
    pair = Copy("a", folder, environment), Copy("b", folder, environment)
    try:
        for copy in pair:
            copy.start()
        for copy in pair:
            copy.wait()
        yield pair
    finally:
        for copy in pair:
            copy.stop()
        db.dispose()
        patch.undo()


def test_a_talk_goes_on_at_the_other_copy(house):
    a, b = house
    person = Person()
    assert "户籍" in person.say(a, "我能领什么")
    assert "残疾证" in person.press(b, "是伊旗户口"), "a button of one copy opens at the other"
    assert "户籍" in person.press(a, "上一步")
    person.press(b, "是伊旗户口")
    asked = person.say(a, "肢体三级，农村户口")
    assert asked != words.APOLOGY
    assert "2400元" in person.say(b, "先看结果")


def test_a_number_said_at_one_copy_is_rung_from_the_other(house):
    a, b = house
    person = Person()
    person.say(a, "明天上午给我回电话，问轮椅的事，电话13800003001")
    person.press(b, "同意")
    saved = person.press(a, "确认")
    (reference,) = kept("13800003001")
    assert reference in saved
    assert "3001" in person.say(b, "我的回电怎么样了") or reference in person.say(b, "我的回电怎么样了")


def test_the_same_message_sent_again_to_the_other_copy_is_done_once(house):
    a, b = house
    person = Person()
    person.say(a, "你好")
    first = person.say(a, "那我妈视力二级农村一年多少", once="once-0001-abcd")
    again = person.say(b, "那我妈视力二级农村一年多少", once="once-0001-abcd")
    assert again == first
    assert "3000元" in first


def test_messages_of_one_person_sent_to_both_at_once_all_count(house):
    a, b = house
    person = Person()
    person.say(a, "我能领什么")
    told = ("农村户口", "肢体三级", "今年四十岁", "吃低保", "没有工作")
    with ThreadPoolExecutor(5) as pool:
        said = list(pool.map(lambda n: person.say((a, b)[n % 2], told[n]), range(5)))
    assert words.APOLOGY not in said
    known = person.say(b, "你知道我什么")
    for fact in ("农村", "肢体三级", "40", "低保"):
        assert fact in known, known


def test_while_parts_are_killed_nothing_promised_is_lost(house):
    """Twelve people ask for a call-back while parts of copy a die; each in the end has exactly one, or knows of none."""
    a, b = house
    chance = random.Random(7)
    phones = [f"1380000{number}" for number in range(3100, 3112)]

    def wish(phone: str) -> str | None:
        """The reference this person was told; apologised to, or cut off, they try again as people do."""
        person = Person()
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            copy = chance.choice((a, b)) if healthy(a.url) else b
            try:
                said = person.say(copy, f"明天下午给我打电话，问危房改造，电话{phone}")
                if "同意" in person.buttons:
                    said = person.press(copy, "同意")
                if "确认" in person.buttons:
                    said = person.press(copy, "确认")
            except httpx.HTTPError:
                said = ""
            found = REFERENCE.search(said)
            if found:
                return found.group()
            time.sleep(0.3)
        return None

    with ThreadPoolExecutor(4) as pool:
        told = [pool.submit(wish, phone) for phone in phones]
        for part in (a.actions, a.rasa, a.gateway):
            while sum(one.done() for one in told) < 2 and not all(one.done() for one in told):
                time.sleep(0.1)
            part.kill()
            part.start()
        references = {phone: one.result() for phone, one in zip(phones, told, strict=True)}
    for phone, reference in references.items():
        assert reference is not None, phone
        assert kept(phone) == [reference]
    a.wait()


def test_two_hundred_wishes_are_two_hundred_call_backs_while_a_server_is_killed(house):
    a, b = house
    phones = [str(number) for number in range(13800006200, 13800006400)]
    people = [Visitor((a, b)[n % 2].url, CALL, phone) for n, phone in enumerate(phones)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        errands = [pool.submit(person.go_on) for person in people]
        for number, part in ((30, a.actions), (80, a.rasa), (130, a.gateway)):
            while sum(one.done() for one in errands) < number:
                time.sleep(0.05)
            part.kill()
            part.start()
        for one in errands:
            one.result()
    kept = [((row.phone or "")[-11:], row.reference) for row in callbacks.list_callbacks()]
    promised = [(phone, person.result) for phone, person in zip(phones, people, strict=True)]
    assert sorted(row for row in kept if row[0] in phones) == promised
    assert len({reference for _, reference in promised}) == 200
    a.wait()
