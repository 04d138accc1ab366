"""A new key: everything can be read before, during and after; the old key opens nothing any more."""

import subprocess
import sys
import threading
from pathlib import Path

import office
import pytest
from sqlalchemy import LargeBinary, text

from casework import callbacks, db, misses, outbox, rotation, transcript, vault
from casework.callbacks import CallbackWish
from casework.columns import Sealed
from casework.errors import RotationRuns, WrongKey
from casework.metadata import Base
from casework.rotation import rotate
from casework.transcript import Line

INTERRUPTED = """
import os, signal
from casework import rotation
passed = []
def say(what):
    os.kill(os.getpid(), signal.SIGKILL)
rotation.rotate(settled=0, say=say)
"""


def _fill(talks: int = 3) -> str:
    for number in range(talks):
        made = callbacks.create(
            CallbackWish(f"talk-{number}", f"1380000{1000 + number}", words="轮椅", passphrase="白云 骏马")
        )
        transcript.add(f"talk-{number}", [Line(True, "问")])
        office.write(f"talk-{number}", "web", "信", "wang")
        misses.note_miss(f"没听懂{'的' * number}话", "not_understood", "", 0.0)
    return made.reference


def _read_all() -> tuple[object, ...]:
    return (
        sorted((c.phone, c.words, c.passphrase) for c in callbacks.list_callbacks()),
        transcript.lines_of("talk-1"),
        [letter.text for letter in outbox.waiting("talk-1")],
        sorted(miss.text for miss in misses.list_misses()),
    )


@pytest.mark.usefixtures("store")
def test_after_a_rotation_everything_reads_as_before_and_people_are_still_found(data_dir: Path):
    reference, token = _fill(), vault.put("phone", "13800001234", "talk-1")
    before, old_file = _read_all(), (data_dir / "secret.key").read_bytes()
    assert rotate(settled=0).unreadable == 0
    assert _read_all() == before
    assert vault.get(token, "talk-1") == "13800001234"
    assert callbacks.find(reference=reference, last4="1002") is not None
    joined = callbacks.create(CallbackWish("elsewhere", "13800001001"))
    assert joined.joined, "the hash of the number is still the same"
    new_file = (data_dir / "secret.key").read_bytes()
    assert len(new_file.split()) == 2 and old_file.split()[0] not in new_file
    (data_dir / "secret.key").write_bytes(old_file)
    with pytest.raises(WrongKey):
        callbacks.list_callbacks()


@pytest.mark.usefixtures("store")
def test_what_is_written_meanwhile_is_neither_lost_nor_left_under_the_old_key():
    _fill(8)
    stop, made = threading.Event(), []

    def write() -> None:
        while not stop.is_set():
            number = len(made)
            made.append(callbacks.create(CallbackWish(f"more-{number}", f"138000{20000 + number}")).phone)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        rotate(settled=1.0)
    finally:
        stop.set()
        writer.join()
    assert len(made) > 3
    assert {phone for phone, _, _ in _read_all()[0]} >= set(made)
    assert rotate(settled=0).unreadable == 0


@pytest.mark.usefixtures("store")
def test_killed_half_way_both_keys_stay_and_the_next_call_finishes(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
):
    _fill()
    before, old = _read_all(), (data_dir / "secret.key").read_bytes().split()[0]
    assert subprocess.run([sys.executable, "-c", INTERRUPTED]).returncode == -9
    assert old in (data_dir / "secret.key").read_bytes()
    assert _read_all() == before
    middle = (data_dir / "secret.key").read_bytes().split()[0]
    rotate(settled=0)
    assert _read_all() == before
    assert (data_dir / "secret.key").read_bytes().split()[0] == middle, "it went on with the same new key"
    assert old not in (data_dir / "secret.key").read_bytes()


def test_a_database_from_before_rotation_keeps_its_hashes(data_dir: Path):
    import base64

    data_dir.mkdir()
    (data_dir / "secret.key").write_bytes(base64.b64encode(b"m" * 32) + b"\n")  # as 0002 made it: one line
    _fill()
    rotate(settled=0)
    assert callbacks.create(CallbackWish("elsewhere", "13800001001")).joined


def test_two_rotations_at_once_are_refused(data_dir: Path):
    _fill(1)
    with rotation._alone(), pytest.raises(RotationRuns):
        rotate(settled=0)


def test_what_no_key_opens_is_counted_and_left(data_dir: Path):
    _fill(2)
    with db.session_scope() as session:
        session.execute(text("UPDATE contact SET phone = :rubbish WHERE id = 1"), {"rubbish": b"\x01" * 40})
    assert rotate(settled=0).unreadable == 1


def test_every_column_of_bytes_is_known_to_the_rotation():
    known = {(place.table.name, place.column) for place in rotation.places()}
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, (LargeBinary, Sealed)):
                assert (table.name, column.name) in known
