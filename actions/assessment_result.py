"""The end of an assessment: what you get, what is open and why, what not and why not."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.assessment_state import AssessmentState
from actions.buttons import button, call_back
from actions.phrases import say
from actions.result_told import tell_result
from actions.what_if import keeps_result


class ActionAssessmentResult(Ability):
    """Follows `assessment_form`; says nothing of a result when the form did not run its course."""

    def name(self) -> str:
        return "action_assessment_result"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        state = AssessmentState.of(tracker)
        if state.ended == "told":
            return [keeps_result(tracker)]
        if state.ended == "stopped":
            dispatcher.utter_message(
                text=say("assess_stopped"), buttons=[button("接着算", "assess"), call_back()]
            )
            return []
        if not tracker.get_slot("assessment"):  # the form failed to start and fell through to here
            dispatcher.utter_message(text=say("failed"))
            return []
        return tell_result(dispatcher, tracker)
