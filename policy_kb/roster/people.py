"""Make a profile of each row; a cell that says nothing clear is reported and stays unknown."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from policy_kb.facts import Fact
from policy_kb.kb import KnowledgeBase
from policy_kb.profile import ProfileError, shown, validate
from policy_kb.roster.cells import CellError, age_on, fact_value, written
from policy_kb.roster.disabilities import NOTHING, Told, tell, together
from policy_kb.roster.heads import Column, Heads
from policy_kb.roster.vocabulary import Vocabulary

#: 18 signs of the identity number, category, grade, then B and a count on a replaced certificate.
_CERTIFICATE = re.compile(r"\d{17}[\dx]\d{2}(?:b\d{1,2})?")
_PLAIN = ("bool", "choice", "number")


@dataclass(frozen=True)
class Problem:
    """A cell that was not understood: where it stands, what is written there, what may be."""

    row: int
    column: str
    head: str
    value: str
    message: str

    def __str__(self) -> str:
        return f"第{self.row}行{self.column}列“{self.head}”写着“{self.value}”：{self.message}"


@dataclass
class Person:
    """One row: its number, whom it is about, the facts it states, and what was not understood."""

    row: int
    labels: list[str]
    profile: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    empty: bool = False  # nothing stands in the row but a label


class PeopleReader:
    """Reads rows below known heads. The age is that on the day of the assessment."""

    def __init__(self, kb: KnowledgeBase, words: Vocabulary, heads: Heads, on: date) -> None:
        self._kb = kb
        self._facts = facts = kb.facts
        self._words = words
        self._labels = heads.labels
        self._told = heads.told
        self._plain = [c for key, c in self._told.items() if key in facts and facts[key].kind in _PLAIN]
        self._on = on

    def person(self, number: int, row: Sequence[Any]) -> Person:
        """The person that a row states."""
        return _Row(self, number, row).person()

    def read(self, row: "_Row") -> dict[str, Any]:
        """The facts of a row; what was not understood is left out and reported to it."""
        facts = self._facts
        profile: dict[str, Any] = {}
        for column in self._plain:
            fact = facts[column.meaning]
            value = row.take(column, partial(self._plain_value, fact))
            if value is not None:
                profile[fact.key] = value
        age = row.take(self._told.get("birth"), lambda text: age_on(text, self._on, facts["age"].most or 0))
        if age is not None:
            profile["age"] = age  # a stated age may be that of another year
        if row.take(self._told.get("certificate"), _certificate):
            profile.setdefault("certified", True)
        self._disabilities(row, profile)
        self._stay(row, profile)
        for key, fact in facts.items():
            if fact.organisation and key not in self._told:
                profile[key] = fact.absent  # a list of people, not of kindergartens
        return profile

    def _plain_value(self, fact: Fact, text: str) -> Any:
        if fact.key == "certified" and _CERTIFICATE.fullmatch(text):
            return True
        return fact_value(fact, text, self._words)

    def _disabilities(self, row: "_Row", profile: dict[str, Any]) -> None:
        def read(text: str) -> Told:
            return self._listed(text) if text.startswith("[") else tell(text, self._words)

        whole, kind, grade = (self._told.get(name) for name in ("disabilities", "category", "grade"))
        first = row.take(whole, read) or row.take(kind, read) or NOTHING
        second = row.take(grade, read) or NOTHING
        try:
            entries = together(first, second)
        except CellError as error:
            row.report(grade or whole or kind, str(error))
            entries = together(first, NOTHING)
        if entries:
            profile["disabilities"] = entries

    def _stay(self, row: "_Row", profile: dict[str, Any]) -> None:
        def yuan(text: str) -> Any:
            return fact_value(self._facts["tuition_paid"], text, self._words)  # any sum of yuan

        stayed = row.take(self._told.get("inpatient"), self._stayed)
        total, paid = (self._told.get(part) for part in ("reimbursable", "reimbursed"))
        stay = {"reimbursable": row.take(total, yuan), "reimbursed": row.take(paid, yuan)}
        stay = {part: value for part, value in stay.items() if value is not None}
        if len(stay) == 2 and stay["reimbursed"] > stay["reimbursable"]:
            row.report(paid, "已报销的不能比可报销的多")
            del stay["reimbursed"]
        if stayed is False and any(stay.values()):
            row.report(self._told.get("inpatient"), "写了没有住院，后面却有费用")
            stayed = None
        elif stayed is False:
            profile["inpatient"] = False
            return
        if isinstance(stayed, dict) or stayed or stay:
            profile["inpatient"] = (stayed if isinstance(stayed, dict) else {}) | stay

    def _stayed(self, text: str) -> Any:
        if text.startswith("{"):
            return self._json("inpatient", text)
        said = self._words.truth("inpatient", text)
        if said is None:
            raise CellError("只能写 是 或 否，费用写在“住院可报销费用”和“已报销”两列")
        return said

    def _listed(self, text: str) -> Told:
        """The contract's own way to write the list, as JSON."""
        entries = self._json("disabilities", text)
        return Told([{"category": None, "grade": None} | entry for entry in entries], False)

    def _json(self, key: str, text: str) -> Any:
        try:
            value = json.loads(text)
            validate(self._kb, {key: value})
        except ProfileError as error:
            raise CellError(error.message) from error
        except (ValueError, RecursionError) as error:
            raise CellError("不是正确的 JSON") from error
        return value

    def is_unknown(self, text: str) -> bool:
        """Nothing stands in the cell, or a word for not knowing."""
        return not text or text in self._words.unknown

    def labels(self, row: Sequence[Any]) -> list[str]:
        """Whom the row is about, as written."""
        cells = [row[c.place] if c.place < len(row) else None for c in self._labels]
        return ["" if cell is None else shown(str(cell).strip()) for cell in cells]


class _Row:
    """One row while it is read."""

    def __init__(self, reader: PeopleReader, number: int, cells: Sequence[Any]) -> None:
        self._reader = reader
        self._number = number
        self._cells = cells
        self._problems: list[Problem] = []
        self._said = False

    def person(self) -> Person:
        profile = self._reader.read(self)
        labels = self._reader.labels(self._cells)
        return Person(self._number, labels, profile, self._problems, not self._said)

    def take(self, column: Column | None, read: Callable[[str], Any]) -> Any:
        """What a column's cell says; None for nothing, and for what is not understood."""
        text = "" if column is None else written(self._cell(column))
        if self._reader.is_unknown(text):
            return None
        self._said = True
        try:
            return read(text)
        except CellError as error:
            self.report(column, str(error))
            return None

    def report(self, column: Column | None, message: str) -> None:
        """Note that a cell was not understood."""
        if column is not None:
            value = self._cell(column)
            said = "" if value is None else shown(str(value).strip())
            self._problems.append(Problem(self._number, column.letter, column.head, said, message))

    def _cell(self, column: Column) -> Any:
        return self._cells[column.place] if column.place < len(self._cells) else None


def _certificate(text: str) -> bool:
    if not _CERTIFICATE.fullmatch(text):
        raise CellError("不像残疾人证号（20位）")
    return True
