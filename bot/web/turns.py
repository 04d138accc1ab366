"""A talk as the page shows it: one entry for each time somebody speaks, and what can be pressed now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

ME, BOT = "我", "伊助"
Choice = tuple[str, str]  # title, sealed value


class Spoken(Protocol):
    """A line of the transcript."""

    mine: bool
    text: str
    buttons: tuple[Choice, ...]


@dataclass(frozen=True)
class Entry:
    """What one side said in one go. `offers`: titles of the buttons that came with it."""

    who: str
    texts: list[str] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)

    @property
    def mine(self) -> bool:
        """Whether the person said it."""
        return self.who == ME


def entries(lines: Sequence[Spoken]) -> list[Entry]:
    """The lines, those of one reply together; each message of the person stays one of its own."""
    found: list[Entry] = []
    for line in lines:
        who = ME if line.mine else BOT
        if line.mine or not found or found[-1].who != who:
            found.append(Entry(who))
        found[-1].texts.append(line.text)
        found[-1].offers.extend(title for title, _ in line.buttons)
    return found


def choices(lines: Sequence[Spoken]) -> list[tuple[Choice, ...]]:
    """Buttons of the newest reply, a group for each of its parts that has some, the last part's first."""
    newest: list[tuple[Choice, ...]] = []
    for line in reversed(lines):
        if line.mine:
            break
        if line.buttons:
            newest.append(line.buttons)
    return newest
