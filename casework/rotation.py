"""A new key: everything sealed is sealed anew while the system runs, and the old key goes at the end.

The key file holds both keys from the first moment to the last, so that whatever interrupts a rotation,
everything can be read; the next call goes on with it.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import LargeBinary, Table, and_, select, tuple_, type_coerce, update
from sqlalchemy.engine import Engine, Row
from sqlalchemy.sql import ColumnElement

from casework import db, vault
from casework.columns import Sealed
from casework.errors import RotationRuns, WrongKey
from casework.metadata import Base
from casework.models import VaultEntry
from casework.sealing import reseal, ring, write_keys
from casework.settings import ensure_data_dir

BATCH = 200  # rows of one transaction
#: Seconds after which no transaction is under way that began to write with the old key.
SETTLED = 20.0


@dataclass(frozen=True)
class Place:
    """A sealed column, and what a row's value in it is sealed to; `keys` are what `context` needs."""

    engine: Callable[[], Engine]
    table: Table
    column: str
    context: Callable[[Row], str]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rotated:
    """How many values were sealed anew, and how many no key opened (they are left as they are)."""

    resealed: int
    unreadable: int


def places() -> list[Place]:
    """Every sealed column of casework."""
    sealed = [
        Place(db.engine, table, column.name, _always(column.type.context))
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Sealed)
    ]
    vaulted = Place(
        db.engine,
        VaultEntry.__table__,
        "value",
        lambda row: vault.context(row.token, row.conversation_hash),
        ("token", "conversation_hash"),
    )
    return [*sealed, vaulted]


def rotate(
    more: Iterable[Place] = (), settled: float = SETTLED, say: Callable[[str], None] = lambda _: None
) -> Rotated:
    """Make a new key, or go on with an interrupted rotation, until nothing needs the old one.

    Args:
        more: sealed columns outside casework. settled: see `SETTLED`. say: is told of each column done.

    Raises:
        RotationRuns: another process is at it. Unavailable: both keys stay; call again.
    """
    with _alone():
        keys = ring()
        if len(keys.masters) == 1:
            write_keys(replace(keys, masters=(os.urandom(32), *keys.masters)))
        began, total = time.monotonic(), 0
        everything = [*places(), *more]
        while True:
            passed_at = time.monotonic()
            found = [_pass(place, say) for place in everything]
            total += sum(one.resealed for one in found)
            if not any(one.resealed for one in found) and passed_at - began >= settled:
                break
            time.sleep(max(0.0, settled - (time.monotonic() - began)))
        write_keys(replace(ring(), masters=ring().masters[:1]))
        return Rotated(total, sum(one.unreadable for one in found))


def _always(context: str) -> Callable[[Row], str]:
    return lambda row: context


def _pass(place: Place, say: Callable[[str], None]) -> Rotated:
    """Seal one column anew, batch by batch in the order of its primary key."""
    resealed, unreadable, last = 0, 0, None
    while True:
        rows = _batch(place, last)
        if not rows:
            break
        last = tuple(rows[-1])[: len(place.table.primary_key)]
        done = _reseal_batch(place, rows)
        resealed, unreadable = resealed + done.resealed, unreadable + done.unreadable
    if resealed:
        say(f"{place.table.name}.{place.column}: {resealed}")
    return Rotated(resealed, unreadable)


def _batch(place: Place, last: tuple[object, ...] | None) -> list[Row]:
    table, own = place.table, list(place.table.primary_key)
    column = table.c[place.column]
    query = select(*own, *(table.c[key] for key in place.keys), _raw(column).label("_sealed"))
    query = query.where(column.is_not(None)).order_by(*own).limit(BATCH)
    if last is not None:
        query = query.where(own[0] > last[0] if len(own) == 1 else tuple_(*own) > last)
    with place.engine().connect() as connection:
        return list(connection.execute(query))


def _reseal_batch(place: Place, rows: list[Row]) -> Rotated:
    table, own = place.table, list(place.table.primary_key)
    column, resealed, unreadable = table.c[place.column], 0, 0
    with place.engine().begin() as connection:
        for row in rows:
            try:
                new = reseal(row._sealed, place.context(row))
            except WrongKey:
                unreadable += 1
                continue
            if new is None:
                continue
            same = and_(*(mine == row[n] for n, mine in enumerate(own)))
            # Whoever changed the value meanwhile has sealed it with the new key already.
            unchanged = _raw(column) == row._sealed
            written = (
                update(table).where(same, unchanged).values({place.column: type_coerce(new, LargeBinary)})
            )
            resealed += connection.execute(written).rowcount
    return Rotated(resealed, unreadable)


def _raw(column: ColumnElement) -> ColumnElement:
    """The stored bytes, not what they say."""
    return type_coerce(column, LargeBinary)


@contextmanager
def _alone() -> Iterator[None]:
    with open(ensure_data_dir() / "rotate.lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RotationRuns from error
        yield
