"""The end of an assessment: what you get, what is open and why, what not and why not."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.assessment_state import AssessmentState
from actions.buttons import button, call_back
from actions.easy import wants_easy
from actions.known import who
from actions.memory import Memory
from actions.next_step import assessed
from actions.phrases import page, say
from actions.result_lines import BenefitLine, lines_for, yearly_total
from actions.settings import promulgated
from actions.turn import today
from policy_kb.basis import basis_line
from policy_kb.kb import current
from policy_kb.validity import validity

_INELIGIBLE_SHOWN = 5
_EASY_SHOWN = 3  # in easy words, of what is open and of what is refused


class ActionAssessmentResult(Ability):
    """Follows `assessment_form`; says nothing of a result when the form did not run its course."""

    def name(self) -> str:
        return "action_assessment_result"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        state = AssessmentState.of(tracker)
        if state.ended == "stopped":
            dispatcher.utter_message(
                text=say("assess_stopped"), buttons=[button("接着算", "assess"), call_back()]
            )
            return []
        if not tracker.get_slot("assessment"):  # the form failed to start and fell through to here
            dispatcher.utter_message(text=say("failed"))
            return []
        tell_result(dispatcher, tracker)
        return []


def tell_result(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Say the result for the current person, with the next steps."""
    state, memory = AssessmentState.of(tracker), Memory.of(tracker)
    dispatcher.utter_message(text=result_text(memory, state, wants_easy(tracker)), buttons=_steps(state))


def result_text(memory: Memory, state: AssessmentState, easy: bool = False) -> str:
    """The whole result in words for the current person."""
    kb, on = current(), today()
    listed = assessed(kb, memory.profile, on)["benefits"]
    if state.about:
        listed = [b for b in listed if b["id"] == state.about]
    lines = {
        status: lines_for(kb, listed, status, on) for status in ("eligible", "undetermined", "ineligible")
    }
    no = _worth_showing(lines["ineligible"], _EASY_SHOWN if easy else _INELIGIBLE_SHOWN)
    still_open = _worth_showing(lines["undetermined"], _EASY_SHOWN) if easy else lines["undetermined"]
    return page(
        "result_easy.j2" if easy else "result.j2",
        who=who(memory),
        validity=validity(kb, on, promulgated()),
        total=yearly_total(listed),
        eligible=lines["eligible"],
        undetermined=still_open,
        more_open=len(lines["undetermined"]) - len(still_open),
        ineligible=no,
        more=len(lines["ineligible"]) - len(no),
        basis=basis_line(_cited(lines)),
    )


def _cited(lines: dict[str, list[BenefitLine]]) -> set[str]:
    """The clauses of what the person gets; of what is open, else of what is refused."""
    for status in ("eligible", "undetermined", "ineligible"):
        if lines[status]:
            return {line.clause for line in lines[status]}
    return {"scope"}


def _worth_showing(lines: list[BenefitLine], most: int) -> list[BenefitLine]:
    """Those with a sum come first; the rest is only counted."""
    return sorted(lines, key=lambda line: not line.has_sum)[:most]


def _steps(state: AssessmentState) -> list[dict[str, str]]:
    known = button("我的情况", "control", control="what_known")
    others = [button("还能领什么", "assess")] if state.about else []
    return [*others, known, call_back()]
