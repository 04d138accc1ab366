"""Counts by day of what was asked and what was not answered; nothing on who asked.

What people say is kept for days only, the figures of the overview look back for months.
"""

from collections import Counter
from datetime import date

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from casework.clock import local, utcnow
from casework.db import session_scope
from casework.desk_models import Tally

#: `asked`: a topic that was answered; `missed`: the reason why a message was not (misses.REASONS).
KINDS = ("asked", "missed")


def count(kind: str, name: str) -> None:
    """One more today.

    Raises:
        Unavailable: the database does not answer. ValueError: no such kind.
    """
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}")
    day = local(utcnow()).date().isoformat()
    key = {"day": day, "kind": kind, "name": name[:80]}
    same = update(Tally).where(Tally.day == day, Tally.kind == kind, Tally.name == name[:80])
    more = same.values(times=Tally.times + 1).execution_options(synchronize_session=False)
    try:
        with session_scope() as session:
            if session.execute(more).rowcount == 0:
                session.add(Tally(**key, times=1))
    except IntegrityError:  # another process was first today
        with session_scope() as session:
            session.execute(more)


def totals(kind: str, since: date) -> Counter[str]:
    """How often each name was counted from that day on."""
    query = (
        select(Tally.name, func.sum(Tally.times))
        .where(Tally.kind == kind, Tally.day >= since.isoformat())
        .group_by(Tally.name)
    )
    with session_scope(read_only=True) as session:
        return Counter({name: int(times) for name, times in session.execute(query)})
