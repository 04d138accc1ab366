"""What heads and cells are understood (`columns.yml`, `words.yml`), and how writing is evened out."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policy_kb.data_files import DataError, read_yaml
from policy_kb.facts import Fact

LABEL = "label"

_HERE = Path(__file__).parent
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_LEADING = re.compile(r"^(?:是否|是不是|有无|有没有)")
_TRAILING = re.compile(r"[?:*]+$")


@dataclass(frozen=True)
class Vocabulary:
    """Heads by what they mean, and words by what they say; all evened out as `even` does."""

    heads: Mapping[str, str]
    unknown: frozenset[str]
    feet: frozenset[str]
    truths: Mapping[str, bool]
    facts: Mapping[str, Mapping[str, str]]
    categories: Mapping[str, str]
    multiple: frozenset[str]
    grades: Mapping[str, int]

    def meaning(self, head: str) -> str | None:
        """What stands below a head: a fact's key, a part such as `birth`, `label`, or None."""
        whole = even(head)
        bare = _TRAILING.sub("", _BRACKETS.sub("", whole))
        for form in (whole, bare, _LEADING.sub("", bare)):
            if form in self.heads:
                return self.heads[form]
        return None

    def is_foot(self, label: str) -> bool:
        """A label that nobody is called: 合计, 制表人：…"""
        return even(label).split(":")[0] in self.feet

    def truth(self, key: str, text: str) -> bool | None:
        """Whether an evened cell says yes or no to a fact; None: neither."""
        own = self.facts.get(key, {}).get(text)
        return self.truths.get(text) if own is None else own == "yes"


def even(text: str) -> str:
    """Writing without differences that mean nothing: width, capitals, blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def vocabulary(facts: Mapping[str, Fact]) -> Vocabulary:
    """The words of the two data files beside this module; a fact that they leave out is read by its title.

    Raises:
        DataError: a head or a word stands under two meanings.
    """
    columns = read_yaml(_HERE / "columns.yml")
    words = read_yaml(_HERE / "words.yml")
    titles = {key: [fact.title] for key, fact in facts.items()}
    heads = {key: [*names, key] for key, names in (titles | columns).items()}
    choices = {
        key: {value: [title] for value, title in fact.values.items()}
        for key, fact in facts.items()
        if fact.kind == "choice"
    }
    truths = _reversed("words.yml", {True: words["yes"], False: words["no"]})
    return Vocabulary(
        heads=_reversed("columns.yml", heads),
        unknown=frozenset(even(str(word)) for word in words["unknown"]),
        feet=frozenset(even(word) for word in words["feet"]),
        truths=truths,
        facts={
            key: _reversed("words.yml", {value: [*said, value] for value, said in values.items()})
            for key, values in (choices | words["facts"]).items()
        },
        categories=_reversed("words.yml", {k: [*said, k] for k, said in words["categories"].items()}),
        multiple=frozenset(even(word) for word in words["multiple"]),
        grades=_reversed("words.yml", words["grades"]),
    )


def _reversed(file: str, groups: Mapping[Any, Iterable[Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for meaning, names in groups.items():
        for name in names:
            form = even(str(name))
            if found.setdefault(form, meaning) != meaning:
                raise DataError(f"{file}：“{name}”写在 {found[form]} 和 {meaning} 两处，只能写一处")
    return found
