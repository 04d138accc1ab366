"""The last line of an answer: which clauses it rests on."""

from collections.abc import Iterable

from policy_kb.clauses import citation, in_order

_HEAD = "依据："


def basis_line(clauses: Iterable[str]) -> str:
    """`依据：《实施意见》第1条、第2条`, in the order of the text; empty when nothing is cited."""
    cited = in_order(clauses)
    return f"{_HEAD}《实施意见》" + "、".join(map(citation, cited)) if cited else ""


def is_basis(line: str) -> bool:
    """Whether a line is such a basis line."""
    return line.startswith(_HEAD)
