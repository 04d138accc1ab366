"""The facts that an assessment may rest on (`facts.yml`): their domain and how they are asked."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policy_kb.data_files import merged

KINDS = ("bool", "choice", "number", "disabilities", "stay")
#: Facts of these groups are asked together, as one choice of what concerns the person.
CHOICES = ("standing", "needs")

CATEGORIES = ("visual", "hearing", "speech", "physical", "intellectual", "mental")
GRADES = (1, 2, 3, 4)


@dataclass(frozen=True)
class Fact:
    """One fact of a profile.

    `least` and `most` bound a number (`most` None: no bound; `whole`: integers only); `values` are the
    values of a choice with their Chinese names; a button is (title, value), value None = 不知道.
    `group`: one of `CHOICES`, asked together with the others of it; there `tick` is the button's title,
    and `said` are words by which people tick it. `after`: the fact to ask before this one; `office`: an
    office decides it and nobody is asked; `organisation`: true only of a kindergarten, an employer or an
    institution, so a resident has none unless it is said; `extra`: only benefits outside the contract's
    table rest on it; `unit`: what stands behind a number.
    """

    key: str
    kind: str
    title: str
    question: str
    easy: str
    buttons: tuple[tuple[str, Any], ...]
    why: str
    values: dict[str, str] = field(default_factory=dict)
    least: float = 0
    most: float | None = None
    whole: bool = False
    group: str | None = None
    tick: str = ""
    said: tuple[str, ...] = ()
    after: str | None = None
    office: bool = False
    organisation: bool = False
    extra: bool = False
    unit: str = ""

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def absent(self) -> Any:
        """The value that says there is no such thing: what a need left unticked counts as."""
        return {"choice": "none", "number": 0}.get(self.kind, False)


def load_facts(root: Path) -> dict[str, Fact]:
    """Read `facts.yml` below the knowledge base's folder and the additions, in their order.

    Raises:
        ValueError: a fact lacks a field, has one too many, or a kind that does not exist.
    """
    facts = {
        key: _fact(key, f"{file} 的 {key}", entry) for key, (file, entry) in merged(root, "facts").items()
    }
    _must_not_go_round(facts)
    return facts


def _fact(key: str, where: str, entry: dict[str, Any]) -> Fact:
    if entry.get("kind") not in KINDS:
        raise ValueError(f"{where}：kind 只能是 {'、'.join(KINDS)}")
    if entry.get("group") not in (None, *CHOICES):
        raise ValueError(f"{where}：group 只能是 {'、'.join(CHOICES)}，或者不写")
    try:
        buttons = tuple((str(title), value) for title, value in entry["buttons"])
        tick, said = entry.get("tick", entry["title"]), tuple(map(str, entry.get("said", ())))
        return Fact(key=key, **(entry | {"buttons": buttons, "tick": tick, "said": said}))
    except (TypeError, KeyError) as error:
        raise ValueError(f"{where}：缺了或多了一项（{error}）") from error


def _must_not_go_round(facts: dict[str, Fact]) -> None:
    for key in facts:
        before, seen = facts[key].after, {key}
        while before is not None:
            if before not in facts or before in seen:
                raise ValueError(f"facts.yml 的 {key}：after 指向不存在的事项，或者绕成了一圈（{before}）")
            seen.add(before)
            before = facts[before].after
