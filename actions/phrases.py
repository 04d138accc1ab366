"""The fixed words of the talk, as Jinja2 templates in `words/phrases.yml`."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
import yaml

from policy_kb.yuan import yuan

_WORDS = Path(__file__).parent / "words"


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_WORDS),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # plain text; each door escapes for its own medium
    )
    environment.filters["yuan"] = yuan
    return environment


@lru_cache(maxsize=1)
def _phrases() -> dict[str, jinja2.Template]:
    raw = yaml.safe_load((_WORDS / "phrases.yml").read_text(encoding="utf-8"))
    return {key: _environment().from_string(text) for key, text in raw.items()}


def say(key: str, **context: Any) -> str:
    """The phrase of that name, filled in.

    Raises:
        KeyError: no such phrase.
    """
    return tidy(_phrases()[key].render(context))


def page(name: str, **context: Any) -> str:
    """A longer text from a template file of its own."""
    return tidy(_environment().get_template(name).render(context))


def tidy(text: str) -> str:
    """Lines without indentation or blank lines."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
