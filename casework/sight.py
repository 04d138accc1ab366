"""Which cases somebody at the desk sees: their own office's and those handed to them; supervisors all."""

from sqlalchemy import or_, true
from sqlalchemy.sql import ColumnElement

from casework.accounts import Account
from casework.errors import Forbidden
from casework.models import CallbackRow
from casework.offices import shared_by


def visible_to(account: Account) -> ColumnElement[bool]:
    """The condition on call-backs under which `account` sees them."""
    if account.office is None:
        return true() if account.role == "supervisor" else ~true()
    return or_(CallbackRow.office.in_(shared_by(account.office)), CallbackRow.claimed_by == account.name)


def check_sight(account: Account, row: CallbackRow) -> None:
    """Raise Forbidden if `account` may not see this call-back."""
    if account.role == "supervisor":
        return
    own = account.office is not None and row.office in shared_by(account.office)
    if not own and row.claimed_by != account.name:
        raise Forbidden
