"""Cut an easy-read answer into short bubbles, at the ends of sentences; the basis stays the last line."""

from policy_kb.basis import is_basis
from policy_kb.easy_lines import easy_lines, fit, width

BUBBLE = 80  # characters a bubble may have
_GOES_ON = ("，", "、", "：", "；", ",", "】", "？")  # a heading or a question goes with what follows


def bubbles(lines: list[str], limit: int = BUBBLE) -> list[str]:
    """Pack lines into bubbles of at most `limit` characters; joined up, they are the same lines."""
    packed: list[list[str]] = []
    for group in _groups(lines):
        if packed and width("\n".join([*packed[-1], *group])) <= limit:
            packed[-1].extend(group)
        elif width("\n".join(group)) <= limit:
            packed.append(list(group))
        else:
            packed.extend(_split(group, limit))
    return ["\n".join(bubble) for bubble in packed]


def easy_bubbles(text: str) -> list[str]:
    """A fixed text as easy-read bubbles."""
    return bubbles(easy_lines(text))


def _groups(lines: list[str]) -> list[list[str]]:
    """Lines that belong together: a sentence over several lines, the basis with what stands before it."""
    groups: list[list[str]] = []
    for line in lines:
        unfinished = groups and groups[-1][-1].endswith(_GOES_ON)
        if groups and (unfinished or is_basis(line)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _split(group: list[str], limit: int) -> list[list[str]]:
    """A group too long for one bubble, line by line."""
    packed: list[list[str]] = []
    for line in (part for whole in group for part in fit(whole, limit)):
        if packed and width("\n".join([*packed[-1], line])) <= limit:
            packed[-1].append(line)
        else:
            packed.append([line])
    return packed
