"""The last line of an answer: which clauses it rests on."""

from collections.abc import Iterable

from policy_kb.clauses import CITATIONS

_HEAD = "依据："
_ORDER = {name: place for place, name in enumerate(CITATIONS)}


def basis_line(clauses: Iterable[str]) -> str:
    """`依据：《实施意见》第1条、第2条`, in the order of the text; empty when nothing is cited."""
    cited = sorted(set(clauses), key=_ORDER.__getitem__)
    return f"{_HEAD}《实施意见》" + "、".join(CITATIONS[c] for c in cited) if cited else ""


def is_basis(line: str) -> bool:
    """Whether a line is such a basis line."""
    return line.startswith(_HEAD)
