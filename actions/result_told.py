"""The result of an assessment in the talk: the main things in short, the whole of it behind a link."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.assessment_state import AssessmentState
from actions.buttons import Button, button, call_back
from actions.easy import wants_easy
from actions.known import who
from actions.memory import Memory
from actions.next_step import next_step
from actions.phrases import page, say
from actions.settings import public_address_known
from actions.turn import Turn, today
from actions.what_if import keeps_result
from casework.errors import CaseworkError
from casework.results import keep_result
from policy_kb.basis import basis_line
from policy_kb.current import current
from policy_kb.result.build import result_of
from policy_kb.result.model import Gain, Open, Refused, Result
from policy_kb.result.text import full_text
from policy_kb.validity import promulgated

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Shown:
    """How many of each part the talk itself names."""

    paid: int
    services: int
    open: int
    refused: int


_USUAL, _EASY, _OF_ONE = _Shown(5, 4, 3, 2), _Shown(3, 2, 2, 1), _Shown(1, 1, 3, 1)


def tell_result(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Say the result for the current person, with the next steps; returns the events that keep it in mind."""
    state, memory = AssessmentState.of(tracker), Memory.of(tracker)
    result = _result(memory, state)
    path = _kept_at(Turn.of(tracker), memory, result)
    linked = bool(path) and opens_pages(Turn.of(tracker))
    dispatcher.utter_message(
        text=_in_short(result, state, wants_easy(tracker)),
        buttons=_steps(state, memory, linked, gains=bool(result.gains)),
        json_message={"links": [{"title": "完整的结果（可以打印）", "path": path}]} if path else None,
    )
    return [keeps_result(tracker)]


def tell_all(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """The whole result as text, for doors that open no pages."""
    result = _result(Memory.of(tracker), AssessmentState.of(tracker))
    for part in full_text(current(), result).strip().split("\n\n"):
        dispatcher.utter_message(text=part)
    dispatcher.messages[-1]["buttons"] = [call_back()]


def ask_which_gain(dispatcher: CollectingDispatcher, tracker: Tracker, facet: str) -> None:
    """要什么材料 after a result: of which of the benefits told?"""
    topics = {topic.benefit: topic for topic in reversed(current().topics.values()) if topic.benefit}
    gains = _result(Memory.of(tracker), AssessmentState.of(tracker)).gains
    told = [topics[gain.id] for gain in gains if gain.id in topics][: _USUAL.paid]
    buttons = [button(topic.title, "policy", topic=topic.id, facet=facet) for topic in told]
    dispatcher.utter_message(text=say("which_gain"), buttons=[*buttons, call_back()])


def _result(memory: Memory, state: AssessmentState) -> Result:
    return result_of(current(), memory.facts, today(), who(memory), promulgated(), about=state.about)


def _in_short(r: Result, state: AssessmentState, easy: bool) -> str:
    shown = _OF_ONE if state.about else _EASY if easy else _USUAL
    refused = r.refused if not r.gains else [group for group in r.refused if group.again or _money(group)]
    paid, services = r.paid[: shown.paid], r.services[: shown.services]
    still_open, refused = r.open[: shown.open], refused[: shown.refused]
    return page(
        "result_easy.j2" if easy else "result.j2",
        r=r,
        paid=paid,
        services=services,
        open=still_open,
        refused=refused,
        more_refused=r.refused_count - sum(len(group.parts) for group in refused),
        whole=not state.about,
        basis=basis_line(_named([*paid, *services], still_open, refused)),
    )


def _named(gains: list[Gain], still_open: tuple[Open, ...], refused: Sequence[Refused]) -> list[str]:
    """The clauses of what was named: of what the person gets, else of what is open, else of what is refused."""
    first = [group.parts[0] for group in still_open] or [group.parts[0] for group in refused]
    return [gain.clause for gain in gains] or [part.clause for part in first] or ["scope"]


def _money(group: Refused) -> bool:
    return any(part.paid for part in group.parts)


def _kept_at(turn: Turn, memory: Memory, result: Result) -> str:
    """The path of the result's page; empty when it could not be kept: then nothing is promised."""
    kb = current()
    try:
        token = keep_result(turn.conversation, memory.facts, result.plain(), kb.version)
    except CaseworkError as error:
        logger.error("a result could not be kept: %s", type(error).__name__)
        return ""
    return f"/result/{token}"


def opens_pages(turn: Turn) -> bool:
    """Whether a path of ours can be opened at this door: on the web, elsewhere with a public address."""
    return turn.door == "web" or public_address_known()


def _steps(state: AssessmentState, memory: Memory, linked: bool, gains: bool) -> list[Button]:
    steps = []
    if state.about:
        steps.append(button("还能领什么", "assess"))
    elif next_step(current(), memory.facts, state, today()) or state.skipped:
        steps.append(button("接着问", "assess"))
    if gains:
        steps.append(button("开始申请", "apply", topic=state.about))
    if not linked:
        steps.append(button("全部说一遍", "control", control="full"))
    return [*steps, button("我的情况", "control", control="what_known"), call_back()]
