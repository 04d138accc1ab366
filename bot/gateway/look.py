"""How the page looks and speaks in this browser: a cookie that lasts and says nothing else."""

from dataclasses import dataclass, fields, replace

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "look"
LIFETIME = 365 * 24 * 3600  # seconds: who needs large print needs it next month, too
_CHOICES = {
    "size": ("1", "2", "3"),
    "colour": ("auto", "light", "dark"),
    "contrast": ("0", "1"),
    "big": ("0", "1"),
    "read": ("0", "1"),
    "voice": ("0", "1"),
}


@dataclass(frozen=True)
class Look:
    """One value for each of `_CHOICES`, the first being the usual one."""

    size: str = "1"
    colour: str = "auto"
    contrast: str = "0"
    big: str = "0"
    read: str = "0"
    voice: str = "0"

    def unusual(self) -> dict[str, str]:
        """What differs from the usual look: the attributes of the page, and what the cookie holds."""
        return {
            one.name: getattr(self, one.name)
            for one in fields(self)
            if getattr(self, one.name) != _CHOICES[one.name][0]
        }

    def changed(self, name: str, value: str) -> "Look":
        """This look with one thing changed; raise ValueError for what no page offers."""
        if value not in _CHOICES.get(name, ()):
            raise ValueError(name)
        return replace(self, **{name: value})


def look_of(request: Request) -> Look:
    """The look of this browser; what cannot be read in the cookie stays usual."""
    look = Look()
    for part in request.cookies.get(COOKIE, "").split("."):
        name, _, value = part.partition("-")
        if value in _CHOICES.get(name, ()):
            look = look.changed(name, value)
    return look


def set_look(request: Request, response: Response, look: Look) -> None:
    """Put the look into the answer's cookie."""
    response.set_cookie(
        COOKIE,
        ".".join(f"{name}-{value}" for name, value in look.unusual().items()),
        max_age=LIFETIME,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
        path="/",
    )
