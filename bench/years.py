"""Does a turn take longer after a million of them? A system as old as that, beside a new one."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import milliseconds, percentile, spread
from bench.messages import different
from bench.system import fresh
from bench.talk import Talk

_PEOPLE, _TURNS = 20, 20  # of the life that is multiplied; the last turns of it are a wish to be called
_ROUNDS, _TIMED = 5, 12
_WISH = "明天上午给我打电话，问轮椅的事，电话1380000{:04d}"

#: What another life of the same people changes in their rows: names under which rows are kept, once each.
#: The copies cannot be unsealed under their new names; nobody comes back to them, they are only in the way.
_LIVES = {
    "tracker.db": {"talks": {"talk": "substr(:life || talk, 1, 64)"}},
    "yizhu.db": {
        "transcript_line": {"id": "NULL", "conversation_hash": "substr(:life || conversation_hash, 1, 64)"},
        "vault_entry": {
            "token": "substr(hex(randomblob(4)), 1, 8)",
            "value_hash": "substr(:life || value_hash, 1, 64)",
        },
        "contact": {"id": "id + :step", "phone_hash": "substr(:life || phone_hash, 1, 64)"},
        "callback": {
            "id": "id + :step",
            "reference": "substr(hex(randomblob(5)), 1, 9)",
            "contact_id": "contact_id + :step",
            "conversation": "substr(:life || conversation, 1, 64)",
        },
        "callback_event": {"id": "NULL", "callback_id": "callback_id + :step"},
        "open_wish": {"key": "substr(:life || key, 1, 64)", "callback_id": "callback_id + :step"},
    },
}


def run(turns: int) -> None:
    """Print the median turn with nothing stored and with `turns` turns, asked alternately, and their ratio."""
    with TemporaryDirectory(prefix="yizhu-years-") as folder:
        new, old = Path(folder, "new"), Path(folder, "old")
        new.mkdir()
        old.mkdir()
        lived = _live(old)
        shutil.copy(old / "secret.key", new)
        lives = max(0, turns // lived - 1)
        for name, tables in _LIVES.items():
            _multiply(old / name, tables, lives)
        megabytes = sum(file.stat().st_size for file in old.glob("*.db*")) / 1e6
        print(
            f"{lived * (lives + 1)} turns of {_PEOPLE * (lives + 1)} people: {megabytes:.0f} MB", flush=True
        )
        with _both(new, old) as talks:
            _measure(*talks)


def _live(folder: Path) -> int:
    """People talk, and one in five asks for a call; how many turns that were."""
    texts = different(random.Random(1))
    taken = 0
    with fresh(folder) as system:
        system.wait()
        for person in range(_PEOPLE):
            with Talk(system.url) as talk:
                for _ in range(_TURNS):
                    talk.say(next(texts))
                    taken += 1
                if person % 5 == 0:
                    said = talk.say(_WISH.format(person))
                    for _ in range(2):  # 同意, 确认
                        said = talk.press(said.buttons[0])
                    taken += 3
    return taken


def _multiply(file: Path, tables: dict[str, dict[str, str]], lives: int) -> None:
    """Store as many more lives of those who are stored."""
    with sqlite3.connect(file) as rows:
        for table, changed in tables.items():
            columns = [row[1] for row in rows.execute(f"PRAGMA table_info({table})")]
            rows.execute(f"CREATE TEMP TABLE first AS SELECT * FROM {table}")
            chosen = ", ".join(changed.get(column, column) for column in columns)
            insert = f"INSERT INTO {table} SELECT {chosen} FROM first"
            many = ({"life": f"{life:08x}", "step": life * 1_000_000} for life in range(1, lives + 1))
            rows.executemany(insert, many)
            rows.execute("DROP TABLE first")
        rows.commit()
        rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    rows.close()


@contextmanager
def _both(*folders: Path) -> Iterator[list[Talk]]:
    """A talk with a system of each folder."""
    with ExitStack() as running:
        systems = [running.enter_context(fresh(folder)) for folder in folders]
        for system in systems:
            system.wait()
        yield [running.enter_context(Talk(system.url)) for system in systems]


def _measure(new: Talk, old: Talk) -> None:
    texts = different(random.Random())
    rounds: list[tuple[float, float]] = []
    for number in range(_ROUNDS):
        seconds: dict[int, list[float]] = {0: [], 1: []}
        for _ in range(_TIMED):
            text = next(texts)
            for which, talk in ((0, new), (1, old)) if number % 2 else ((1, old), (0, new)):
                seconds[which].append(talk.say(text).seconds)
        rounds.append((percentile(seconds[0], 0.5), percentile(seconds[1], 0.5)))
    for which, name in enumerate(("new", "old")):
        print(f"{name:<6}{milliseconds(percentile([one[which] for one in rounds], 0.5))}")
    print(f"old / new {spread([old / new for new, old in rounds])}")
