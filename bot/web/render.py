"""Pages from templates, and the few files they load."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

HERE = Path(__file__).parent
YEAR = 31536000  # seconds
EXAMPLES = (
    "我妈农村户口，视力一级，一年补贴多少钱？",
    "我能领什么？帮我算一算",
    "孩子自闭症，康复训练有补助吗？",
    "残疾人住院能报多少？",
)


@cache
def asset(name: str) -> str:
    """Address of a static file, with a mark of its content so that browsers may keep it for good."""
    mark = hashlib.blake2s((HERE / "static" / name).read_bytes(), digest_size=5).hexdigest()
    return f"/static/{name}?v={mark}"


def first_of_newest(lines: Sequence[Any]) -> int:
    """Number of the line where the newest reply begins: it may be several bubbles, read from the first."""
    mine = [number for number, line in enumerate(lines, 1) if line.mine]
    return min(mine[-1] + 1, len(lines)) if mine else len(lines)


_templates = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals.update(asset=asset, examples=EXAMPLES, first_of_newest=first_of_newest)


def render(template: str, **values: Any) -> str:
    """Fill a template; every value is escaped for HTML."""
    return _templates.get_template(template).render(**values)


class Assets(StaticFiles):
    """Static files; those asked for with their mark never change."""

    def __init__(self) -> None:
        super().__init__(directory=HERE / "static")

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve a file with the right life in caches."""
        response = await super().get_response(path, scope)
        marked = scope.get("query_string", b"").startswith(b"v=")
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if marked else "no-cache"
        return response
