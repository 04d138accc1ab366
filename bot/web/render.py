"""Pages from templates, and the few files they load."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.web import dial

HERE = Path(__file__).parent
YEAR = 31536000  # seconds
EXAMPLES = (
    "我妈农村户口，视力一级，一年补贴多少钱？",
    "我能领什么？帮我算一算",
    "孩子自闭症，康复训练有补助吗？",
    "残疾人住院能报多少？",
)
SCRIPT = "page.js"
# One file for a thin line, made of small ones; each stands alone but for the `yizhu` they share.
_PARTS = (
    "shared.js",
    "log.js",
    "wait.js",
    "send.js",
    "letters.js",
    "switches.js",
    "aloud.js",
    "dictate.js",
    "write.js",
)


@cache
def script() -> str:
    """The page's whole script."""
    return "\n".join((HERE / "static" / part).read_text("utf-8") for part in _PARTS)


@cache
def asset(name: str) -> str:
    """Address of a static file, with a mark of its content so that browsers may keep it for good."""
    content = script().encode() if name == SCRIPT else (HERE / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.blake2s(content, digest_size=5).hexdigest()}"


_templates = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals.update(asset=asset, examples=EXAMPLES, dial_pattern=dial.PATTERN)
_templates.filters["dial"] = dial.dial


def render(template: str, **values: Any) -> str:
    """Fill a template; every value is escaped for HTML."""
    return _templates.get_template(template).render(**values)


class Assets(StaticFiles):
    """Static files; those asked for with their mark never change."""

    def __init__(self) -> None:
        super().__init__(directory=HERE / "static")

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve a file with the right life in caches."""
        if path == SCRIPT:
            response = Response(script(), media_type="text/javascript")
        else:
            response = await super().get_response(path, scope)
        marked = scope.get("query_string", b"").startswith(b"v=")
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if marked else "no-cache"
        return response
