"""Search the policy's own words: the sentences nearest to a question, for when no topic is sure."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer

from policy_kb.clauses import numbered
from policy_kb.kb import KnowledgeBase

_LEAST = 0.12  # nearness below which a sentence is no result
#: From this nearness on the sentence speaks of what was asked, and its clause may stand as basis.
_ANSWERS = 0.42


@dataclass(frozen=True)
class Passage:
    """A sentence of the policy, word for word, the id of its clause, and how near it is (0 to 1)."""

    clause: str
    words: str
    nearness: float

    @property
    def answers(self) -> bool:
        """Whether the passage speaks of the very thing that was asked."""
        return self.nearness >= _ANSWERS


def search(kb: KnowledgeBase, text: str, most: int = 2) -> list[Passage]:
    """The sentences of the numbered clauses nearest to `text`, nearest first; empty when none is near."""
    listed, vectoriser, rows = _index(kb)
    nearness = (rows @ vectoriser.transform([text]).T).toarray().ravel()
    best = sorted(range(len(listed)), key=lambda i: -nearness[i])[:most]
    return [Passage(*listed[i], float(nearness[i])) for i in best if nearness[i] >= _LEAST]


@lru_cache(maxsize=2)
def _index(kb: KnowledgeBase) -> tuple[list[tuple[str, str]], TfidfVectorizer, Any]:
    """All sentences with their clauses, without the clauses' titles, and their weighed n-grams."""
    listed = [(number, words) for number in numbered(kb.parts) for words in kb.clauses[number].sentences[1:]]
    vectoriser = TfidfVectorizer(analyzer="char", ngram_range=(2, 3), sublinear_tf=True)
    return listed, vectoriser, vectoriser.fit_transform([words for _, words in listed])
