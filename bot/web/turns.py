"""A talk as the page shows it: one entry for each time somebody speaks, and what can be pressed now."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from casework.transcript import Line

ME, BOT, OFFICE = "我", "伊助", "工作人员回信"
Pair = tuple[str, str]  # of a button: title, sealed value; of a link: title, path


@dataclass(frozen=True)
class Entry:
    """What one side said in one go."""

    who: str
    lines: list[Line] = field(default_factory=list)

    @property
    def mine(self) -> bool:
        """Whether the person said it."""
        return self.who == ME

    @property
    def office(self) -> bool:
        """Whether a caseworker wrote it."""
        return self.who == OFFICE

    @property
    def offers(self) -> list[str]:
        """Titles of the buttons that came with it."""
        return [title for line in self.lines for title, _ in line.buttons]


def entries(lines: Sequence[Line]) -> list[Entry]:
    """The lines, those of one reply together; each message of the person stays one of its own."""
    found: list[Entry] = []
    for line in lines:
        who = ME if line.mine else OFFICE if line.office else BOT
        if line.mine or not found or found[-1].who != who:
            found.append(Entry(who))
        found[-1].lines.append(line)
    return found


def choices(lines: Sequence[Line]) -> list[tuple[Pair, ...]]:
    """Buttons of the newest reply, a group for each of its parts that has some, the last part's first."""
    newest: list[tuple[Pair, ...]] = []
    for line in reversed(lines):
        if line.mine:
            break
        if line.buttons:
            newest.append(line.buttons)
    return newest
