"""Replies in the form in which a door can show them: cut, joined, with buttons or numbered choices."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.doors import words
from bot.doors.interface import Capabilities, Piece
from bot.doors.split import split
from bot.gateway.chat import Reply
from casework.choices import Choice, new_token

# A question that is itself answered with a number ("您今年多大？"); its choices get letters.
_ASKS_NUMBER = re.compile(r"几|多少|多大|号码|电话")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def shape(
    replies: Sequence[Reply], can: Capabilities, keyboard: str, closes: str = "", base: str = ""
) -> tuple[list[Piece], list[Choice]]:
    """Return the pieces to deliver and the choices to keep; `keyboard` names those of this turn.

    The buttons of a reply carry payloads; here they become tokens, or numbers written below the text.
    `base`: the address of our own pages, without which no link to one can be shown.
    """
    pieces: list[Piece] = []
    choices: list[Choice] = []
    for reply in replies:
        issued = _issue(reply, keyboard, len(choices)) if can.buttons != "none" else []
        text = reply.text
        if base:
            text = "\n".join([text, *(f"{title}：{base}{path}" for title, path in reply.links)])
        if can.buttons == "numbered" and issued:
            text = f"{text}\n\n{_listed(reply, issued)}"
        *first, last = split(text, can.longest, can.measure) or [""]
        buttons = tuple((one.title, one.token) for one in issued) if can.buttons == "inline" else ()
        pieces += [Piece(part) for part in first] + [Piece(last, buttons)]
        choices += issued
    if can.joins:
        pieces = _joined(pieces, can)
    if closes and pieces:
        pieces[0] = Piece(pieces[0].text, pieces[0].buttons, closes)
    return pieces, choices


def with_room(can: Capabilities) -> Capabilities:
    """Where answers travel inside requests, pieces leave room for the words around them."""
    if not can.patience:
        return can
    around = "\n\n".join(["", words.LATE, max(words.MORE, words.SLOW, words.COMING, key=len)])
    return replace(can, longest=can.longest - can.measure(around))


def mark(number: int, lettered: bool) -> str:
    """What a person replies to choose: `1`, or `A` where a number would be an answer itself."""
    return _LETTERS[number - 1] if lettered and number <= len(_LETTERS) else str(number)


def _issue(reply: Reply, keyboard: str, before: int) -> list[Choice]:
    lettered = asks_number(reply)
    return [
        Choice(new_token(), f"{keyboard}{'L' if lettered else ''}", before + place, title, payload)
        for place, (title, payload) in enumerate(reply.buttons, 1)
    ]


def asks_number(reply: Reply) -> bool:
    """Whether a bare number would answer this question, so that its choices must not be numbers."""
    *_, last = re.split(r"[\n。！!]", reply.text.strip())
    question = last.endswith(("？", "?")) and _ASKS_NUMBER.search(last)
    return bool(question) and not any('"value"' in payload for _, payload in reply.buttons)


def _listed(reply: Reply, issued: list[Choice]) -> str:
    lettered = asks_number(reply)
    lines = [f"{mark(one.number, lettered)} {one.title}" for one in issued]
    return "\n".join([words.LETTERS if lettered else words.NUMBERS, *lines])


def _joined(pieces: list[Piece], can: Capabilities) -> list[Piece]:
    """Neighbours that fit into one message become one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and not joined[-1].buttons:
            both = f"{joined[-1].text}\n\n{piece.text}"
            if can.measure(both) <= can.longest:
                joined[-1] = Piece(both, piece.buttons)
                continue
        joined.append(piece)
    return joined
