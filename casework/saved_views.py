"""Views: filters of the queue under a name of one's own."""

from dataclasses import dataclass

from sqlalchemy import delete, func, select

from casework.accounts import Account
from casework.db import session_scope
from casework.desk_models import SavedView
from casework.desk_queue import Filters
from casework.errors import InvalidView

MOST, LONGEST = 12, 20


@dataclass(frozen=True)
class View:
    """One saved view."""

    id: int
    name: str
    filters: Filters


def views(account: Account) -> list[View]:
    """The views of an account, oldest first."""
    query = select(SavedView).where(SavedView.account_id == account.id).order_by(SavedView.id)
    with session_scope(read_only=True) as session:
        return [View(row.id, row.name, Filters.read(row.filters)) for row in session.execute(query).scalars()]


def save(account: Account, name: str, filters: Filters) -> None:
    """Keep filters under a name; a view of that name is replaced.

    Raises:
        InvalidView: no name, a long one, or too many views.
    """
    if not 1 <= len(name) <= LONGEST:
        raise InvalidView(f"给这个视图起个名字，最多{LONGEST}个字。")
    mine = SavedView.account_id == account.id
    with session_scope() as session:
        row = session.execute(select(SavedView).where(mine, SavedView.name == name)).scalar_one_or_none()
        if row is not None:
            row.filters = filters.plain()
            return
        kept = session.execute(select(func.count()).select_from(SavedView).where(mine)).scalar_one()
        if kept >= MOST:
            raise InvalidView(f"最多存{MOST}个视图。请先删掉一个不用的。")
        session.add(SavedView(account_id=account.id, name=name, filters=filters.plain()))


def remove(account: Account, view: int) -> None:
    """Delete one of the account's own views; another's, or none, is left alone."""
    with session_scope() as session:
        own = (SavedView.account_id == account.id) & (SavedView.id == view)
        session.execute(delete(SavedView).where(own))
