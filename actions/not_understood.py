"""Not sure: the likeliest topics as buttons, or the policy's own words; a person is always offered."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.answer import ActionAnswer
from actions.application_resume import names_draft
from actions.buttons import Button, button, call_back
from actions.memory import Memory
from actions.missed import missed
from actions.named import as_named
from actions.phrases import say
from actions.turn import Turn
from policy_kb.clauses import citation
from policy_kb.current import current
from policy_kb.passages import Passage, search

_OFFERED = 3
_BUTTONS = 4
#: A message this short may go on about what was just answered (谁给修).
_SHORT = 10
_WORTH_OFFERING = 0.04
#: Together the topics must be this likely for the message to count as a question about the policy.
_ABOUT_POLICY = 0.3
#: Two topics this likely are worth asking which of them is meant; below, the text itself is searched.
_STANDS_OUT = 0.12


class ActionNotUnderstood(Ability):
    """`unsure`, and whatever no rule covers."""

    def name(self) -> str:
        return "action_not_understood"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        turn, memory = Turn.of(tracker), Memory.of(tracker)
        if as_named(turn).intent == "policy":
            return ActionAnswer().act(dispatcher, tracker, domain)
        memory.hear(turn)
        if names_draft(turn) and not tracker.active_loop:  # 482-615，口令白杨骆驼
            return [FollowupAction("application_form")]
        reason, text, buttons = _reply(turn, again=unsure_before(tracker))
        buttons = [*_last_topic(tracker, turn), *buttons][:_BUTTONS]
        missed(turn, reason)
        dispatcher.utter_message(text=text, buttons=buttons)
        return [memory.event()]


def _reply(turn: Turn, again: bool) -> tuple[str, str, list[Button]]:
    """Why the message goes on the review list, what is said, and the buttons."""
    topics = [(t, likely) for t, likely in turn.topics() if likely >= _WORTH_OFFERING][:_OFFERED]
    buttons = [button(current().topics[t].title, "policy", topic=t, facet=turn.facet) for t, _ in topics]
    if again:  # twice in a row: no more guessing, a person first
        return "not_understood", say("not_understood_again"), [call_back(), *buttons]
    if len(topics) > 1 and topics[1][1] >= _STANDS_OUT:
        return "asked_back", say("which_topic"), [*buttons, call_back()]
    found = search(current(), turn.text) if sum(likely for _, likely in topics) >= _ABOUT_POLICY else []
    if found:
        return "search_result", _quoted(found), [*buttons, call_back()]
    if len(topics) > 1:
        return "asked_back", say("which_topic"), [*buttons, call_back()]
    return "not_understood", say("not_understood"), [*buttons, call_back()]


def _last_topic(tracker: Tracker, turn: Turn) -> list[Button]:
    """What was answered last, offered first where a few words may go on about it."""
    topic = current().topics.get((tracker.get_slot("last") or {}).get("topic") or "")
    if topic is None or len(turn.text) > _SHORT or topic.id in [t for t, _ in turn.topics()[:_OFFERED]]:
        return []
    return [button(topic.title, "policy", topic=topic.id)]


def _quoted(found: list[Passage]) -> str:
    """The passages as a search result; a basis only where one speaks of what was asked."""
    lines = [f"{citation(p.clause)}：“{p.words}”" for p in found]
    text = say("search_result", lines=lines)
    answering = list(dict.fromkeys(citation(p.clause) for p in found if p.answers))
    return f"{text}\n依据：《实施意见》{'、'.join(answering)}" if answering else text


def unsure_before(tracker: Tracker) -> bool:
    """Whether the message before this one was not understood either."""
    said = [event for event in tracker.events if event.get("event") == "user"]
    if len(said) < 2:
        return False
    before = said[-2].get("parse_data") or {}
    label = (before.get("understood") or {}).get("label")
    return (before.get("intent") or {}).get("name") == "unsure" or label == "oos/gibberish"
