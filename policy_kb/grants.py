"""Does every sentence of the policy that grants something have a benefit?

The numbered clauses are taken apart into their pieces (between commas and stops). Each must be quoted by
a benefit, or stand in `no_benefit.yml` with the reason why nobody gets anything by it.
"""

import re
from collections.abc import Iterator

from policy_kb.benefits import Benefit
from policy_kb.clauses import citation, numbered
from policy_kb.kb import KnowledgeBase
from policy_kb.no_benefit import FILE, WHOLE
from policy_kb.problem import Problem

_PIECE = re.compile(r"[^，,；。]+")
_MOST = 0.65


def every_grant_has_a_benefit(kb: KnowledgeBase) -> Iterator[Problem]:
    """A problem for each sentence with a piece that no benefit quotes and the register does not explain."""
    for clause in numbered(kb.parts):
        text = kb.clauses[clause].text
        silent = [words for listed in kb.no_benefit.get(clause, {}).values() for words in listed]
        for words in silent:
            if words != WHOLE and words not in text:
                yield Problem(f"{FILE} 的第{clause}条", f"“{words}”不是{citation(clause)}的原话，请照抄原文")
        if WHOLE in silent:
            continue
        said = [*silent, *(words for b in kb.benefits.values() for words in _rests_on(kb, b, clause))]
        for sentence in kb.clauses[clause].sentences[1:]:  # the first one is the clause's title
            left = _unquoted(sentence, said)
            if left:
                yield Problem("benefits/", _advice(clause, left))
    for clause in sorted(set(kb.no_benefit) - set(numbered(kb.parts))):
        yield Problem(f"{FILE} 的 {clause}", "原文没有这一条")


def _advice(clause: str, left: list[str]) -> str:
    return (
        f"{citation(clause)}的“{'……'.join(left)}”没有哪项待遇写到。给了人什么，就加一项待遇，"
        f"words 照抄这句（由单位决定的写 review: true）；什么也没给，就写进 {FILE}，写明理由"
    )


def _rests_on(kb: KnowledgeBase, benefit: Benefit, clause: str) -> Iterator[str]:
    """The words of a clause that a benefit quotes, and those that its numbers stand in."""
    if benefit.clause != clause:
        return
    yield from benefit.quoted()
    names = benefit.sums_over("parameter")
    yield from (kb.parameters.words(name) for name in sorted(names) if kb.parameters.words(name))


def _unquoted(sentence: str, said: list[str]) -> list[str]:
    """The pieces of a sentence of which too little is quoted."""
    quoted = [False] * len(sentence)
    for words in said:
        for found in re.finditer(re.escape(words), sentence):
            quoted[found.start() : found.end()] = [True] * len(words)
    return [p[0] for p in _PIECE.finditer(sentence) if sum(quoted[p.start() : p.end()]) <= _MOST * len(p[0])]
