"""What steps about call-backs and steps about applications check alike."""

from sqlalchemy.orm import Session

from casework.accounts import by_name
from casework.desk_models import AccountRow
from casework.errors import InvalidStep

LONGEST = 2000  # characters of what a caseworker writes down


def colleague(session: Session, name: str, work: str) -> AccountRow:
    """Who a piece of work (回电, 申请) can be handed to.

    Raises:
        InvalidStep: that account does not do such work. InvalidAccount: there is none of that name.
    """
    row = by_name(session, name)
    if row.disabled_at is not None or row.role == "admin":
        raise InvalidStep(f"这个账号现在不办{work}。请换一个人。")
    return row


def not_too_long(text: str) -> str:
    """The text without blanks around it; may be empty.

    Raises:
        InvalidStep: it is longer than `LONGEST`.
    """
    if len(text) > LONGEST:
        raise InvalidStep(f"字太多了，最多{LONGEST}个字。请短一点。")
    return text.strip()


def not_empty(text: str) -> str:
    """The text without blanks around it.

    Raises:
        InvalidStep: nothing is written, or it is longer than `LONGEST`.
    """
    if not text.strip():
        raise InvalidStep("没有写字，没有存。")
    return not_too_long(text)
