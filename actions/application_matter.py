"""What is applied for: found in what was said, its title and office, and what the assessment says of it."""

import re
from dataclasses import dataclass
from typing import Any

from actions.application_draft import ApplicationDraft
from actions.buttons import Button, button
from actions.known import who
from actions.memory import Memory
from actions.turn import Turn, today
from casework.offices import office_for
from policy_kb.current import current
from policy_kb.result.build import result_of
from policy_kb.validity import promulgated

#: The matter where nothing of the policy fits what the person said.
OWN_WORDS = "own_words"
_LONGEST = 40  # characters of a matter in the person's own words
_SHARED = 2  # characters that the words and the title of a benefit must have in common
_BY_NEED = {
    "needs_device": "assistive_device",
    "needs_home_modification": "home_modification",
    "needs_day_care": "day_care",
}
_OFFERED = 5
#: Offered to somebody of whom nothing is known yet.
_USUAL = ("disability_subsidy", "assistive_device", "home_modification", "temporary_relief", "inpatient_aid")
#: Words that ask for an application and do not say of what.
_ABOUT_APPLYING = re.compile(
    r"申请|申领|办理|登记|报名|开始|在线|网上|这里|这儿|你这|填一?下?表?|提交|递上?|交上?|开个?|单子?|表格?"
    r"|我想要?|我要|需要|想要?|可以|能不能|能|给|帮|替|我们?|俺|咱|他|她|您|你|这个|那个|就|现在|马上|赶紧|接着|继续|再|上次|刚才|存下?|没写完|没填完|续办码|口令|不用了|没事了|好吧?|一下|个|份|一|吧|吗|呢|了|的|是|上|办|要"
)
_SIGNS = re.compile(r"[\s,.;:!?，。；：！？、“”()（）~…-]+|⟦\w+:\w+⟧")


@dataclass(frozen=True)
class Told:
    """What is known and reckoned of one application, in plain words for the person and the office."""

    facts: tuple[str, ...] = ()
    sum: str = ""
    open: tuple[str, ...] = ()
    refused: str = ""

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "facts": list(self.facts),
            "sum": self.sum,
            "open": list(self.open),
            "refused": self.refused,
        }


def hear_matter(draft: ApplicationDraft, turn: Turn, asked: bool = False) -> None:
    """Take up what the message applies for, if it says so.

    Args:
        asked: what for was just asked, so that whatever was said is the answer.
    """
    named = turn.value("topic")
    if named and matter_id(named):
        draft.matter, draft.words = matter_id(named), ""
        return
    words = _own_words(turn)
    if turn.by_button or (len(words) < _SHARED and not asked):
        return
    found = _read(turn, words)
    if found or draft.matter is None:
        draft.matter, draft.words = found or OWN_WORDS, turn.text.strip()[:_LONGEST]


def _read(turn: Turn, words: str) -> str | None:
    """The benefit that the message most likely means: by a need it states, else by the classifier and by the
    words it shares with the title; None where nothing fits.
    """
    for entity, benefit in _BY_NEED.items():
        if turn.value(entity):
            return benefit
    kb, likely = current(), [name for name, _ in turn.topics()]
    titles = {
        kb.topics[name].benefit: kb.topics[name].title + kb.benefits[kb.topics[name].benefit].title
        for name in reversed(likely)
        if kb.topics[name].benefit in kb.benefits
    }
    shared = {benefit: len(set(words) & set(title)) for benefit, title in titles.items()}
    best = max(reversed(shared), key=lambda benefit: shared[benefit], default=None)
    return best if best and shared[best] >= _SHARED else None


def _own_words(turn: Turn) -> str:
    text = turn.text
    for entity in turn.entities:
        if entity["entity"] == "person" and entity.get("text"):
            text = text.replace(entity["text"], "")
    return _SIGNS.sub("", _ABOUT_APPLYING.sub("", text))


def matter_id(name: str) -> str | None:
    """The benefit a name stands for, or the topic where no benefit belongs to it; None if unknown."""
    kb = current()
    if name in kb.benefits:
        return name
    topic = kb.topics.get(name)
    if topic is None or topic.is_overview:
        return None
    return topic.benefit or topic.id


def title_of(draft: ApplicationDraft) -> str:
    """What is applied for, as a resident names it."""
    kb = current()
    if draft.matter in kb.benefits:
        return kb.benefits[draft.matter].title
    return kb.topics[draft.matter].title if draft.matter in kb.topics else draft.words


def clause_of(draft: ApplicationDraft) -> str | None:
    """The clause that decides the office."""
    kb = current()
    if draft.matter in kb.benefits:
        return str(kb.benefits[draft.matter].clause)
    return kb.topics[draft.matter].clauses[0] if draft.matter in kb.topics else None


def office_of(draft: ApplicationDraft) -> str:
    """Who will look at it."""
    return office_for(clause_of(draft))


def offers(memory: Memory) -> list[Button]:
    """Buttons for what the person may apply for: what they get by their facts, else what is asked for most."""
    kb = current()
    gains: list[str] = []
    if memory.facts:
        gains = [one.id for one in result_of(kb, memory.facts, today(), who(memory), promulgated()).gains]
    ids = [one for one in (gains or _USUAL) if one in kb.benefits][:_OFFERED]
    return [button(kb.benefits[one].title, "apply", topic=one) for one in ids]


def told_of(draft: ApplicationDraft, memory: Memory) -> Told:
    """What is known of the person, and what that means for this benefit."""
    kb, facts = current(), memory.profiles.get(draft.person, {})
    about = draft.matter if draft.matter in kb.benefits else None
    result = result_of(kb, facts, today(), "", promulgated(), about=about)
    if about is None:
        return Told(result.facts)
    gain = result.gains[0] if result.gains else None
    return Told(
        result.facts,
        "" if gain is None else gain.amount or "能享受",
        tuple(one.decided_by for one in result.open),
        result.refused[0].reason if result.refused else "",
    )
