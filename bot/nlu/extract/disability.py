"""Which disabilities with which grades a message states: categories and grades put together."""

import re
from typing import Any

from bot.nlu.extract.categories import Category, categories
from bot.nlu.extract.found import Found
from bot.nlu.extract.grades import Grade, grades
from bot.nlu.extract.message import Message
from bot.nlu.extract.people import Mention, person_at, person_of

_GRADE_FIRST = re.compile(r"(?:的|残疾?的?|重度|度| )*$")
_LIST = re.compile(r"(?:残疾|残|类)?[、和跟及与 ]?(?:残疾|残|类)?$")
_CORRECTED = re.compile(r"不对|说错|更正|应该是|记错|搞错|哦不|错了")
_MULTIPLE = re.compile(
    r"(?<!户)多重残疾?人?|(?<!户)多重残|(?<!一户)多残(?=人|的|，|。|$)|(?:两种|三种|好几种"
    r"|多种|几种)残疾?|两样残疾?"
)


def disabilities(message: Message, people: list[Mention]) -> list[Found]:
    """Entities `disability`, `severe`, `multiple` and `problem` (a grade above 4, two grades at once)."""
    named, graded = categories(message), grades(message)
    out = [_beyond(message, g) for g in graded if g.impossible is not None]
    graded = [g for g in graded if g.impossible is None]
    out += _multiple(message)
    pairs = _pair(message, named, graded, people)
    pairs = [(c, g) for c, g in pairs if c is None or g or not _anybody(message, c, people)]
    by_person: dict[str | None, list[tuple[Category | None, Grade | None]]] = {}
    for category, grade in pairs:
        at = min(x.start for x in (category, grade) if x is not None)
        end = max(x.end for x in (category, grade) if x is not None)
        whom = person_of(message, people, at, end, apposed=grade is None)
        by_person.setdefault(whom, []).append((category, grade))
    if len(by_person) == 2 and None in by_person:
        # Said before anybody was named, of the only one who is.
        before = by_person.pop(None)
        by_person = {whom: before + held for whom, held in by_person.items()}
    for whom, held in by_person.items():
        out += _of_one_person(message, held, whom)
    return out


def _anybody(message: Message, category: Category, people: list[Mention]) -> bool:
    """“影响盲人通行”: a group, unless somebody was named or is said to be one."""
    if message.text[category.end - 1] != "人" or len(message.text) <= 6:
        return False
    said_to_be = re.search(r"(?:是|个|名|位)$", message.text[: category.start])
    return person_at(people, category.start) is None and not said_to_be


def _pair(
    message: Message, named: list[Category], graded: list[Grade], people: list[Mention]
) -> list[tuple[Category | None, Grade | None]]:
    """Each grade joins the category next to it; what finds no partner stands alone."""
    pairs: list[tuple[Category | None, Grade | None]] = []
    used: set[int] = set()
    for i, grade in enumerate(graded):
        floor = graded[i - 1].end if i else 0
        mates = _mates(message, named, grade, floor, used, people)
        used |= set(mates)
        pairs += [(named[k], grade) for k in mates] or [(None, grade)]
    pairs += [(c, None) for k, c in enumerate(named) if k not in used]
    return pairs


def _mates(
    message: Message, named: list[Category], grade: Grade, floor: int, used: set[int], people: list[Mention]
) -> list[int]:
    """Indexes of the categories a grade belongs to: the one right behind it (二级肢体残疾), else the
    nearest before it in the same person's words, with those listed together with it (精神、智力三四级)."""
    for k, c in enumerate(named):
        if (
            c.start >= grade.end
            and k not in used
            and _GRADE_FIRST.fullmatch(message.text[grade.end : c.start])
        ):
            if not _graded_itself(message, c):
                return [k]
            break
    before = [
        k for k, c in enumerate(named) if c.start < grade.end and c.end > floor and c.start < grade.start + 1
    ]
    before = [k for k in before if k not in used or named[k].start >= floor]
    if not before:
        return []
    last = before[-1]
    whom = person_at(people, grade.start)
    if person_at(people, named[last].start) != whom or len(message.text[named[last].end : grade.start]) > 30:
        return []
    mates = [last]
    for k in reversed(before[:-1]):
        if _LIST.fullmatch(message.text[named[k].end : named[mates[-1]].start]):
            mates.append(k)
    return mates[::-1]


