"""The switch for easy words at the web door: a cookie that lasts, kept in step with the talk."""

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "easy"
LIFETIME = 365 * 24 * 3600  # seconds: who needs easy words needs them next month, too
_STANDS = {"1": True, "0": False}


def switch_of(request: Request) -> bool | None:
    """How the switch stands in this browser; None when it was never touched."""
    return _STANDS.get(request.cookies.get(COOKIE, ""))


def set_switch(request: Request, response: Response, on: bool) -> None:
    """Put the switch into the answer's cookie. It says nothing about the person but this."""
    response.set_cookie(
        COOKIE,
        "1" if on else "0",
        max_age=LIFETIME,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
        path="/",
    )
