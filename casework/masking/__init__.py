"""Take out of a message what could tell who wrote it; sums, grades, ages and illnesses stay: they are the
question. Numbers first, since a number beside a name gives the name away.
"""

from casework.masking.names import without_names
from casework.masking.numbers import without_numbers
from casework.masking.places import without_places

__all__ = ["mask"]


def mask(text: str) -> str:
    """The message on one line, without numbers of people, names and addresses, as far as patterns can tell."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(without_places(without_names(without_numbers(plain))).split())
