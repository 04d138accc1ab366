"""Pages of the desk from templates, and the words that all of them share."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from bot.desk.navigation import NAVIGATION
from casework.case_words import whom
from casework.clock import local
from casework.settings import settings
from casework.worktime import describe

HERE = Path(__file__).parent


@cache
def asset(name: str) -> str:
    """Address of a static file, with a mark of its content so that browsers may keep it for good."""
    mark = hashlib.blake2s((HERE / "static" / name).read_bytes(), digest_size=5).hexdigest()
    return f"/desk/static/{name}?v={mark}"


_templates = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _idle_minutes() -> int:
    return int(settings().desk_idle.total_seconds() // 60)


_templates.globals.update(asset=asset, navigation=NAVIGATION, idle_minutes=_idle_minutes, whom=whom)
_templates.filters.update(
    moment=describe,
    day=lambda moment: local(moment).strftime("%Y-%m-%d"),
    clock=lambda moment: local(moment).strftime("%m-%d %H:%M"),
)


def render(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Fill a template; every value is escaped for HTML."""
    return HTMLResponse(_templates.get_template(template).render(**values), status)
