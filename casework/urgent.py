"""Urgent call-backs: the office's caseworkers are told of one at once, without a word on whose it is."""

from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy.orm import Session

from casework import outbox
from casework.models import CallbackRow
from casework.settings import settings
from casework.worktime import describe

_FILE = Path(__file__).parent / "data" / "urgent.yml"


def announce(session: Session, row: CallbackRow) -> None:
    """Put a notice for each address of the row's office, if the call-back is urgent.

    In the transaction that stores the call-back: there is a notice exactly if there is a call-back.
    """
    addresses = settings().notice_addresses(row.office) if is_urgent(row) else ()
    for address in addresses:
        text = (
            f"办公台上有一个新的急件，归{row.office}。\n"
            f"最迟{describe(row.due_at)}联系。\n"
            "请打开办公台，排在最前面。"
        )
        outbox.add_notice(session, "telegram", address, text, f"urgent call-back {row.id}")


def is_urgent(row: CallbackRow) -> bool:
    """Whether it is due within the set hours, or the person says that it is pressing."""
    data = _data()
    soon = row.due_at - row.created_at <= timedelta(hours=float(data["due_within_hours"]))
    said = f"{row.words or ''}{row.when_text or ''}"
    return soon or any(word in said for word in data["words"])


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return data
