"""The desk as an application of its own, mounted at /desk by the gateway."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.desk import words
from bot.desk.render import HERE
from bot.desk.routes import routes
from bot.desk.visit import Visit

_YEAR = 31536000  # seconds


def build() -> Starlette:
    """Return the desk."""
    return Starlette(
        routes=[*routes(), Mount("/static", _Files())],
        exception_handlers={HTTPException: _lost},
    )


async def _lost(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return Visit(request).page("error.html", status, text=words.NOT_FOUND)


class _Files(StaticFiles):
    """The desk's few files; those asked for with their mark never change."""

    def __init__(self) -> None:
        super().__init__(directory=HERE / "static")

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve a file with the right life in caches."""
        response = await super().get_response(path, scope)
        marked = scope.get("query_string", b"").startswith(b"v=")
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable" if marked else "no-cache"
        return response
