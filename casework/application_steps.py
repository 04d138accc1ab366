"""What a caseworker does about an application. Each step names the version that was on the screen: if a
colleague did something since, nothing is done and the step says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from casework import outbox
from casework.accounts import Account
from casework.application_models import ApplicationNote, ApplicationRow
from casework.application_queue import find_row
from casework.application_rows import end, note, to_application
from casework.application_values import NEXT_STAGES, STAGES, WORDS_FOR
from casework.clock import utcnow
from casework.db import session_scope
from casework.errors import ApplicationClosed, ChangedMeanwhile, InvalidStep
from casework.settled import settled_with
from casework.step_rules import colleague, not_empty

LONGEST_REMARK = 300  # characters of what stands beside a stage


def move(account: Account, reference: str, version: int, stage: str, remark: str = "") -> None:
    """Take an application to another stage; the person is written to in the same transaction.

    Args:
        remark: what the person is told beside the stage.

    Raises:
        InvalidStep: that stage does not follow, or its words are missing or too long.
    """
    remark = remark.strip()
    with _case(account, reference, version) as (session, row):
        _check(row.stage, stage, remark)
        note(session, row, account.name, stage, before=row.stage)
        row.remark, row.claimed_by = remark or row.remark, row.claimed_by or account.name
        if stage == "closed":
            end(row, utcnow())
        else:
            row.stage = stage
        session.flush()
        moved = to_application(row)
        if row.conversation:
            text = f"您申请的“{moved.title}”（编号{moved.reference}）：{moved.stage_text}"
            outbox.add_reply(session, row.conversation, row.door, text, account.name)


def claim(account: Account, reference: str, version: int) -> None:
    """Take an application, also over from a colleague."""
    with _case(account, reference, version) as (session, row):
        if row.claimed_by != account.name:
            note(session, row, account.name, "claimed", before=row.claimed_by)
            row.claimed_by = account.name


def release(account: Account, reference: str, version: int) -> None:
    """Put an application back for whoever comes first."""
    with _case(account, reference, version) as (session, row):
        note(session, row, account.name, "released", before=row.claimed_by)
        row.claimed_by = None


def hand_over(account: Account, reference: str, version: int, to: str) -> None:
    """Give an application to a colleague, who then sees it whatever their office.

    Raises:
        InvalidStep: nobody of that name works on cases.
    """
    with _case(account, reference, version) as (session, row):
        taker = colleague(session, to, "申请")
        note(session, row, account.name, "handed_over", to=taker.name)
        row.claimed_by = taker.name


def add_note(account: Account, reference: str, text: str) -> None:
    """Write something down for colleagues; takes nothing away from anybody, so it names no version."""
    with _case(account, reference, None) as (session, row):
        note(session, row, account.name, "noted")
        _write(session, row, account, "note", text)


def reply(account: Account, reference: str, version: int, text: str) -> None:
    """Write to the person's conversation; they find it there when the door next hands letters over.

    Raises:
        InvalidLetter. InvalidStep: the conversation is gone.
    """
    with _case(account, reference, version) as (session, row):
        if row.conversation is None:
            raise InvalidStep("原来的对话已经没有了，信送不到。")
        note(session, row, account.name, "letter_written")
        _write(session, row, account, "reply", text)
        outbox.add_reply(session, row.conversation, row.door, text, account.name)


def settle(account: Account, reference: str, version: int, fact: str, value: Any) -> None:
    """Keep a fact that became clear, beside what the person said; None takes it back.

    Raises:
        InvalidStep: no such fact, or a value that it cannot have.
    """
    with _case(account, reference, version) as (session, row):
        row.settled = settled_with(row.settled, fact, value)
        note(session, row, account.name, "settled", fact=fact)


def _check(before: str, stage: str, remark: str) -> None:
    if stage not in NEXT_STAGES[before]:
        allowed = "、".join(STAGES[one] for one in NEXT_STAGES[before])
        raise InvalidStep(f"从“{STAGES[before]}”只能到：{allowed}。")
    if stage in WORDS_FOR and not remark:
        raise InvalidStep(f"请写一句：{WORDS_FOR[stage]}。居民会看到这句话。")
    if len(remark) > LONGEST_REMARK:
        raise InvalidStep(f"这句话最多{LONGEST_REMARK}个字，现在是{len(remark)}个。")


def _write(session: Session, row: ApplicationRow, account: Account, kind: str, text: str) -> None:
    session.add(
        ApplicationNote(
            application_id=row.id, at=utcnow(), author=account.name, kind=kind, text=not_empty(text)
        )
    )


@contextmanager
def _case(account: Account, reference: str, version: int | None) -> Iterator[tuple[Session, ApplicationRow]]:
    """An open application that nobody else can change until the step is done."""
    with session_scope() as session:
        row = find_row(session, account, reference, lock=True)
        if version is not None and version != row.version:
            raise ChangedMeanwhile
        if row.stage == "closed":
            raise ApplicationClosed
        yield session, row
        row.updated_at = utcnow()
