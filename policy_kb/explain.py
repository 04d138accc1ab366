"""Say why: the conditions that decided a benefit, in plain Chinese, with the policy's own words."""

from collections.abc import Iterator, Sequence
from typing import Any

from policy_kb.amounts import PERIODS
from policy_kb.benefits import Benefit
from policy_kb.conditions import Condition, Group, Leaf, Not, leaves, truth
from policy_kb.lowering import Lowered


def explain(
    benefit: Benefit,
    lowered: Lowered,
    masks: Sequence[int],
    status: str,
    office_decides: bool,
) -> list[str]:
    """The conditions that decided a benefit, a line each.

    Args:
        masks: per variable of the benefit the cells still open.
        status: `eligible`, `ineligible` or `undetermined`, as worked out exactly.
        office_decides: the benefit's `review_if` can hold, so its note is due.
    """
    why = _Why(lowered, masks)
    wanted = {"eligible": True, "ineligible": False, "undetermined": None}[status]
    lines = list(why.lines(benefit.when, wanted))
    if benefit.review_note and office_decides:
        lines.append(_quoted(benefit.review_note, benefit.words))
    return list(dict.fromkeys(lines))


def sum_in_words(amount: dict[str, Any] | None) -> str:
    """A sum as people say it: 每年4000元, 每年3000到4000元, 每户不少于30000元, 每次不超过1000元."""
    if amount is None:
        return "没有写金额"
    period, least, most = PERIODS[amount["period"]], amount["min"], amount["max"]
    if most is None:
        return f"{period}不少于{least}元" if least else f"{period}的金额还定不下来"
    if least == most:
        return f"{period}{most}元"
    return f"{period}{least}到{most}元" if least else f"{period}不超过{most}元"


class _Why:
    """Walks a condition and picks the leaves that decided it."""

    def __init__(self, lowered: Lowered, masks: Sequence[int]) -> None:
        self._lowered = lowered
        self._masks = masks

    def lines(self, condition: Condition, wanted: bool | None) -> Iterator[str]:
        """The lines that show why the condition holds (True), fails (False) or is open (None)."""
        if isinstance(condition, Leaf):
            yield self._line(condition)
        elif isinstance(condition, Not):
            yield from self.lines(condition.part, None if wanted is None else not wanted)
        elif wanted is None:
            yield from self._open(condition)
        else:
            yield from self._decided(condition, wanted)

    def _decided(self, group: Group, wanted: bool) -> Iterator[str]:
        readings = [truth(part, self._leaf) for part in group.parts]
        decisive = [p for p, read in zip(group.parts, readings, strict=True) if read is wanted]
        needed = group.least if wanted else len(group.parts) - group.least + 1
        if needed == len(group.parts):  # the whole is settled, so each part is, alone or together
            decisive = list(group.parts)
        if len(decisive) >= needed:
            for part in decisive:
                yield from self.lines(part, wanted)
        else:
            yield from self._together(group, wanted)

    def _open(self, group: Group) -> Iterator[str]:
        """What is still to be known first, then what holds already."""
        readings = [truth(part, self._leaf) for part in group.parts]
        for part, read in zip(group.parts, readings, strict=True):
            if read is None:
                yield from self.lines(part, None)
        for part, read in zip(group.parts, readings, strict=True):
            if read is True and group.least > 1:
                yield from self.lines(part, True)

    def _together(self, group: Group, wanted: bool) -> Iterator[str]:
        """No single part decides, but all ways of filling in what is not known come to the same."""
        parts = [leaf for leaf in leaves(group) if self._leaf(leaf) is not False]
        said = "；".join(dict.fromkeys(leaf.met for leaf in parts if leaf.met))
        words = next((leaf.words for leaf in parts if leaf.words), "")
        yield _quoted(f"还没说全，但总会符合其中一条：{said}" if wanted else f"这几条凑不齐：{said}", words)

    def _leaf(self, leaf: Leaf) -> bool | None:
        place, holds = self._lowered.leaf_cells(leaf)
        still_open = self._masks[place]
        if still_open & ~holds == 0:
            return True
        return False if still_open & holds == 0 else None

    def _line(self, leaf: Leaf) -> str:
        said = {True: leaf.met, False: leaf.unmet, None: leaf.unknown}[self._leaf(leaf)]
        return _quoted(said, leaf.words)


def both_ways(options: list[tuple[str, dict[str, Any] | None]], lead: Sequence[str]) -> str:
    """An open reading in words: each way to read the text with its sum, and the office that decides."""
    ways = "；".join(f"照“{plain}”来理解，{sum_in_words(amount)}" for plain, amount in options)
    return f"这句话有两种理解：{ways}。按哪一种，由{'、'.join(lead)}定"


def _quoted(said: str, words: str) -> str:
    return f"{said}（原文：“{words}”）" if words else said
