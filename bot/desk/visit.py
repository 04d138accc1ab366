"""One request to the desk: who asks, what was sent, and the ways to answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.desk import words
from bot.desk.render import render
from casework.accounts import Account
from casework.errors import CaseworkError
from casework.signin import Login

COOKIE = "yizhu_desk"
_MOST_FIELDS = 100


class NoSuchPage(CaseworkError):
    """The path names nothing that there is."""

    def __init__(self) -> None:
        super().__init__(words.NOT_FOUND)


class MalformedForm(CaseworkError):
    """What was sent is no form of ours."""

    def __init__(self) -> None:
        super().__init__(words.MALFORMED)


@dataclass(frozen=True)
class Visit:
    """What a handler gets. `fields` holds what a form sent, by name; a name sent twice counts last."""

    request: Request
    login: Login | None = None
    fields: dict[str, str] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def account(self) -> Account:
        """Who asks; only on pages that need a login."""
        assert self.login is not None
        return self.login.account

    def path(self, name: str) -> str:
        """A part of the path, such as the reference of a case."""
        return str(self.request.path_params[name])

    def query(self, name: str) -> str:
        """A value behind the question mark, without blanks around it; empty if not given."""
        return _plain(self.request.query_params.get(name, "")).strip()

    def number(self, name: str, default: int = 1) -> int:
        """A positive number behind the question mark; anything else is the default."""
        given = self.query(name)
        return int(given) if given.isascii() and given.isdecimal() and 0 < len(given) < 7 else default

    def text(self, name: str, longest: int = 2000) -> str:
        """A field of the form, without blanks around it; raises MalformedForm when it is too long."""
        given = self.fields.get(name, "").strip()
        if len(given) > longest:
            raise MalformedForm
        return given

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page of the desk with its navigation; `template` extends layout.html."""
        known = {"login": self.login, "here": self.request.url.path, "said": self._said()}
        return render(template, status, **{**known, **values})

    def go(self, path: str, said: str = "") -> Response:
        """Send the browser to another page after a step; `said` is a key of `words.SAID`."""
        mark = f"{'&' if '?' in path else '?'}said={said}" if said else ""
        head, found, anchor = path.partition("#")
        return RedirectResponse(f"{head}{mark}{found}{anchor}", 303)

    def _said(self) -> str:
        return words.SAID.get(self.request.query_params.get("said", ""), "")


Handler = Callable[[Visit], Response]


def read_fields(raw: bytes) -> tuple[tuple[str, str], ...]:
    """The pairs of a urlencoded form; raises MalformedForm."""
    try:
        pairs = parse_qsl(raw.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise MalformedForm from error
    return tuple((name, _plain(value).replace("\r\n", "\n")) for name, value in pairs)


def own_path(given: str) -> str:
    """A path of the desk to go on to; anything else leads to the first page."""
    parts = urlsplit(given.replace("\\", "/")) if given.isprintable() else urlsplit("")
    inside = not parts.scheme and not parts.netloc and (parts.path + "/").startswith("/desk/")
    return given if inside and ".." not in parts.path and len(given) <= 500 else "/desk"


def _plain(text: str) -> str:
    """Without what no database keeps and nobody types: NUL, half characters."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
