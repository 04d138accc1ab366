"""The end of the call-back form: keep the wish, and say so only once it is kept."""

import logging
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.buttons import button
from actions.callback_draft import CallbackDraft
from actions.callback_time import moment, shut_now, when_words
from actions.memory import Memory
from actions.next_step import assessed
from actions.phrases import say
from actions.turn import Turn, today
from casework.callbacks import Callback, CallbackWish, create
from casework.vault import drop, get
from casework.worktime import describe
from policy_kb.current import current

logger = logging.getLogger(__name__)


class ActionCallbackSave(Ability):
    """Follows `callback_form`."""

    def name(self) -> str:
        return "action_callback_save"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        draft, turn = CallbackDraft.of(tracker), Turn.of(tracker)
        if draft.ended in ("refused", "stopped"):
            return _drop(dispatcher, turn, draft.ended)
        if draft.ended != "confirmed" or not draft.consent:
            dispatcher.utter_message(text=say("failed"))
            return []
        try:
            kept = create(_wish(draft, turn, Memory.of(tracker)))
        except Exception as error:
            logger.error("a call-back could not be kept: %s", type(error).__name__)  # no personal data
            dispatcher.utter_message(text=say("failed"), buttons=[button("再试一次", "callback")])
            draft.ended = None
            return [draft.event()]
        dispatcher.utter_message(text=_saved(kept), buttons=[button("我能领什么", "assess")])
        return [SlotSet("callback_draft", None)]


def _drop(dispatcher: CollectingDispatcher, turn: Turn, ended: str) -> list[dict[str, Any]]:
    """Keep nothing; after 不同意 the number goes at once, even before its short life is over."""
    if ended == "refused":
        drop(turn.conversation)
    dispatcher.utter_message(text=say("consent_no" if ended == "refused" else "callback_stopped"))
    return [SlotSet("callback_draft", None)]


def _saved(kept: Callback) -> str:
    writes = "text_only" in kept.manner
    return say(
        "callback_joined" if kept.joined else "callback_saved",
        reference=kept.reference,
        due=due_words(kept),
        passphrase=kept.passphrase,
        shut="" if kept.when_from or kept.joined else shut_now(kept.office),
        writes=writes,
    )


def due_words(kept: Callback) -> str:
    """When somebody will call: from the wished time on, else by the due time at the latest."""
    if "text_only" in kept.manner:
        return f"工作人员最晚{describe(kept.due_at)}前写给您。"
    if kept.when_from:
        return f"工作人员会在{describe(kept.due_at)}以后联系您，没联系上会再找您。"
    return f"工作人员最晚{describe(kept.due_at)}前联系您。"


def _wish(draft: CallbackDraft, turn: Turn, memory: Memory) -> CallbackWish:
    kb = current()
    topic = kb.topics.get(draft.topic or "")
    return CallbackWish(
        conversation=turn.conversation,
        phone=get(draft.phone, turn.conversation) if draft.phone else None,
        manner=draft.manner,
        when_text=when_words(draft.when),
        when_from=moment(draft.when),
        topic=draft.topic or "general",
        clause=topic.clauses[0] if topic else None,
        words=draft.matter or "",
        for_whom=draft.for_whom,
        profile=memory.profile,
        assessment=assessed(kb, memory.profile, today()),
        kb_version=kb.version,
        door=turn.door,
        who_answers=draft.who_answers or "本人",
        passphrase=draft.passphrase,
    )
