"""Accounts of the desk: who may work there, in which role and office, and with which password."""

import re
import secrets
from dataclasses import dataclass
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from casework.clock import utcnow
from casework.db import session_scope
from casework.desk_models import AccountRow, DeskSessionRow
from casework.errors import InvalidAccount, WeakPassword
from casework.offices import all_offices

ROLES = {"caseworker": "工作人员", "supervisor": "主管", "admin": "管理员"}
SHORTEST, LONGEST = 10, 200  # characters of a password
_NAME = re.compile(r"[a-z][a-z0-9._-]{1,38}[a-z0-9]")
_WORN = ("password", "qwerty", "abc123", "123456", "111111", "88888888", "yizhu")


@dataclass(frozen=True)
class Account:
    """One person at the desk. `office` is None for those who see all offices."""

    id: int
    name: str
    full_name: str
    role: str
    office: str | None
    must_change: bool
    has_totp: bool
    disabled: bool
    locked: bool

    @property
    def role_text(self) -> str:
        """The role in plain Chinese."""
        return ROLES[self.role]

    @property
    def needs_code(self) -> bool:
        """Whether the password alone does not let them in."""
        return self.has_totp or self.role == "admin"


def add(
    name: str,
    full_name: str,
    role: str,
    office: str | None,
    password: str,
    must_change: bool = False,
) -> Account:
    """Make an account.

    Raises:
        InvalidAccount: a name that is taken or not allowed, an unknown role or office.
        WeakPassword: too short, or easy to guess.
    """
    name, full_name = name.strip().lower(), full_name.strip()
    if not _NAME.fullmatch(name):
        raise InvalidAccount("用户名用3到40个小写字母、数字、点或横线，以字母开头，比如 wang.li。")
    if not 1 <= len(full_name) <= 40:
        raise InvalidAccount("姓名要写，最多40个字。")
    office = _checked_office(role, office)
    check_password(password, name)
    row = AccountRow(
        name=name,
        full_name=full_name,
        role=role,
        office=office,
        password_hash=_hasher().hash(password),
        must_change=must_change,
    )
    try:
        with session_scope() as session:
            session.add(row)
            session.flush()
            return to_account(row)
    except IntegrityError as taken:
        raise InvalidAccount(f"已经有叫 {name} 的账号了，请换一个用户名。") from taken


def set_password(name: str, password: str, must_change: bool = False) -> Account:
    """Give a new password, unlock the account and end its logins everywhere.

    Raises:
        InvalidAccount: no such account. WeakPassword.
    """
    check_password(password, name)
    with session_scope() as session:
        row = by_name(session, name)
        row.password_hash, row.must_change = _hasher().hash(password), must_change
        row.wrong_tries, row.locked_until = 0, None
        end_sessions(session, row)
        return to_account(row)


def disable(name: str, disabled: bool = True) -> Account:
    """Shut an account out at once, or let it in again; raises InvalidAccount if there is none."""
    with session_scope() as session:
        row = by_name(session, name)
        row.disabled_at = utcnow() if disabled else None
        row.wrong_tries, row.locked_until = 0, None
        end_sessions(session, row)
        return to_account(row)


def list_accounts() -> list[Account]:
    """All accounts by name, disabled ones last."""
    query = select(AccountRow).order_by(AccountRow.disabled_at.is_not(None), AccountRow.name)
    with session_scope(read_only=True) as session:
        return [to_account(row) for row in session.execute(query).scalars()]


def full_names() -> dict[str, str]:
    """How to show who did something: login name to full name."""
    with session_scope(read_only=True) as session:
        return dict(session.execute(select(AccountRow.name, AccountRow.full_name)).all())


def draw_password() -> str:
    """A first password to hand over, easy to type: `kqmd-3vhx-t7wr`."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(3))


def check_password(password: str, name: str) -> None:
    """Raise WeakPassword, saying what is wrong."""
    plain = password.lower()
    if len(password) < SHORTEST:
        raise WeakPassword(f"密码太短：至少{SHORTEST}个字。可以用几个词连起来，好记又安全。")
    if len(password) > LONGEST:
        raise WeakPassword(f"密码太长：最多{LONGEST}个字。")
    if name.lower() in plain or len(set(plain)) < 5 or any(worn in plain for worn in _WORN):
        raise WeakPassword("这个密码太容易猜到。不要用用户名、123456 这样的数字或者重复的字。")


def verify(row: AccountRow | None, password: str) -> bool:
    """Whether the password is right; takes as long for a name that does not exist."""
    stored = row.password_hash if row is not None else _of_nobody()
    try:
        _hasher().verify(stored, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return row is not None


def by_name(session: Session, name: str) -> AccountRow:
    """The row of a login name; raises InvalidAccount if there is none."""
    query = select(AccountRow).where(AccountRow.name == name.strip().lower()).with_for_update()
    row = session.execute(query).scalar_one_or_none()
    if row is None:
        raise InvalidAccount(f"没有叫 {name} 的账号。")
    return row


def end_sessions(session: Session, row: AccountRow) -> None:
    """Log the account out everywhere."""
    session.execute(delete(DeskSessionRow).where(DeskSessionRow.account_id == row.id))


def to_account(row: AccountRow) -> Account:
    """The row as a plain value."""
    return Account(
        row.id,
        row.name,
        row.full_name,
        row.role,
        row.office,
        row.must_change,
        row.totp_since is not None,
        row.disabled_at is not None,
        row.locked_until is not None and row.locked_until > utcnow(),
    )


def _checked_office(role: str, office: str | None) -> str | None:
    if role not in ROLES:
        raise InvalidAccount(f"角色只能是 {'、'.join(ROLES)}。")
    if role != "caseworker":
        return None
    if office not in all_offices():
        raise InvalidAccount(f"工作人员要有部门，可以用的有：{'、'.join(all_offices())}。")
    return office


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@lru_cache(maxsize=1)
def _of_nobody() -> str:
    return _hasher().hash(secrets.token_hex(16))