def _graded_itself(message: Message, category: Category) -> bool:
    """听力二级视力一级: 视力 has its own grade behind it and does not take the one before."""
    return bool(
        re.match(r"(?:残疾?)?(?:是|为)?[一二三四1-4](?:级|$|[，。？！ ])", message.text[category.end :])
    )


def _of_one_person(
    message: Message, held: list[tuple[Category | None, Grade | None]], whom: str | None
) -> list[Found]:
    """The list for one person; a statement that cannot be true becomes a problem instead."""
    if any(c and c.certain and g for c, g in held):
        # The certificate's own words are there: illnesses told beside them are not further entries.
        held = [(c, g) for c, g in held if c is None or c.certain or g]
    spread_over_many = (
        any(g and g.spread and c for c, g in held) and len({c.category for c, _ in held if c}) > 1
    )
    if spread_over_many:
        return []  # “精神智力三四级”: the policy's group, nobody's certificate
    loose = [g for c, g in held if c is None and g]
    in_categories = [(c, g) for c, g in held if c]
    out = _severe_of([g for _, g in held if g], message, whom)
    kinds = list(dict.fromkeys(c.category for c, _ in in_categories))
    if len(kinds) == 1 and loose:
        in_categories += [(in_categories[0][0], g) for g in loose]
        loose = []
    for kind in kinds:
        out += _entry(message, kind, [(c, g) for c, g in in_categories if c.category == kind], whom)
    if not kinds:
        out += _without_category(message, loose, whom)
    return out


def _entry(
    message: Message, kind: str, held: list[tuple[Category, Grade | None]], whom: str | None
) -> list[Found]:
    said = list(dict.fromkeys(g.grade for _, g in held if g and g.grade))
    if len(said) > 1 and _CORRECTED.search(message.text):
        said = said[-1:]
    spans = [_span(c, g) for c, g in held if not said or (g and g.grade in said)]
    start, end = min(spans, key=lambda s: s[1] - s[0])
    if len(said) > 1:
        return [_found(message, "problem", _two(kind, said), start, end, whom)]
    value = {"category": kind, "grade": said[0] if said else None}
    return [_found(message, "disability", value, start, end, whom)]


def _span(category: Category, grade: Grade | None) -> tuple[int, int]:
    if grade is None:
        return category.start, category.end
    return min(category.start, grade.start), max(category.end, grade.end)


def _without_category(message: Message, loose: list[Grade], whom: str | None) -> list[Found]:
    said = list(dict.fromkeys(g.grade for g in loose if g.grade))
    if len(said) > 1 and _CORRECTED.search(message.text):
        loose, said = loose[-1:], said[-1:]
    if len(said) > 1:
        # Several grades and nobody's name: a question about grades. About a person it is a contradiction.
        return (
            [_found(message, "problem", _two(None, said), loose[0].start, loose[-1].end, whom)]
            if whom
            else []
        )
    exact = [g for g in loose if g.grade] or [g for g in loose if g.severe]
    if not exact or (any(g.spread for g in loose) and not exact[0].severe):
        return []
    value = {"category": None, "grade": said[0] if said else None}
    return [_found(message, "disability", value, exact[0].start, exact[0].end, whom)]


def _severe_of(held: list[Grade], message: Message, whom: str | None) -> list[Found]:
    unclear = [g for g in held if g.grade is None and g.severe]
    if not unclear or any(g.grade for g in held):
        return []
    return [_found(message, "severe", True, unclear[0].start, unclear[0].end, whom)]


def _multiple(message: Message) -> list[Found]:
    return [
        _found(message, "multiple", True, m.start(), m.end(), None)
        for m in _MULTIPLE.finditer(message.text)
        if not message.negated(m.start()) and not message.asked(m.start())
    ]


def _two(kind: str | None, said: list[int]) -> dict[str, Any]:
    return {"kind": "two_grades", "fact": "grade", "category": kind, "said": said}


def _beyond(message: Message, grade: Grade) -> Found:
    value = {"kind": "out_of_range", "fact": "grade", "said": grade.impossible}
    return _found(message, "problem", value, grade.start, grade.end, None)


def _found(message: Message, entity: str, value: Any, start: int, end: int, whom: str | None) -> Found:
    return Found(entity, value, start, end, message.text[start:end], whom)
