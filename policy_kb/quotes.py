"""Find the sentences of a clause that a topic is about, to quote them verbatim."""

import re
from functools import lru_cache

from policy_kb.kb import KnowledgeBase
from policy_kb.topics import Topic

_PARAMETER = re.compile(r"\bp\.(\w+)")
_LONGEST = 160  # characters quoted of one sentence; clauses have sentences of 200 and more


@lru_cache(maxsize=512)
def quotes_for(kb: KnowledgeBase, topic: Topic) -> tuple[str, ...]:
    """For each cited clause the words nearest to the topic, by shared pairs of characters."""
    written = topic.title + topic.grants + topic.answer
    numbers = [kb.parameters.words(name) for name in dict.fromkeys(_PARAMETER.findall(written))]
    said = re.sub(r"\{[{%#].*?[}%#]\}", "", written, flags=re.S) + "".join(numbers)
    return tuple(_nearest(_stating(kb.clauses[clause].sentences, numbers), said) for clause in topic.clauses)


def _stating(sentences: tuple[str, ...], numbers: list[str]) -> tuple[str, ...]:
    """The sentences that the answer's numbers stand in; all, where it has none."""
    return tuple(s for s in sentences if any(words and words in s for words in numbers)) or sentences


def _nearest(sentences: tuple[str, ...], said: str) -> str:
    wanted = _pairs(said)
    best = max(sentences, key=lambda s: len(_pairs(s) & wanted) / (8 + len(s)) ** 0.5)
    if len(best) <= _LONGEST:
        return best
    pieces = re.findall(r"[^；，]+[；，。]?", best)
    return max(_windows(pieces), key=lambda w: len(_pairs(w) & wanted))


def _windows(pieces: list[str]) -> list[str]:
    """Runs of neighbouring pieces no longer than the limit."""
    runs = []
    for first in range(len(pieces)):
        run = ""
        for piece in pieces[first:]:
            if run and len(run) + len(piece) > _LONGEST:
                break
            run += piece
        runs.append(run)
    return runs


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
