"""Find every phone and identity number in what people type, however they write it.

The text is mapped sign by sign onto a small alphabet, so that a place in the map is a place in the text.
When in doubt a number counts as private: whether it can be rung is decided later.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from casework.digits import digit

#: Signs that nobody sees; numbers written with them are one number.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\ufe0f\u20e3\u00ad")
_TIGHT = frozenset(" \t\u3000\u00a0\u2002\u2003\u2009-–—－‐‑−~_.．·•()（）[]【】*")
_LOOSE = frozenset(",，、。;；:：/|\n\r")
#: What is said between the groups of a dictated number.
_FILLERS = re.compile(r"然后|后面是|后面|再|杠|横杠|空格|啊|呃|嗯|那个")
_X = frozenset("xXｘＸⅩⅹ×✕叉")
_RUN = re.compile(r"\+?[ ]?(?:\d[ ,~]{0,4})+[Xx]?(?:~*\d){0,2}")
_ATOM = re.compile(r"\d(?:~*\d)*")
_LOCAL = re.compile(r"(电话|座机|固话|号码|联系|打|拨)[^0-9]{0,6}$")
_GROUPS = {(3, 4, 4), (3, 3, 5), (3, 8), (7, 4), (4, 7), (3, 7), (4, 8), (3, 4, 3), (3, 3, 4), (4, 3, 4)}
_BIRTH = re.compile(r"[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
_MOST_ATOMS = 22


class Private(NamedTuple):
    """One number: `kind` is `phone` or `id`, `text[start:end]` its place, `value` its plain digits."""

    kind: str
    start: int
    end: int
    value: str


@dataclass(frozen=True)
class _Atom:
    start: int
    end: int
    digits: str


def find_private(text: str) -> list[Private]:
    """All private numbers in `text`, from left to right, not overlapping."""
    plain = _map(text)
    found: list[Private] = []
    for run in _RUN.finditer(plain):
        found += _in_run(plain, run.start(), run.end())
    found += _local_numbers(plain, text, found)
    return sorted(found, key=lambda hit: hit.start)


def _map(text: str) -> str:
    signs = [_sign(char) for char in text]
    for filler in _FILLERS.finditer(text):
        signs[filler.start() : filler.end()] = "," * len(filler.group())
    plain = "".join(signs)
    return re.sub(r"(?<=\d)o+(?=\d)", lambda hit: "0" * len(hit.group()), plain)


def _sign(char: str) -> str:
    value = digit(char)
    if value is not None:
        return value
    for signs, mapped in (
        (_INVISIBLE, "~"),
        (_TIGHT, " "),
        (_LOOSE, ","),
        (_X, "X"),
        ("+＋", "+"),
        ("oO", "o"),
    ):
        if char in signs:
            return mapped
    return "#"


def _in_run(plain: str, start: int, end: int) -> list[Private]:
    atoms = [
        _Atom(hit.start(), hit.end(), hit.group().replace("~", ""))
        for hit in _ATOM.finditer(plain, start, end)
    ]
    found: list[Private] = []
    i = 0
    while i < len(atoms):
        hit, used = _longest(plain, atoms, i)
        if hit:
            found.append(hit)
        i += used
    return found


def _longest(plain: str, atoms: list[_Atom], i: int) -> tuple[Private | None, int]:
    """The number that begins with atom i: a complete atom, else the most atoms that make a whole number,

    else (mistyped) the most that nearly make one: “138 0000 1234 3点” must not take the 3.
    """
    for nearly in (False, True):
        for j in [i, *range(min(len(atoms), i + _MOST_ATOMS) - 1, i, -1)]:
            group = atoms[i : j + 1]
            # An atom that is a whole number by itself is not the tail of another one.
            if j > i and any(_whole(a.digits) for a in group):
                continue
            hit = _identity(plain, group) or _phone(plain, group)
            if hit and (nearly or j == i or not _nearly(hit)):
                return hit, sum(1 for a in atoms[i:] if a.start < hit.end)
    return None, 1


def _nearly(hit: Private) -> bool:
    national = re.sub(r"^(?:0086|86)(?=1\d{10}$)", "", hit.value)
    return hit.kind == "phone" and national[0] == "1" and len(national) != 11


def _whole(digits: str) -> bool:
    return len(digits) >= 15 or (len(digits) == 11 and digits[0] == "1")


def _identity(plain: str, group: list[_Atom]) -> Private | None:
    """Identity card (18, 15 signs) and disability certificate (20, after a reissue more) and bank cards."""
    start, end = group[0].start, group[-1].end
    joined = "".join(a.digits for a in group)
    tail = re.compile(r"[ ~]*X(?:[ ~]*\d{2})?").match(plain, end)
    if tail and len(joined) == 17 and (len(group) == 1 or _BIRTH.fullmatch(joined + "X")):
        value = joined + re.sub(r"[ ~]", "", tail.group())
        return Private("id", start, tail.end(), value)
    if len(group) == 1:
        mobile = re.fullmatch(r"(?:00)?86(1\d{10})", joined)
        return None if len(joined) < 13 or mobile else Private("id", start, end, joined)
    if len(joined) in (18, 20) and _BIRTH.fullmatch(joined[:18]):
        return Private("id", start, end, joined)
    return None


def _phone(plain: str, group: list[_Atom]) -> Private | None:
    start, end = group[0].start, group[-1].end
    joined = "".join(a.digits for a in group)
    plus = start > 0 and plain[start - 1] == "+"
    if plus and 8 <= len(joined) <= 15:
        return Private("phone", start - 1, end, "+" + joined)
    national = re.sub(r"^(?:0086|86)(?=1\d{10}$)", "", joined)
    if not 10 <= len(national) <= 12:
        return None
    if len(group) > 1 and not _plausible(national, group, plain[start:end]):
        return None
    if len(group) == 1 and re.fullmatch(r"(?:400|800)\d{7}", national):
        return None  # a public service line is nobody's private number
    return Private("phone", start, end, joined)


def _plausible(national: str, group: list[_Atom], span: str) -> bool:
    """Whether numbers side by side are the groups of one phone number, not sums, years or a date."""
    sizes = tuple(len(a.digits) for a in group)
    spelled = max(sizes) == 1
    if spelled:
        return national[0] in "01"
    if re.match(r"19\d\d", group[0].digits) and len(group[0].digits) == 4 and sizes[1] <= 2:
        return False
    if national[0] == "0":
        return sizes[0] in (3, 4, 5) or sizes in _GROUPS
    mobile = re.match(r"1[3-9]", national) is not None
    if "," in span:
        return mobile and (sizes in _GROUPS or max(sizes) <= 2)
    if len(national) == 11:
        return mobile
    return mobile and (sizes[0] in (3, 5, 7) or max(sizes) <= 2)


def _local_numbers(plain: str, text: str, found: list[Private]) -> list[Private]:
    """Landline numbers without area code, only where the words before say that it is one."""
    local = []
    for hit in re.finditer(r"(?<![\d.])[2-8]\d{2}[ ]?\d{4}(?![\d.]|[ ,]?\d)", plain):
        taken = any(hit.start() < f.end and f.start < hit.end() for f in found)
        if not taken and _LOCAL.search(text[: hit.start()]):
            local.append(Private("phone", hit.start(), hit.end(), re.sub(r"\D", "", hit.group())))
    return local
