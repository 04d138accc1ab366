"""`tertiary_student`: the certified person, or a child of theirs, is at college."""

import re

from bot.nlu.extract.found import Found
from bot.nlu.extract.message import Message
from bot.nlu.extract.people import Mention, person_at
from bot.nlu.extract.which import relation_of

_STUDIES = re.compile(
    r"(?:考上|考到|考进|考取|录取到?|上着?|念着?|读着?|在读|正在读|就读于?|上的是?)(?:了|的"
    r"|着|个)?[^，。？！]{0,6}?(?:大学|大专|中专|本科|专科|高职|技校|职校|职高|职业学院"
    r"|学院|大中专|卫校|师范)"
    r"|(?:是|在读)(?:个)?(?:大学生|大专生|中专生|本科生)|(?:大学|大专|中专)(?:在读|新生"
    r"|大[一二三四])|今年(?:上|读)?大[一二三四](?=$|[，。？！ 了的])|(?:女|闺|子|娃|孩)大[一二三四](?=$|[，。？！ 了])"
)
_NONE = re.compile(r"(?:没有?|没人)(?:上|读|念)(?:大学|大专|中专)|家里没有?(?:大学生|学生)")
_WISH = re.compile(r"(?:能不能|怎么|想|要是|如果|以后|将来|打算|争取|没)[^，。？！]{0,5}$")


def tertiary_student(
    message: Message, people: list[Mention], about: str | None, disabled: bool
) -> list[Found]:
    """Who studies is read against who is disabled (`about`; `disabled` tells whether that was said at all);
    a grandchild's study is nobody's child's
    study unless that grandchild's parent is the disabled one, so it is left open otherwise."""
    none = _NONE.search(message.text)
    if none:
        return [Found("tertiary_student", "none", none.start(), none.end(), none.group())]
    for m in _STUDIES.finditer(message.text):
        if _WISH.search(message.before(m.start())) or message.negated(m.start()):
            continue
        student = person_at(people, m.start())
        value = _relation(student and relation_of(student), about, message.text, disabled)
        if value:
            return [Found("tertiary_student", value, m.start(), m.end(), m.group())]
    return []


def _relation(student: str | None, about: str | None, text: str, disabled: bool) -> str | None:
    if student is None:
        return "self" if about == "self" or (about is None and re.search(r"残疾大?学生", text)) else None
    if student == about:
        return "self" if disabled or student in ("self", "child") else None
    if student == "child" and about in ("self", "spouse", "mother", "father"):
        return "child"
    if student == "grandchild":
        return "child" if about in ("other", "in_law", "child") else None
    if student == "self" and about in ("mother", "father"):
        return "child"
    return None
