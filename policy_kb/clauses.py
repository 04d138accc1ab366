"""Cut the policy text into its parts by position; nothing is retyped.

Each line of the source is one part, so that all parts joined are the source again.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: How the parts without a number are named in a basis line, by the id used in data files.
UNNUMBERED = {"general": "总体要求", "goals": "主要目标", "scope": "适用范围", "validity": "有效期"}

#: Two citable matters stand in the one closing paragraph.
_PART_OF = {"scope": "closing", "validity": "closing"}

_OFFICES = re.compile(r"（牵头单位：(?P<lead>[^，）]+)(?:，责任单位：(?P<responsible>[^）]+))?）")
_NUMBERED = re.compile(r"^　+(\d{1,2})\.([^。]+)。")


@dataclass(frozen=True)
class Part:
    """One line of the source: `text == source[start:end]`."""

    id: str
    title: str
    text: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    start: int
    end: int

    @property
    def body(self) -> str:
        """The words without indentation and without the list of offices."""
        return _OFFICES.sub("", self.text).strip()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the body, each with its full stop."""
        return tuple(s for s in re.findall(r"[^。]+。", self.body) if s)


def cut(source: str) -> list[Part]:
    """Cut the whole text into parts, in order; joined, their texts are the source."""
    parts: list[Part] = []
    position, heading = 0, ""
    for number, line in enumerate(source.splitlines(keepends=True)):
        part_id, title = _identify(line, number, heading)
        offices = _OFFICES.search(line)
        parts.append(
            Part(
                id=part_id,
                title=title,
                text=line,
                lead=_split(offices, "lead"),
                responsible=_split(offices, "responsible"),
                start=position,
                end=position + len(line),
            )
        )
        position += len(line)
        heading = line.strip()
    return parts


def by_id(parts: list[Part]) -> dict[str, Part]:
    """The parts that can be cited, by id; `scope` and `validity` both lead to the closing paragraph."""
    found = {p.id: p for p in parts if not p.id.startswith("line")}
    return found | {alias: found[part] for alias, part in _PART_OF.items()}


def citation(clause: str) -> str:
    """How a part is named in a basis line (`依据：《实施意见》…`): 第3条, 适用范围…"""
    return UNNUMBERED.get(clause) or f"第{clause}条"


def in_order(clauses: Iterable[str]) -> list[str]:
    """Ids in the order in which they are cited: the parts without a number, then the numbered clauses."""
    unnumbered = list(UNNUMBERED)
    return sorted(
        set(clauses), key=lambda c: (False, unnumbered.index(c)) if c in UNNUMBERED else (True, int(c))
    )


def numbered(parts: list[Part]) -> list[str]:
    """The ids of the numbered clauses (`"1"`, `"2"` …) that a text has, in its order."""
    return [part.id for part in parts if part.id.isdecimal()]


def _identify(line: str, number: int, heading: str) -> tuple[str, str]:
    numbered = _NUMBERED.match(line)
    if numbered:
        return numbered[1], numbered[2]
    if heading.endswith("总体要求"):
        return "general", "总体要求"
    if heading.endswith("主要目标"):
        return "goals", "主要目标"
    if line.strip().startswith("本实施意见适用于"):
        return "closing", "适用范围和有效期"
    return f"line{number}", line.strip()[:20]


def _split(found: re.Match[str] | None, group: str) -> tuple[str, ...]:
    return tuple((found[group] or "").split("、")) if found and found[group] else ()
