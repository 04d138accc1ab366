"""What a message speaks of, as a bag of concepts: many words for one thing count as one feature.

`concepts.yml` lists the words. A word is found as written and, if it is long enough not to be met by
chance, as it sounds, so that 残急 and 公祖房 are found too.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import yaml
from scipy.sparse import csr_matrix

from bot.nlu.sounds import sounds

_WORDS = Path(__file__).with_name("concepts.yml")
_HEARD_FROM = 3  # syllables; shorter words sound like too many others


def concepts(text: str) -> list[str]:
    """The concepts that a normalised message touches, each once, in the order of the list."""
    lower = text.lower()
    heard = f" {' '.join(sounds(text))} "
    return [
        concept
        for concept, written, spoken in _lists()
        if any(word in lower for word in written) or any(word in heard for word in spoken)
    ]


def concept_rows(texts: Iterable[str], weight: float) -> csr_matrix:
    """One row a text, of length `weight` where the text touches any concept."""
    place = {concept: column for column, (concept, _, _) in enumerate(_lists())}
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for text in texts:
        touched = [place[concept] for concept in concepts(text)]
        data += [weight / max(1, len(touched)) ** 0.5] * len(touched)
        columns += touched
        ends.append(len(columns))
    return csr_matrix((data, columns, ends), shape=(len(ends) - 1, len(place)))


@lru_cache(maxsize=1)
def _lists() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Each concept with its words as written and, framed by blanks, as heard."""
    listed = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    found = []
    for concept, words in listed.items():
        heard = [sounds(word) for word in words]
        spoken = tuple(f" {' '.join(one)} " for one in heard if len(one) >= _HEARD_FROM)
        found.append((concept, tuple(str(word).lower() for word in words), spoken))
    return tuple(found)
