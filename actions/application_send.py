"""The end of the application form: send it, keep it for later, or keep nothing; and say only what was done."""

import logging
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.application_draft import ApplicationDraft
from actions.application_matter import clause_of, office_of, title_of, told_of
from actions.application_resume import keep
from actions.application_told import sheet_link
from actions.buttons import Button, button, call_back
from actions.known import who
from actions.memory import Memory
from actions.next_step import assessed
from actions.phrases import say
from actions.turn import Turn, today
from casework import application_drafts, vault
from casework.application_sheet import to_bring
from casework.application_values import Intake
from casework.applications import send
from casework.errors import InvalidWish, PhoneMissing
from casework.wishes import manner_key
from casework.worktime import describe
from policy_kb.current import current

logger = logging.getLogger(__name__)
_GO_ON = button("接着申请", "apply")


class ActionApplicationSend(Ability):
    """Follows `application_form`."""

    def name(self) -> str:
        return "action_application_send"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        draft, turn, memory = ApplicationDraft.of(tracker), Turn.of(tracker), Memory.of(tracker)
        if draft is None or draft.ended == "lost":
            return [SlotSet("application_draft", None)]
        try:
            return _DONE[draft.ended or ""](dispatcher, draft, turn, memory)
        except (PhoneMissing, InvalidWish) as error:  # the number outlived its time, …
            dispatcher.utter_message(text=str(error), buttons=[_GO_ON])
            draft.phone = None if isinstance(error, PhoneMissing) else draft.phone
        except Exception as error:
            logger.error("an application could not be kept: %s", type(error).__name__)  # no personal data
            dispatcher.utter_message(text=say("failed"), buttons=[button("再试一次", "apply"), call_back()])
        draft.ended = None
        return [draft.event()]


def _refused(
    dispatcher: CollectingDispatcher, draft: ApplicationDraft, turn: Turn, memory: Memory
) -> list[dict[str, Any]]:
    vault.drop(turn.conversation)
    dispatcher.utter_message(text=say("application_refused", office=office_of(draft)))
    return [SlotSet("application_draft", None)]


def _dropped(
    dispatcher: CollectingDispatcher, draft: ApplicationDraft, turn: Turn, memory: Memory
) -> list[dict[str, Any]]:
    application_drafts.drop(draft.key)
    dispatcher.utter_message(text=say("application_dropped"), buttons=[call_back()])
    return [SlotSet("application_draft", None)]


def _stopped(
    dispatcher: CollectingDispatcher, draft: ApplicationDraft, turn: Turn, memory: Memory
) -> list[dict[str, Any]]:
    dispatcher.utter_message(text=say("application_stopped"))
    return [SlotSet("application_draft", None)]


def _saved(
    dispatcher: CollectingDispatcher, draft: ApplicationDraft, turn: Turn, memory: Memory
) -> list[dict[str, Any]]:
    saved = keep(draft, turn, memory)
    text = say(
        "application_saved",
        not_agreed=draft.ended == "not_agreed",
        who=who(memory),
        code=saved.code,
        passphrase=saved.passphrase,
        has_phone=saved.has_phone,
        until=describe(saved.expires_at),
    )
    dispatcher.utter_message(text=text, buttons=[_GO_ON])
    draft.asked = None
    return [draft.event()]


def _confirmed(
    dispatcher: CollectingDispatcher, draft: ApplicationDraft, turn: Turn, memory: Memory
) -> list[dict[str, Any]]:
    sent = send(_intake(draft, turn, memory))
    links, buttons = sheet_link(sent, turn)
    text = say(
        "application_sent",
        joined=sent.joined,
        own=sent.own,
        reference=sent.reference,
        office=sent.office,
        due=describe(sent.due_at),
        passphrase=sent.passphrase,
        writes="text_only" in sent.manner,
        bring=to_bring(sent.matter),
    )
    more: list[Button] = [] if memory.current != "self" or memory.facts else [button("我能领什么", "assess")]
    dispatcher.utter_message(text=text, buttons=[*buttons, *more], json_message=links)
    return [SlotSet("application_draft", None)]


def _intake(draft: ApplicationDraft, turn: Turn, memory: Memory) -> Intake:
    kb, facts = current(), memory.profiles.get(draft.person, {})
    return Intake(
        draft_key=draft.key,
        conversation=turn.conversation,
        matter=draft.matter or "",
        title=title_of(draft),
        clause=clause_of(draft),
        for_whom=draft.relation,
        agreement="self" if draft.relation == "self" else draft.agreement or "",
        name=draft.name or "",
        phone=vault.get(draft.phone, turn.conversation) if draft.phone else None,
        manner=manner_key(draft.manner),
        words=vault.fill(draft.words, turn.conversation, kinds=("phone",)),
        profile=facts,
        assessment=assessed(kb, facts, today()),
        told=told_of(draft, memory).plain(),
        kb_version=kb.version,
        door=turn.door,
        passphrase=draft.passphrase or "",
    )


_DONE = {
    "refused": _refused,
    "dropped": _dropped,
    "stopped": _stopped,
    "saved": _saved,
    "not_agreed": _saved,
    "confirmed": _confirmed,
}
