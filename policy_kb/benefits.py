"""The entitlements of the policy as data (`benefits/*.yml` and additions).

    - id: rural_house_rebuild
      clause: "3"
      title: 农村牧区危房改造补贴
      words: the clause's words that grant it, verbatim
      also: further words of the clause that belong to it, a list, verbatim
      when: a condition (conditions.py)
      amount: a sum (amounts.py), left out where the policy names none
      review: true where the policy leaves the decision or the sum to an office
      review_if: a condition under which it does (with review_note, what to say then)

`conditions.yml` holds the conditions that several benefits `use`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policy_kb.amounts import Amount, amount_leaves, parse_amount, walk
from policy_kb.conditions import Condition, Leaf, leaves, parse_condition
from policy_kb.data_files import listed, read_yaml

_FIELDS = {"id", "clause", "title", "words", "also", "when", "amount", "review", "review_if", "review_note"}


@dataclass(frozen=True)
class Benefit:
    """One entitlement: who gets it, what, and where an office decides."""

    id: str
    clause: str
    title: str
    words: str
    when: Condition
    amount: Amount | None = None
    review: bool = False
    review_if: Condition | None = None
    review_note: str = ""
    file: str = ""
    also: tuple[str, ...] = ()

    def leaves(self) -> Iterator[Leaf]:
        """Every test of a fact: of the condition, the sum and the review, in that order."""
        yield from leaves(self.when)
        if self.amount:
            yield from amount_leaves(self.amount)
        if self.review_if:
            yield from leaves(self.review_if)

    def quoted(self) -> tuple[str, ...]:
        """All words quoted; each must stand in the clause or in the closing paragraph."""
        every = (self.words, *self.also, *(leaf.words for leaf in self.leaves()))
        return tuple({words: None for words in every if words})

    def sums_over(self, kind: str) -> tuple[str, ...]:
        """What the sum names of one kind: `fact`, `reading` or `parameter`."""
        if not self.amount:
            return ()
        found = [e[1] for part in (self.amount.least, self.amount.most) for e in walk(part) if e[0] == kind]
        return tuple(dict.fromkeys(found))


def load_benefits(root: Path) -> dict[str, Benefit]:
    """Read every file of `benefits/` in order of name, then the additions; the order is the one of all answers.

    Raises:
        ValueError, KeyError: an entry is incomplete or wrong; the message says which.
    """
    shared = read_yaml(root / "conditions.yml")
    found: dict[str, Benefit] = {}
    for file, entry in listed(root, "benefits"):
        benefit = _benefit(entry, shared, file)
        if benefit.id in found:
            raise ValueError(f"{file}：{benefit.id} 出现了两次")
        found[benefit.id] = benefit
    return found


def _benefit(entry: dict[str, Any], shared: dict[str, Any], file: str) -> Benefit:
    where = f"{file} 的 {entry.get('id')}"
    extra = set(entry) - _FIELDS
    if extra:
        raise ValueError(f"{where}：不认识 {'、'.join(sorted(extra))}")
    try:
        return Benefit(
            id=entry["id"],
            clause=str(entry["clause"]),
            title=entry["title"],
            words=entry["words"],
            when=parse_condition(entry["when"], shared),
            amount=parse_amount(entry["amount"], shared) if "amount" in entry else None,
            review=bool(entry.get("review", False)),
            review_if=parse_condition(entry["review_if"], shared) if "review_if" in entry else None,
            review_note=entry.get("review_note", ""),
            file=file,
            also=tuple(entry.get("also", ())),
        )
    except KeyError as error:
        raise ValueError(f"{where}：缺少 {error.args[0]}") from error
    except ValueError as error:
        raise ValueError(f"{where}：{error}") from error
