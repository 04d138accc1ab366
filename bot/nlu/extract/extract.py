"""Everything a message states, put together: one person's facts, no contradictions, no mere lists."""

import re
from datetime import date

from bot.nlu.extract.age import ages
from bot.nlu.extract.claims import claims
from bot.nlu.extract.disability import disabilities
from bot.nlu.extract.found import Found
from bot.nlu.extract.household import household
from bot.nlu.extract.manner import manners
from bot.nlu.extract.meaning import meaning
from bot.nlu.extract.message import Message
from bot.nlu.extract.money import hospital_stay, money
from bot.nlu.extract.needs import needs
from bot.nlu.extract.normalise import normalise
from bot.nlu.extract.numbers import NUMERAL, at, years
from bot.nlu.extract.ordinal import ordinals
from bot.nlu.extract.people import Mention, focus, mentions, person_at
from bot.nlu.extract.place import other_places
from bot.nlu.extract.residence import certified, local_hukou, residence
from bot.nlu.extract.study import tertiary_student
from bot.nlu.extract.talk import talk
from bot.nlu.extract.when import whens
from bot.nlu.questions import asks

_PHONE = re.compile(r"⟦phone:[a-z0-9]{8}⟧")
# Facts that belong to one person, not to the household.
_PERSONAL = {
    "age",
    "residence",
    "disability",
    "severe",
    "multiple",
    "certified",
    "public_payroll",
    "fully_insured",
    "orphan",
}
# Groups that the policy lists beside each other; three of them in one breath are its list, not a person.
_GROUPS = {
    "severe", "multiple", "multi_disabled_household", "elderly_disabled_household", "three_withouts",
    "minimum_living_allowance", "extreme_poverty", "orphan", "hardship",
}  # fmt: skip
_GROUP_WORDS = re.compile(r"重度残?|多重残?|一户多残|老残一体|以老养残|三无|低保|特困|五保|孤儿|困难户")
_CLAUSE = re.compile(r"(?<=[，。？！；])")
_SUPPOSED = re.compile(r"要是|如果|假如|假设|假使|倘若|若是|换成|搬到|搬去")


def extract(text: str, today: date) -> list[Found]:
    """All entities of docs/architecture.md that a message states, in order of place.

    Positions count in `normalise(text)`; a text already normalised stays as it is. `today` settles
    years of birth and days of the week. What is asked, denied of somebody, wished for, or said of
    another person than the one it is about is left out: a wrong fact would make a wrong sum.
    """
    message = Message(normalise(text))
    if not message.text:
        return []
    people = mentions(message)
    answer = talk(message) or meaning(message)
    if answer:
        return answer + _about(message, focus(people, []))
    found = disabilities(message, people)
    found += _of_person(certified(message), people)
    about = _asked_about(message.text, people, _disabled(found)) or focus(people, _disabled(found))
    found += ages(message, today, people)
    found += (
        _residence(message, people)
        + local_hukou(message)
        + _of_person(household(message), people)
        + needs(message)
    )
    found += _money_and_stay(message) + tertiary_student(
        message, people, about.relation if about else None, bool(_disabled(found))
    )
    others = _of_others(found, about)
    found = _without_lists(message.text, _agreeing(_of_one(found, about)), people) + others
    found += ordinals(message)
    found += (
        claims(message) + whens(message, today) + manners(message) + other_places(message) + _phones(message)
    )
    found += _supposed(message, found)
    found += _about(message, about)
    found += _bare_number(message, found)
    return sorted(found, key=lambda f: (f.start, f.end))


def _about(message: Message, whom: Mention | None) -> list[Found]:
    """Whom the message is about, as an entity."""
    if whom is None:
        return []
    word = message.text[whom.start : whom.end]
    return [Found("person", whom.relation, whom.start, whom.end, word, whom.key)]


def _disabled(found: list[Found]) -> list[str | None]:
    """Who is said to be disabled: by category or grade, else by holding the certificate."""
    named = [f for f in found if f.entity in ("disability", "severe")]
    return [f.whom for f in named or [f for f in found if f.entity == "certified" and f.value]]


def _asked_about(text: str, people: list[Mention], disabled: list[str | None]) -> Mention | None:
    """Of several disabled people the one named in the clause that asks (…我老婆听力二级，她一年补多少)."""
    if len({whom for whom in disabled if whom}) < 2:
        return None
    start = 0
    for piece in _CLAUSE.split(text):
        end = start + len(piece)
        named = [p for p in people if start <= p.start < end and p.key in disabled]
        if named and asks(piece):
            return named[-1]
        start = end
    return None


def _of_person(found: list[Found], people: list[Mention]) -> list[Found]:
    return [Found(f.entity, f.value, f.start, f.end, f.text, person_at(people, f.start)) for f in found]


