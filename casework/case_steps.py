"""What a caseworker does about a case. Each step names the version that was on the screen: if a colleague
did something since, nothing is done and the step says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import outbox
from casework.accounts import Account
from casework.case_read import find_row
from casework.case_words import CALL_RESULTS, OUTCOMES
from casework.clock import local, utcnow
from casework.db import session_scope
from casework.desk_models import CallbackNote
from casework.errors import AlreadyClosed, ChangedMeanwhile, InvalidStep, NotYet
from casework.models import CallbackRow
from casework.rows import close, note
from casework.settled import settled_with
from casework.step_rules import colleague, not_empty, not_too_long
from casework.wishes import CLOSED
from casework.worktime import due

TRIES = 3  # before nobody could be reached
_FARTHEST = timedelta(days=90)
#: Times of day that count as different, by the hour at which each begins.
_TIMES_OF_DAY = (0, 10, 12, 16, 18)


def claim(account: Account, reference: str, version: int) -> None:
    """Take a case, also over from a colleague."""
    with _case(account, reference, version) as (session, row):
        if row.claimed_by == account.name:
            return
        note(session, row, account.name, "claimed", before=row.claimed_by)
        _hold(row, account.name)


def release(account: Account, reference: str, version: int) -> None:
    """Put a case back for whoever comes first."""
    with _case(account, reference, version) as (session, row):
        note(session, row, account.name, "released", before=row.claimed_by)
        row.claimed_by = None
        row.status = "new" if row.status == "claimed" else row.status


def hand_over(account: Account, reference: str, version: int, to: str) -> None:
    """Give a case to a colleague, who then sees it whatever their office.

    Raises:
        InvalidStep: nobody of that name works on cases.
    """
    with _case(account, reference, version) as (session, row):
        taker = colleague(session, to, "回电")
        note(session, row, account.name, "handed_over", to=taker.name)
        _hold(row, taker.name)


def log_call(
    account: Account, reference: str, version: int, result: str, again_at: datetime | None, text: str
) -> None:
    """Log a call with its result (`CALL_RESULTS`); it moves on when the case is due.

    Args:
        again_at: when to call again; None: within one working day.

    Raises:
        InvalidStep: no such result, too long a text, or a time that is past or too far away.
    """
    if result not in CALL_RESULTS:
        raise InvalidStep("请选一下电话打得怎么样。")
    now = utcnow()
    if again_at is not None and not now < again_at <= now + _FARTHEST:
        raise InvalidStep("再打的时间要在现在以后，最多三个月。")
    status = "called" if result == "reached" else "no_answer"
    with _case(account, reference, version) as (session, row):
        row.tries += 1
        note(session, row, account.name, status, result=result, tries=row.tries)
        row.claimed_by = row.claimed_by or account.name
        row.status = status
        row.due_at = due(now, again_at, row.office)
        _write(session, row, account, "call", not_too_long(text), result=result, again_at=again_at)


def add_note(account: Account, reference: str, text: str) -> None:
    """Write something down for colleagues; takes nothing away from anybody, so it names no version."""
    with _case(account, reference, None) as (session, row):
        note(session, row, account.name, "noted")
        _write(session, row, account, "note", not_empty(text))


def reply(account: Account, reference: str, version: int, text: str) -> None:
    """Write to the person's conversation; they find it there when the door next hands letters over.

    Raises:
        InvalidLetter. InvalidStep: the conversation is gone.
    """
    with _case(account, reference, version) as (session, row):
        if row.conversation is None:
            raise InvalidStep("原来的对话已经没有了，信送不到。")
        _write(session, row, account, "reply", not_too_long(text))
        outbox.add_reply(session, row.conversation, row.door, text, account.name, reference)


def settle(account: Account, reference: str, version: int, fact: str, value: Any) -> None:
    """Keep a fact that became clear on the phone, beside what the person said; None takes it back.

    Raises:
        InvalidStep: no such fact, or a value that it cannot have.
    """
    with _case(account, reference, version) as (session, row):
        row.settled = settled_with(row.settled, fact, value)
        note(session, row, account.name, "settled", fact=fact)


def close_case(account: Account, reference: str, version: int, kind: str, text: str) -> None:
    """End a case with an outcome (`OUTCOMES`).

    Raises:
        InvalidStep: no such outcome. NotYet: too few tries for “could not be reached”.
    """
    if kind not in OUTCOMES:
        raise InvalidStep("请选一下结果。")
    with _case(account, reference, version) as (session, row):
        _check_tries(session, row, kind)
        row.outcome_kind, row.outcome = kind, not_too_long(text)
        close(session, row, "done", account.name)


def _check_tries(session: Session, row: CallbackRow, kind: str) -> None:
    query = select(CallbackNote).where(CallbackNote.callback_id == row.id)
    written = session.execute(query).scalars().all()
    if kind == "wrong_number" and not any(one.result == "wrong_number" for one in written):
        raise NotYet("还没有记过“号码不对”的电话。请先打一次，记下来。")
    if kind != "no_contact":
        return
    if row.contact is None:
        days = {local(one.at).date() for one in written if one.kind == "reply"}
        if len(days) < TRIES:
            raise NotYet(
                f"他只用文字联系。要在{TRIES}个不同的日子写过信，才能记“联系不上”。现在是{len(days)}个。"
            )
        return
    times = {_time_of_day(one.at) for one in written if one.kind == "call" and one.result != "reached"}
    if len(times) < TRIES:
        raise NotYet(
            f"要在一天里{TRIES}个不同的时段打过，才能记“联系不上”。现在是{len(times)}个时段。"
            "时段：10点前、10点到12点、12点到16点、16点到18点、18点以后。"
        )


def _time_of_day(moment: datetime) -> int:
    return max(start for start in _TIMES_OF_DAY if start <= local(moment).hour)


def _hold(row: CallbackRow, name: str) -> None:
    row.claimed_by = name
    row.status = "claimed" if row.status == "new" else row.status


def _write(session: Session, row: CallbackRow, account: Account, kind: str, text: str, **more: Any) -> None:
    session.add(
        CallbackNote(callback_id=row.id, at=utcnow(), author=account.name, kind=kind, text=text, **more)
    )


@contextmanager
def _case(account: Account, reference: str, version: int | None) -> Iterator[tuple[Session, CallbackRow]]:
    """An open case that nobody else can change until the step is done."""
    with session_scope() as session:
        row = find_row(session, account, reference, lock=True)
        if version is not None and version != row.version:
            raise ChangedMeanwhile
        if row.status in CLOSED:
            raise AlreadyClosed
        yield session, row
        row.updated_at = utcnow()
