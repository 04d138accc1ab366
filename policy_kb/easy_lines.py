"""Easy-read lines: one idea a line, none longer than a line may be; no character is lost or added."""

import re

from policy_kb.basis import is_basis

LINE = 40  # characters an easy-read line may have
WHOLE = 76  # a quotation and the basis stay whole as long as a bubble holds them
#: What is never cut: a private token, digits with their unit, a word or reference of letters and digits.
_ATOM = re.compile(
    r"⟦[^⟧]*⟧|[0-9A-Za-z]+(?:[-.:/_,][0-9A-Za-z]+)*(?:万?元|%|％|周岁|[岁年月日号点级条项])?|.", re.S
)
_TOKEN = re.compile(r"⟦[^⟧]*⟧")
_ENDS, _PAUSES, _COUNTS = "。！？；!?", "，：,", "、"
_OPEN, _CLOSE = "“‘（《【「(", "”’）》】」)"
_NUMERALS = "一二三四五六七八九十"


def width(text: str) -> int:
    """Characters as the reader will see them; a private token may stand for 18 digits."""
    return len(_TOKEN.sub("0" * 18, text))


def easy_lines(text: str, limit: int = LINE) -> list[str]:
    """Every sentence on a line of its own; a long one goes on on the next line, at a pause if it has any."""
    lines: list[str] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        if (line.startswith("“") or is_basis(line)) and width(line) <= WHOLE:
            lines.append(line)
            continue
        for sentence in _sentences(line):
            lines.extend(fit(sentence, limit))
    return lines


def fit(line: str, limit: int) -> list[str]:
    """Cut a line into parts of at most `limit` characters, at the best place that each part has."""
    parts = []
    while width(line) > limit:
        at = _best_cut(line, limit)
        parts.append(line[:at])
        line = line[at:]
    return [*parts, line] if line else parts


def _sentences(line: str) -> list[str]:
    """The sentences of a line; what stands in quotation marks or brackets stays together."""
    sentences, start = [], 0
    for end, rank in _places(line):
        if rank == 0:
            sentences.append(line[start:end])
            start = end
    return [*sentences, line[start:]] if start < len(line) else sentences


def _best_cut(line: str, limit: int) -> int:
    """Where to cut: the best kind of place within the limit, and the last one of that kind."""
    places = [(rank, -end) for end, rank in _places(line) if width(line[:end]) <= limit]
    if not places:
        return _whole_atoms(line, limit)
    good = [place for place in places if -place[1] >= limit // 4]
    return -min(good or places)[1]


def _whole_atoms(line: str, limit: int) -> int:
    """The end of the last atom within the limit, where no place is good; only what is longer than a line is cut."""
    end = 0
    for atom in _ATOM.findall(line):
        if width(line[: end + len(atom)]) > limit:
            break
        end += len(atom)
    return end or limit


def _places(line: str) -> list[tuple[int, int]]:
    """All places where a line may be cut, and how good each is: 0 a sentence's end … 4 between characters."""
    atoms = _ATOM.findall(line)
    places, end, depth = [], 0, 0
    for at, atom in enumerate(atoms):
        end += len(atom)
        depth += (atom in _OPEN) - (atom in _CLOSE and depth > 0)
        following = atoms[at + 1] if at + 1 < len(atoms) else ""
        if not following or following in _CLOSE + _ENDS + _PAUSES + _COUNTS or atom in _OPEN:
            continue
        # 他说“好。”: the mark stands before the closing sign, the place is behind it.
        mark = next((a for a in reversed(atoms[: at + 1]) if a not in _CLOSE), "") if atom in _CLOSE else atom
        rank = _rank(atoms, at, mark)
        places.append((end, min(rank + 2, 4) if depth and rank < 4 else rank))
    return places


def _rank(atoms: list[str], at: int, mark: str) -> int:
    if mark in _ENDS:
        return 0
    if mark in _PAUSES:
        return 1
    if atoms[at] in _COUNTS and (at == 0 or atoms[at - 1] not in _NUMERALS):
        return 2  # 民政局、残联, but neither 三、四级 nor the 一、 of a list
    return 4
