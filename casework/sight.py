"""Which cases (call-backs, applications) somebody at the desk sees: their own office's and those handed to them; supervisors all."""

from typing import Any

from sqlalchemy import or_, true
from sqlalchemy.sql import ColumnElement

from casework.accounts import Account
from casework.errors import Forbidden
from casework.models import CallbackRow
from casework.offices import shared_by


def visible_to(account: Account, table: Any = CallbackRow) -> ColumnElement[bool]:
    """The condition on call-backs (or another table with an office and a claim) under which `account` sees them."""
    if account.office is None:
        return true() if account.role == "supervisor" else ~true()
    return or_(table.office.in_(shared_by(account.office)), table.claimed_by == account.name)


def check_sight(account: Account, row: Any) -> None:
    """Raise Forbidden if `account` may not see the case of this row."""
    if account.role == "supervisor":
        return
    own = account.office is not None and row.office in shared_by(account.office)
    if not own and row.claimed_by != account.name:
        raise Forbidden
