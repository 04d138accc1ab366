"""The review list as rows: no time that could be matched, no lost count, gone after its time."""

import threading
from datetime import timedelta

from sqlalchemy import text

from casework import db, misses
from casework.clock import local, utcnow
from casework.db import engine


def test_of_the_time_only_the_day_is_kept(store: str) -> None:
    misses.note_miss("那个东西咋弄", "not_understood", "", 0.0)
    with engine().connect() as connection:
        [row] = connection.execute(text("SELECT * FROM miss")).mappings().all()
    assert "那个" not in str(dict(row))
    assert not [name for name in row if "conversation" in name]
    [one] = misses.list_misses()
    assert one.first_on == one.last_on == local(utcnow()).date()
    assert "16:00:00" in str(row["first_at"]) or "00:00:00" in str(row["first_at"])


def test_many_at_once_are_all_counted(store: str) -> None:
    misses.note_miss("一样的话", "asked_back", "", 0.0)

    def say() -> None:
        for _ in range(5):
            misses.note_miss("一样的话", "asked_back", "", 0.0)

    threads = [threading.Thread(target=say) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.times for one in misses.list_misses()] == [21]


def test_the_purge_takes_what_is_older_than_180_days(store: str) -> None:
    misses.note_miss("先前的话", "not_understood", "", 0.0)
    with db.session_scope() as session:
        assert misses.purge(session, utcnow() + timedelta(days=178)) == 0
        assert misses.purge(session, utcnow() + timedelta(days=182)) == 1
    assert misses.list_misses() == []


def test_what_differs_only_in_who_asked_is_one_row(store: str) -> None:
    misses.note_miss("我叫王桂兰，咋弄", "not_understood", "", 0.0)
    misses.note_miss("我叫张秀英，咋弄", "not_understood", "", 0.0)
    assert [(one.text, one.times) for one in misses.list_misses()] == [("我叫［姓名］，咋弄", 2)]
