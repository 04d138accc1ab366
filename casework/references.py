"""The number (编号) by which a person names their call-back over the phone: `4821-6350-7`.

Eight random digits and a Damm check digit, which catches every single wrong digit and every swap of
two neighbours. The first is 2-9, so that no reference looks like the beginning of a phone number.
"""

import secrets

from casework.digits import digit
from casework.errors import InvalidReference

#: Damm's totally anti-symmetric quasigroup of order 10.
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
_INSIDE_CODE = frozenset("-–—－‐‑")
_SEPARATORS = frozenset(" -–—－‐‑.·、,，/_　\t\u200b编号:：#")


def new() -> str:
    """A fresh reference of nine digits, without dashes; one of 80 million, from the system's randomness."""
    body = str(secrets.randbelow(80_000_000) + 20_000_000)
    return body + _check(body)


def show(reference: str) -> str:
    """Nine digits in groups, as people read them out."""
    return f"{reference[:4]}-{reference[4:8]}-{reference[8:]}"


def parse(text: str) -> str:
    """The nine digits of what a person typed or dictated, and nothing but a reference.

    Raises:
        InvalidReference: another length, other words around it, or a wrong check digit.
    """
    digits = ""
    for char in text.strip():
        value = digit(char)
        if value is None and char not in _SEPARATORS:
            raise InvalidReference
        digits += value or ""
    if not _is_reference(digits):
        raise InvalidReference
    return digits


def search(text: str) -> str | None:
    """The first reference inside a free text (“我的编号4821-6350-7办了没”), or None."""
    run = ""
    for char in text + "\n":
        value = digit(char)
        if value is not None:
            run += value
        elif _is_reference(run):
            return run
        elif char not in _SEPARATORS:
            run = ""
    return None


def new_code() -> str:
    """A short code (续办码) for an unfinished application: five digits and a check digit.

    Seven would be taken for a landline number.
    """
    body = str(secrets.randbelow(80_000) + 20_000)
    return body + _check(body)


def show_code(code: str) -> str:
    """A short code in groups: `482-615`."""
    return f"{code[:3]}-{code[3:]}"


def search_code(text: str) -> str | None:
    """The first short code inside a free text (“接着办482-615”), or None."""
    run = ""
    for char in text + "\n":
        value = digit(char)
        if value is not None:
            run += value
        elif len(run) == 6 and run[0] in "23456789" and _check(run[:5]) == run[5]:
            return run
        elif char not in _INSIDE_CODE:
            run = ""
    return None


def _is_reference(digits: str) -> bool:
    return len(digits) == 9 and digits[0] in "23456789" and _check(digits[:8]) == digits[8]


def _check(body: str) -> str:
    interim = 0
    for char in body:
        interim = int(_DAMM[interim][int(char)])
    return str(interim)
