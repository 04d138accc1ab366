"""Assess everybody on a roster: a line for each person, and the totals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from policy_kb.assess import assess
from policy_kb.explain import sum_in_words
from policy_kb.kb import KnowledgeBase
from policy_kb.roster.people import Person, Problem
from policy_kb.roster.totals import YEAR, Sum, Totals, scenarios
from policy_kb.validity import validity


@dataclass(frozen=True)
class Line:
    """What one person gets, what is open for want of what, and the year's money that is certain.

    `to_fill`: benefits open only for want of facts that the roster has columns for; `to_ask`: the others.
    """

    row: int
    labels: tuple[str, ...]
    gets: tuple[str, ...]
    to_fill: tuple[str, ...]
    to_ask: tuple[str, ...]
    missing: tuple[str, ...]
    ask_next: str
    year: Sum
    problems: tuple[Problem, ...]
    empty: bool


@dataclass(frozen=True)
class Screening:
    """A roster assessed on a day; `has`: the facts that it has a column for."""

    on: date
    validity: str
    lines: Sequence[Line]
    totals: Totals
    has: frozenset[str]

    @property
    def problems(self) -> list[Problem]:
        """Every cell that was not understood, from top to bottom."""
        return [problem for line in self.lines for problem in line.problems]


def screen(
    kb: KnowledgeBase,
    people: Iterable[Person],
    on: date,
    rulings: dict[str, str],
    promulgated: date | None = None,
    has: frozenset[str] = frozenset(),
) -> Screening:
    """Assess people one after the other; only what is to be told of each is kept.

    Raises:
        ReadingError, ParameterError: as `assess` does.
    """
    totals = Totals(scenarios(kb.readings, rulings))
    lines = []
    for person in people:
        answer = assess(kb, person.profile, on, rulings)
        benefits = answer["benefits"]
        by_way = [benefits] * len(totals.ways)
        if any(benefit["open_readings"] for benefit in benefits):
            by_way = [assess(kb, person.profile, on, rulings | dict(way))["benefits"] for way in totals.ways]
        totals.add(benefits, by_way)
        lines.append(_line(kb, person, answer, has))
    return Screening(on, validity(kb, on, promulgated), lines, totals, has)


def _line(kb: KnowledgeBase, person: Person, answer: dict[str, Any], has: frozenset[str]) -> Line:
    titles = {key: fact.title for key, fact in kb.facts.items()}
    gets: list[str] = []
    to_fill: list[str] = []
    to_ask: list[str] = []
    year = Sum()
    for benefit in answer["benefits"]:
        title, amount = kb.benefits[benefit["id"]].title, benefit["amount"]
        if benefit["status"] == "eligible":
            gets.append(_granted(title, benefit))
            if amount and amount["period"] == YEAR:
                year.add("eligible", amount)
        elif benefit["status"] == "undetermined":
            where = to_fill if has.issuperset(benefit["missing"]) else to_ask
            where.append(f"{title}（缺：{'、'.join(titles[fact] for fact in benefit['missing'])}）")
    lacking = {fact for benefit in answer["benefits"] for fact in benefit["missing"]}
    return Line(
        row=person.row,
        labels=tuple(person.labels),
        gets=tuple(gets),
        to_fill=tuple(to_fill),
        to_ask=tuple(to_ask),
        missing=tuple(title for fact, title in titles.items() if fact in lacking),
        ask_next=titles.get(answer["next_question"], ""),
        year=year,
        problems=tuple(person.problems),
        empty=person.empty,
    )


def _granted(title: str, benefit: dict[str, Any]) -> str:
    """A benefit that is certain, its sum, and whether an office has the last word."""
    said = [sum_in_words(benefit["amount"])] if benefit["amount"] else []
    if benefit["review"]:
        said.append("由部门核定")
    return f"{title}（{'，'.join(said)}）" if said else title
