"""The small interface between a door and the assistant: a message in, pieces out, what the door can do."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

Kind = Literal["text", "press", "order", "easy", "notice", "more"]


@dataclass(frozen=True)
class Capabilities:
    """What a door can show. Texts are plain everywhere: markup is read aloud as noise.

    `buttons`: `inline` (a token behind each), `numbered` (a list to answer with a number) or `none`.
    `longest`: the longest message, as `measure` counts it. `joins`: several replies of one turn travel
    better as one message. `pushes`: the door can write to a person by itself. `patience`: seconds in which
    an answer may travel back inside the request that brought the message; 0 where there is no such way.
    """

    buttons: Literal["inline", "numbered", "none"] = "numbered"
    longest: int = 1000
    measure: Callable[[str], int] = len
    joins: bool = False
    pushes: bool = True
    patience: float = 0.0


@dataclass(frozen=True)
class Incoming:
    """A message as a door hands it in.

    `key`: the door's own number of the message, by which a repeated one is known. `address`: where the
    answer goes; personal, kept sealed. `kind`: `text` typed by the person, `press` of a button (`value` is
    its token), `order` (`value` is a payload that the door itself issues, for a menu), `easy` (easy words
    on, or off again), `notice` (nothing to ask; only `first` is said), `more` (nothing to ask: only what
    waits is wanted). `first`: words of the
    door to be said before the answer. `origin`: what the door needs to find the pressed message again.
    """

    key: str
    address: str
    kind: Kind
    value: str = ""
    first: str = ""
    origin: str = ""

    def as_json(self) -> dict[str, Any]:
        """What is kept of it; key and address are kept elsewhere."""
        return {"kind": self.kind, "value": self.value, "first": self.first, "origin": self.origin}


@dataclass(frozen=True)
class Piece:
    """One message to a person. `buttons`: (title, token) pairs; `closes`: the `origin` whose buttons go."""

    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    closes: str = ""

    def as_json(self) -> dict[str, Any]:
        """As it is kept until it is delivered."""
        return asdict(self)

    @staticmethod
    def of(kept: dict[str, Any]) -> "Piece":
        """The piece that was kept."""
        return Piece(kept["text"], tuple((title, token) for title, token in kept["buttons"]), kept["closes"])


class Later(Exception):
    """Not delivered now; try again in `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__("later")
        self.seconds = seconds


class Gone(Exception):
    """This person has shut the door: nothing can be delivered until they write again."""


class OnlyInAnswer(Exception):
    """The door lets us write to this person only after they write again; the piece waits for that."""


class Undeliverable(Exception):
    """This piece can never be delivered; `reason` is a word for the log, without anything personal."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Door(Protocol):
    """What a new door has to be."""

    @property
    def name(self) -> str:
        """At most 16 letters; it stands in logs, figures and call-backs."""

    @property
    def capabilities(self) -> Capabilities:
        """What the door can show."""

    async def deliver(self, address: str, piece: Piece) -> None:
        """Bring a piece to a person; raise Later, Gone, OnlyInAnswer or Undeliverable when that fails."""

    async def busy(self, address: str) -> None:
        """Show that an answer is on its way, where a door can; must not raise."""
