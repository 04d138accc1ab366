"""Each process is killed while people stand at every stage of a form: all come to their end, each thing once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from casework import callbacks, db
from casework.application_models import ApplicationRow
from casework.references import parse
from tests.e2e.faults.errands import APPLICATION, ASSESSMENT, CALL, Visitor

STAGES = ((CALL, 6), (APPLICATION, 6), (ASSESSMENT, 3))  # messages of each errand, from the first to the last
AT_ONCE = 5


@pytest.mark.parametrize(
    ("part", "first"), [("actions", 13800005100), ("rasa", 13800005200), ("gateway", 13800005300)]
)
def test_killed_at_each_stage(copy, part, first):
    stages = [(errand, stage) for errand, messages in STAGES for stage in range(messages)]
    people = [
        (errand, stage, str(first + number), Visitor(copy.url, errand, str(first + number)))
        for number, (errand, stage) in enumerate(stages)
    ]
    for _, stage, _, person in people:
        for _ in range(stage):
            person.step()
        assert person.result is None
    sent = _applications()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        under_way = [pool.submit(person.step) for *_, person in people]
        under_way[2].result()  # by now the others are in the midst of it
        getattr(copy, part).kill()
        for one in under_way:
            one.result()
        getattr(copy, part).start()
        for one in [pool.submit(person.go_on) for *_, person in people]:
            one.result()
    for errand, _, phone, person in people:
        if errand is CALL:
            assert [row.reference for row in _calls(phone)] == [person.result], person.heard
    asked = [parse(person.result) for errand, *_, person in people if errand is APPLICATION]
    assert sorted(_applications() - sent) == sorted(asked)


def _calls(phone: str) -> list[callbacks.Callback]:
    return [row for row in callbacks.list_callbacks() if (row.phone or "").endswith(phone)]


def _applications() -> set[str]:
    with db.session_scope(read_only=True) as session:
        return set(session.scalars(select(ApplicationRow.reference)))
