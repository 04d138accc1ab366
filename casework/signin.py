"""Logging in at the desk: password, lock-out, second factor, and logins that end by themselves."""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

import pyotp
from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from casework.accounts import Account, by_name, end_sessions, to_account, verify
from casework.clock import utcnow
from casework.db import session_scope
from casework.desk_models import AccountRow, DeskSessionRow
from casework.errors import InvalidAccount, NotLetIn
from casework.sealing import keyed_hash
from casework.settings import settings

WRONG_TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
_STEP = 30  # seconds that one code holds
_TOUCH = timedelta(seconds=30)  # a login is not written anew at every click
ISSUER = "伊助办公台"


@dataclass(frozen=True)
class Login:
    """A browser that gave the right password. `confirmed`: the second factor, too, if one is due."""

    account: Account
    token: str
    confirmed: bool

    @property
    def csrf(self) -> str:
        """What each form of this login must carry."""
        return keyed_hash("desk form", self.token)


def sign_in(name: str, password: str) -> Login:
    """Check name and password.

    Raises:
        NotLetIn: whatever is wrong; five times in a row locks the account for a quarter of an hour.
    """
    with session_scope(read_only=True) as session:
        known = _find(session, name)
    right = verify(known, password)  # slow on purpose, so outside of any writing transaction
    with session_scope() as session:
        row = None if known is None else by_name(session, known.name)
        login = None
        if row is not None and _may_try(row):
            # Between the two transactions the password may have been changed: then it is not this one.
            if right and known is not None and row.password_hash == known.password_hash:
                login = _begin(session, row)
            else:
                _count_wrong(row)
    if login is None:
        raise NotLetIn
    return login


def confirm(login: Login, code: str) -> Login:
    """Check the code of the second factor; the first right one also proves that it was set up.

    Raises:
        NotLetIn: a wrong or used code, or too many tries; the last ends the login.
    """
    with session_scope() as session:
        row = by_name(session, login.account.name)
        step = _matching_step(row, code) if _may_try(row) else None
        if step is None:
            if _may_try(row):
                _count_wrong(row)
            if not _may_try(row):
                end_sessions(session, row)
        else:
            row.totp_step, row.wrong_tries = step, 0
            row.totp_since = row.totp_since or utcnow()
            held = session.get(DeskSessionRow, _hash(login.token))
            if held is not None:
                held.confirmed = True
            account = to_account(row)
    if step is None:
        raise NotLetIn
    return replace(login, account=account, confirmed=True)


def resume(token: str, touch: bool = True) -> Login | None:
    """The login behind a browser's token, None when it ended; `touch` counts as activity."""
    now, held = utcnow(), settings()
    if not token or len(token) > 100:
        return None
    with session_scope(read_only=True) as session:
        row = session.get(DeskSessionRow, _hash(token))
        if row is None or row.account.disabled_at is not None:
            return None
        if row.seen_at < now - held.desk_idle or row.created_at < now - held.desk_longest:
            return None
        login = Login(to_account(row.account), token, row.confirmed)
        stale = touch and row.seen_at < now - _TOUCH
    if stale:
        _touch(token)
    return login


def sign_out(token: str) -> None:
    """End this login."""
    with session_scope() as session:
        session.execute(delete(DeskSessionRow).where(DeskSessionRow.token_hash == _hash(token)))


def enrolment(account: Account) -> str:
    """The address (otpauth://) an authenticator reads from a QR code; the secret stays until confirmed."""
    with session_scope() as session:
        row = by_name(session, account.name)
        if row.totp_since is not None:
            raise InvalidAccount("这个账号已经设好了动态验证码。要换手机，请管理员重新设置。")
        row.totp_secret = row.totp_secret or pyotp.random_base32()
        return _address(row)


def reset_totp(name: str, on: bool = True) -> str:
    """Put a new second factor in the place of the old one, in force at once, and log out everywhere.

    Returns its otpauth address; empty with `on=False`, which takes it away (admins must then set up
    a new one at their next login).
    """
    with session_scope() as session:
        row = by_name(session, name)
        row.totp_secret = pyotp.random_base32() if on else None
        row.totp_since, row.totp_step = utcnow() if on else None, 0
        end_sessions(session, row)
        return _address(row) if on else ""


def _begin(session: Session, row: AccountRow) -> Login:
    now, held = utcnow(), settings()
    ended = or_(
        DeskSessionRow.seen_at < now - held.desk_idle, DeskSessionRow.created_at < now - held.desk_longest
    )
    session.execute(delete(DeskSessionRow).where(ended))
    token = secrets.token_urlsafe(32)
    account = to_account(row)
    row.wrong_tries = 0 if not account.needs_code else row.wrong_tries
    row.locked_until = None
    session.add(DeskSessionRow(token_hash=_hash(token), account_id=row.id, confirmed=not account.needs_code))
    return Login(account, token, not account.needs_code)


def _find(session: Session, name: str) -> AccountRow | None:
    try:
        return by_name(session, name[:40])
    except InvalidAccount:
        return None


def _may_try(row: AccountRow) -> bool:
    return row.disabled_at is None and (row.locked_until is None or row.locked_until <= utcnow())


def _count_wrong(row: AccountRow) -> None:
    row.wrong_tries += 1
    if row.wrong_tries >= WRONG_TRIES:
        row.wrong_tries, row.locked_until = 0, utcnow() + LOCKED_FOR


def _matching_step(row: AccountRow, code: str) -> int | None:
    """The time step of a right code that was not used yet; one step early or late is allowed."""
    digits = "".join(code.split())
    if row.totp_secret is None or not (len(digits) == 6 and digits.isdecimal() and digits.isascii()):
        return None
    now = int(utcnow().timestamp()) // _STEP
    totp = pyotp.TOTP(row.totp_secret)
    for step in (now, now - 1, now + 1):
        if step > row.totp_step and secrets.compare_digest(totp.at(step * _STEP), digits):
            return step
    return None


def _touch(token: str) -> None:
    with session_scope() as session:
        row = session.get(DeskSessionRow, _hash(token))
        if row is not None:
            row.seen_at = utcnow()


def _address(row: AccountRow) -> str:
    return pyotp.TOTP(row.totp_secret).provisioning_uri(name=row.name, issuer_name=ISSUER)


def _hash(token: str) -> str:
    return keyed_hash("desk login", token)
