"""Find a roster's sheet and its row of heads, and what stands below each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from policy_kb.profile import shown
from policy_kb.roster.tables import RosterError, Table
from policy_kb.roster.vocabulary import LABEL, Vocabulary

_PARTS = {
    "birth": "age",
    "category": "disabilities",
    "grade": "disabilities",
    "certificate": "certified",
    "reimbursable": "inpatient",
    "reimbursed": "inpatient",
}
_SEARCHED = 10  # rows: a title and a few notes may stand above the heads


@dataclass(frozen=True)
class Column:
    """One column in use: its place, its head as written, and what it means."""

    place: int
    head: str
    meaning: str

    @property
    def letter(self) -> str:
        """The column's name in a spreadsheet: A, B, … AA."""
        name, rest = "", self.place + 1
        while rest:
            rest, digit = divmod(rest - 1, 26)
            name = chr(ord("A") + digit) + name
        return name


@dataclass(frozen=True)
class Heads:
    """The columns in use, and those left out: `unknown` heads, and `twice` told ones."""

    row: int
    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def labels(self) -> tuple[Column, ...]:
        """The columns that say who a row is about."""
        return tuple(column for column in self.columns if column.meaning == LABEL)

    @property
    def told(self) -> dict[str, Column]:
        """The other columns, by what they mean."""
        return {column.meaning: column for column in self.columns if column.meaning != LABEL}

    @property
    def facts(self) -> frozenset[str]:
        """The facts that the roster has a column for, whole or in part."""
        return frozenset(_PARTS.get(meaning, meaning) for meaning in self.told)


@dataclass(frozen=True)
class Roster:
    """The rows of people of one sheet, below its heads; `others`: sheets left unread, `feet`: rows of nobody."""

    heads: Heads
    rows: list[tuple[int, tuple[Any, ...]]]
    sheet: str
    others: tuple[str, ...]
    feet: tuple[int, ...]


def find_roster(tables: Sequence[Table], vocabulary: Vocabulary) -> Roster:
    """The first sheet with known heads; they are the row with the most of them among the first ones.

    Raises:
        RosterError: all is empty, or no head but a label is known.
    """
    filled = [table for table in tables if table.rows]
    if not filled:
        raise RosterError("名单是空的")
    for table in filled:
        candidates = [_heads(number, row, vocabulary) for number, row in table.rows[:_SEARCHED]]
        best = max(candidates, key=lambda heads: len(heads.columns))
        if best.told:
            below = [(number, row) for number, row in table.rows if number > best.row]
            feet = tuple(number for number, row in below if _is_foot(row, best, vocabulary))
            rows = [(number, row) for number, row in below if number not in feet]
            others = tuple(shown(other.sheet) for other in filled if other is not table)
            return Roster(best, rows, shown(table.sheet), others, feet)
    raise RosterError(
        "没有一列的名称认得出来，第一行要写上列名，比如：姓名、户籍、持证、残疾类别、残疾等级、年龄"
    )


def _is_foot(row: Sequence[Any], heads: Heads, vocabulary: Vocabulary) -> bool:
    labels = [row[column.place] for column in heads.labels if column.place < len(row)]
    first = next((cell for cell in row if cell is not None and str(cell).strip()), None)
    return any(isinstance(cell, str) and vocabulary.is_foot(cell) for cell in (first, *labels))


def _heads(number: int, row: Sequence[Any], vocabulary: Vocabulary) -> Heads:
    columns: list[Column] = []
    unknown, twice = [], []
    for place, cell in enumerate(row):
        if cell is None or not str(cell).strip():
            continue
        head = shown(str(cell).strip())
        meaning = vocabulary.meaning(str(cell))
        if meaning is None:
            unknown.append(head)
        elif meaning != LABEL and any(column.meaning == meaning for column in columns):
            twice.append(head)
        else:
            columns.append(Column(place, head, meaning))
    return Heads(number, tuple(columns), tuple(dict.fromkeys(unknown)), tuple(dict.fromkeys(twice)))
