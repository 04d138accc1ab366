"""A result as plain text: the whole of it, for printing without a page and for doors without one."""

from datetime import date

import jinja2

from policy_kb.kb import KnowledgeBase
from policy_kb.result.model import Result

_TEMPLATE = "result_full.j2"


def full_text(kb: KnowledgeBase, result: Result, told_earlier: bool = False) -> str:
    """The whole result, a heading for each part. `told_earlier`: the policy data has changed since."""
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(kb.words),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # plain text
    )
    text = environment.get_template(_TEMPLATE).render(
        r=result, day=day_words(result.on), told_earlier=told_earlier
    )
    return text.strip() + "\n"


def day_words(day: str) -> str:
    """2026年11月25日 for `2026-11-25`."""
    read = date.fromisoformat(day)
    return f"{read.year}年{read.month}月{read.day}日"
