"""What every action of this server is: all that it says goes out by one way, in easy words where wanted."""

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.easy import kept, wants_easy, wished
from actions.in_force import warned
from actions.turn import today
from policy_kb.bubbles import bubbles
from policy_kb.current import current
from policy_kb.easy_lines import easy_lines
from policy_kb.glossary import explain

Message = dict[str, Any]


class Ability(Action, ABC):
    """An action; subclasses write `act` where Rasa's own have `run`."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        """Act; warn where the policy is not in force; cut all into short bubbles in easy words, if so wished."""
        events = self.act(dispatcher, tracker, domain)
        dispatcher.messages = warned(dispatcher.messages, today())
        if wants_easy(tracker):
            dispatcher.messages = _plain(dispatcher.messages, _said_before(tracker))
        wish = wished(tracker)
        if wish is None:
            return events
        dispatcher.utter_message(json_message={"easy": wish})  # the door keeps its switch in step
        return [*events, *kept(tracker)]

    @abstractmethod
    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        """Say and do what this action is for; return the events for the tracker."""


def _plain(messages: list[Message], said: str) -> list[Message]:
    """Each message as one or more bubbles; its buttons stand below the last one."""
    plain: list[Message] = []
    for message in messages:
        if not message.get("text"):
            plain.append(message)
            continue
        lines = explain(easy_lines(message["text"]), current().glossary, said)
        said = "\n".join([said, *lines])
        *first, last = bubbles(lines)
        plain += [{**message, "text": text, "buttons": [], "custom": {}} for text in first]
        plain.append({**message, "text": last})
    return plain


def _said_before(tracker: Tracker) -> str:
    """What other actions said in this turn; a word explained there needs no second time."""
    texts = []
    for event in reversed(tracker.events or []):
        if event.get("event") == "user":
            break
        if event.get("event") == "bot":
            texts.append(event.get("text") or "")
    return "\n".join(reversed(texts))