def _money_and_stay(message: Message) -> list[Found]:
    sums = money(message)
    if any(f.entity in ("inpatient", "own_cost") for f in sums):
        return sums
    if any(f.entity == "problem" and f.value.get("fact") == "inpatient" for f in sums):
        return sums
    return sums + hospital_stay(message)


def _of_one(found: list[Found], about: Mention | None) -> list[Found]:
    """Only the facts of the person it is about; what nobody in particular was named for stays."""
    if about is None:
        return found
    return [f for f in found if f.entity not in _PERSONAL or f.whom in (None, about.key)]


def _of_others(found: list[Found], about: Mention | None) -> list[Found]:
    """Entity `of_another`: what is said of somebody whom the message is not about, with that person's key.

    It is no fact of the one asked about, but is remembered for when the talk comes to the other.
    """
    if about is None:
        return []
    said: dict[str, list[Found]] = {}
    for f in found:
        if f.entity in _PERSONAL and f.whom not in (None, about.key):
            said.setdefault(str(f.whom), []).append(f)
    return [
        Found("of_another", {"key": key, "entity": f.entity, "value": f.value}, f.start, f.end, f.text, key)
        for key, facts in said.items()
        for f in _agreeing(facts)
    ]


def _residence(message: Message, people: list[Mention]) -> list[Found]:
    """One registration is the household's; two are each of the person named before it, or nobody's."""
    found = residence(message)
    if len({f.value for f in found}) < 2:
        return found[:1]
    each = _of_person(found, people)
    whose = {f.whom: f.value for f in each}
    return each if None not in whose and len(whose) == len(each) else []


def _agreeing(found: list[Found]) -> list[Found]:
    """Each fact once; a fact said with two different values (and no denial of one) not at all."""
    values: dict[str, list[Found]] = {}
    for f in sorted(found, key=lambda f: f.start):
        values.setdefault(f.entity, []).append(f)
    out: list[Found] = []
    for entity, said in values.items():
        if entity in ("disability", "problem", "money"):
            out += said
        elif all(f.value == said[0].value for f in said):
            out.append(said[0])
    kinds = [f.value["category"] for f in out if f.entity == "disability"]
    doubled = {k for k in kinds if kinds.count(k) > 1}
    return (
        [f for f in out if f.entity != "disability" or f.value["category"] not in doubled] if doubled else out
    )


def _without_lists(text: str, found: list[Found], people: list[Mention]) -> list[Found]:
    if people or len({m.group() for m in _GROUP_WORDS.finditer(text)}) < 3:
        return found
    nobody = {"category": None, "grade": None}
    return [f for f in found if f.entity not in _GROUPS and f.value != nobody]


def _phones(message: Message) -> list[Found]:
    return [Found("phone", m.group(), m.start(), m.end(), m.group()) for m in _PHONE.finditer(message.text)]


def _supposed(message: Message, found: list[Found]) -> list[Found]:
    """Entity `hypothetical`: the facts beside it are only supposed (要是评成二级呢)."""
    for m in _SUPPOSED.finditer(message.text):
        clause_end = m.start() + len(message.after(m.start()))
        if any(m.start() <= f.start < clause_end for f in found):
            return [Found("hypothetical", True, m.start(), m.end(), m.group())]
    return []


_ONLY_NUMBER = re.compile(
    rf"(?:大概|大约|差不多|快|将近|就|是|有)*(?P<minus>-|负)?(?P<n>{NUMERAL})(?P<u>个|口|名"
    rf"|人)?(?:左右|上下|多|了|吧|来)*[。！]?"
)
_ONLY_SPAN = re.compile(rf"(?:半年|{NUMERAL}个?(?:年|月)半?)(?:了|吧|前)*[。！]?")


def _bare_number(message: Message, found: list[Found]) -> list[Found]:
    """`number`: the whole message is a number or a span of years, an answer to what was asked."""
    if any(f.entity in ("age", "disability", "problem", "when") for f in found):
        return []
    if _ONLY_SPAN.fullmatch(message.text):
        value = years(message.text)
        return [] if value is None else [Found("number", value, 0, len(message.text), message.text)]
    m = _ONLY_NUMBER.fullmatch(message.text)
    number = at(message.text, m.start("n"), m.end("n")) if m else None
    if m is None or number is None:
        return []
    if m["minus"]:
        said = {"kind": "negative", "fact": "number", "said": -number.value, "value": None}
        return [Found("problem", said, 0, len(message.text), message.text)]
    if number.approximate:
        said = {"kind": "approximate", "fact": "number", "said": number.value, "value": number.value}
        return [Found("problem", said, 0, len(message.text), message.text)]
    return [Found("number", number.value, 0, len(message.text), message.text)]
