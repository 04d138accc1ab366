"""The words that answer a question for this person, with the basis as their last line."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import jinja2

from policy_kb.assess import assess
from policy_kb.basis import basis_line
from policy_kb.claims import comment
from policy_kb.kb import KnowledgeBase
from policy_kb.person import Person
from policy_kb.quotes import quotes_for
from policy_kb.topics import Topic
from policy_kb.validity import validity
from policy_kb.yuan import yuan

#: What the text does not say, by facet, in a resident's words.
SILENT = {
    "materials": "要带哪些材料",
    "process": "具体怎么办手续",
    "place": "到哪个窗口去办",
    "when": "哪天办、哪天发、多久发一次",
    "phone": "办事的电话号码",
    "duration": "多久能办下来",
}
#: The sides of a topic that can be asked for, as a heading names them.
SIDES = {**SILENT, "office": "归哪个部门管", "source": "文件的原话"}
FACETS = tuple(SIDES)
_SUM = re.compile(r"\d(?:\.\d+)?\s*(?:万?元|%|％)")


@dataclass(frozen=True)
class Answer:
    """What to say, and what it rests on. `text` ends with its basis line."""

    text: str
    basis: tuple[str, ...]
    topic: str
    benefit: str | None


class Benefits:
    """`b('disability_subsidy')` in a template: one benefit's assessment, worked out when first asked."""

    def __init__(self, kb: KnowledgeBase, profile: dict[str, Any], on: date) -> None:
        self._kb, self._profile, self._on = kb, profile, on
        self._found: dict[str, dict] | None = None

    def __call__(self, benefit: str) -> dict[str, Any]:
        if self._found is None:
            listed = assess(self._kb, self._profile, self._on)["benefits"]
            self._found = {b["id"]: b for b in listed}
        return self._found[benefit]


def answer(
    kb: KnowledgeBase,
    topic_id: str,
    profile: dict[str, Any],
    on: date,
    facet: str | None = None,
    easy: bool = False,
    promulgated: date | None = None,
    said: dict[str, Any] | None = None,
    claim: dict[str, Any] | None = None,
) -> Answer:
    """Answer one topic for one person.

    Args:
        profile: the facts known so far, as the eligibility contract names them.
        on: the day whose sums are in force.
        facet: one of `FACETS` when a side of the topic is asked for, else None.
        easy: the easy-read words.
        promulgated: the day of promulgation, if the setting gives one.
        said: what was said that settles a fact only in part, such as `{"severe": True}`.
        claim: a sum that the asker has heard of, such as `{"value": 5000, "unit": "元"}`.

    Raises:
        KeyError: no such topic.
    """
    topic = kb.topics[topic_id]
    context = _context(kb, topic, profile, on, said)
    body = _tidy(_body(kb, topic, context, facet, easy))
    lines = [comment(body, claim, quotes_for(kb, topic)), body] if claim else [body]
    closing = _words(kb, "closing_lines.j2", context)
    if _SUM.search(body):
        lines.append(str(closing.newer()))
    lines.append(validity_warning(kb, on, promulgated))
    if facet not in SILENT:
        lines.append(str(closing.ask()))
    lines.append(basis_line(topic.clauses))
    text = "\n".join(line for line in lines if line)
    return Answer(text=text, basis=topic.clauses, topic=topic.id, benefit=topic.benefit)


def validity_warning(kb: KnowledgeBase, on: date, promulgated: date | None) -> str:
    """The line that says that the policy is not yet or no longer in force on a day; empty while it is."""
    closing = _words(kb, "closing_lines.j2", {})
    return str(closing.validity(validity(kb, on, promulgated)))


def grants(kb: KnowledgeBase, topic_id: str, on: date) -> str:
    """The one plain sentence that says what a topic grants."""
    topic = kb.topics[topic_id]
    return _tidy(_template(kb, topic.grants).render(_context(kb, topic, {}, on)))


def _body(kb: KnowledgeBase, topic: Topic, context: dict, facet: str | None, easy: bool) -> str:
    if facet is None:
        return _template(kb, topic.easy if easy else topic.answer).render(context)
    context = context | {"grants": _tidy(_template(kb, topic.grants).render(context))}
    words = _words(kb, "facets.j2", context)
    if facet == "office":
        return str(words.office())
    if facet == "source":
        return str(words.source(quotes_for(kb, topic)))
    return str(words.silent(SILENT[facet]))


def _context(
    kb: KnowledgeBase, topic: Topic, profile: dict[str, Any], on: date, said: dict[str, Any] | None = None
) -> dict[str, Any]:
    part = kb.clauses[topic.clauses[0]]
    return {
        "p": kb.parameters.all(on),
        "f": Person(profile, said),
        "b": Benefits(kb, profile, on),
        "title": topic.title,
        "lead": "、".join(part.lead),
        "responsible": "、".join(part.responsible),
    }


def _tidy(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


@lru_cache(maxsize=8)
def _environment(kb: KnowledgeBase) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(kb.words),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # plain text; each door escapes for its own medium
    )
    environment.filters["yuan"] = yuan
    environment.finalize = lambda value: yuan(value) if isinstance(value, float) else value
    return environment


@lru_cache(maxsize=1024)
def _template(kb: KnowledgeBase, text: str) -> jinja2.Template:
    return _environment(kb).from_string(text)


def _words(kb: KnowledgeBase, name: str, context: dict[str, Any]) -> Any:
    return _environment(kb).get_template(name).make_module(context)
