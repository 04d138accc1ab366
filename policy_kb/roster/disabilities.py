"""The cells on disability: 视力 | 一级, or everything in one: 视力一级、听力二级, 多重."""

import re
from functools import lru_cache
from typing import Any

from policy_kb.facts import CATEGORIES
from policy_kb.roster.cells import CellError
from policy_kb.roster.vocabulary import Vocabulary, even

_FORM = "要写成“视力一级”，几类的写成“视力一级、听力二级”"
_FILLING = ("残疾人", "残疾", "、", ",", ";", ":", "/", "+", "和", "及", "与", "(", ")", "。", "|")

Entry = dict[str, Any]


class Told:
    """What one cell tells: entries of category and grade, and whether it says 多重."""

    def __init__(self, entries: list[Entry], multiple: bool) -> None:
        self.entries = entries
        self.multiple = multiple

    @property
    def categories(self) -> list[str]:
        """The categories named, in order."""
        return [entry["category"] for entry in self.entries if entry["category"]]

    @property
    def grades(self) -> list[int]:
        """The grades named, in order."""
        return [entry["grade"] for entry in self.entries if entry["grade"]]


NOTHING = Told([], False)


def tell(text: str, words: Vocabulary) -> Told:
    """Read an evened cell.

    Raises:
        CellError: something in it is neither a category nor a grade, or a category stands there twice.
    """
    entries: list[Entry] = []
    multiple = False
    joined = False  # nothing parts the next word from the entry before
    place = 0
    tokens = _tokens(words)
    while place < len(text):
        found = tokens.match(text, place)
        if found is None:
            raise CellError(_FORM)
        token, place = found[0], found.end()
        if token in words.multiple:
            multiple, joined = True, False
        elif token in words.categories:
            _put(entries, "category", words.categories[token], joined)
            joined = True
        elif token in words.grades:
            _put(entries, "grade", words.grades[token], joined)
            joined = True
        elif not token.startswith("残疾"):
            joined = False
    told = Told(entries, multiple)
    if len(set(told.categories)) < len(told.categories):
        raise CellError("同一类残疾写了两次")
    if len(entries) > len(CATEGORIES):
        raise CellError(f"残疾最多有{len(CATEGORIES)}类")
    return told


def together(kinds: Told, grades: Told) -> list[Entry]:
    """The list on the certificate, from the cell of the category and that of the grade.

    Raises:
        CellError: the grades cannot be told to the categories, or the two cells contradict each other.
    """
    entries = _matched(kinds, grades)
    short = 2 - len(entries) if kinds.multiple or grades.multiple else 0
    return entries + [{"category": None, "grade": None} for _ in range(short)]


def _matched(kinds: Told, grades: Told) -> list[Entry]:
    if grades.categories:
        if not set(kinds.categories) <= set(grades.categories):  # the first cell may name the gravest alone
            raise CellError("写的类别与类别那一格不一样")
        _must_agree(kinds, grades)
        return grades.entries
    if not kinds.categories or not grades.grades:
        return kinds.entries if not grades.grades else _same(kinds, grades)
    if len(grades.grades) == len(kinds.entries):
        pairs = zip(kinds.entries, grades.grades, strict=True)
        return [{"category": e["category"], "grade": _one(e["grade"], grade)} for e, grade in pairs]
    if len(kinds.grades) == len(kinds.entries) and grades.grades == [min(kinds.grades)]:
        return kinds.entries  # the grade of the whole certificate, that of the gravest disability
    raise CellError(f"分不清哪个等级是哪一类的，{_FORM}")


def _same(kinds: Told, grades: Told) -> list[Entry]:
    """Grades alone; a first cell that names grades too must name the same."""
    if kinds.grades and sorted(kinds.grades) != sorted(grades.grades):
        raise CellError("写的等级与前一格不一样")
    return grades.entries


def _must_agree(kinds: Told, grades: Told) -> None:
    known = {entry["category"]: entry["grade"] for entry in grades.entries}
    for entry in kinds.entries:
        if entry["category"]:
            _one(entry["grade"], known[entry["category"]])


def _one(first: int | None, second: int | None) -> int | None:
    if first and second and first != second:
        raise CellError("写的等级与前一格不一样")
    return first or second


def _put(entries: list[Entry], part: str, value: Any, joined: bool) -> None:
    if joined and entries[-1][part] is None:
        entries[-1][part] = value
    else:
        entries.append({"category": None, "grade": None} | {part: value})


@lru_cache(maxsize=4)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))


def _tokens(words: Vocabulary) -> re.Pattern[str]:
    filling = {even(sign) for sign in _FILLING}
    return _pattern(frozenset({*words.categories, *words.grades, *words.multiple, *filling}))
