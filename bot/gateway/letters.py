"""Letters from the office, for a person who comes back to the page."""

from casework import outbox, transcript
from casework.transcript import Line

DOOR = "web"


def bring(conversation: str) -> list[Line]:
    """Put waiting letters into the talk and return them, oldest first.

    They stand in the talk before they count as shown: whatever fails in between, the person finds
    them at the next visit, and once.

    Raises:
        Unavailable: the database does not answer; the letters wait on.
    """
    letters = outbox.waiting(conversation, DOOR)
    if not letters:
        return []
    transcript.add_letters(conversation, letters)
    outbox.shown([letter.id for letter in letters])
    return [Line(False, letter.text, office=True) for letter in letters]
