"""A call-back as a form: consent first, then only phone, time and matter, then one yes."""

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.asides import say_aside
from actions.buttons import Button, button
from actions.callback_draft import CallbackDraft
from actions.callback_time import time_words
from actions.callback_who import who_picks_up
from actions.callback_words import hear, matter_of
from actions.form_turn import answers_pending, ask_on, begins, end, interrupts, resumes, waits
from actions.known import PERSON_WORDS
from actions.memory import Memory
from actions.phrases import say
from actions.turn import Turn
from casework.offices import office_for
from casework.passphrases import draw
from casework.wishes import manner_key, manner_words
from policy_kb.current import current

FORM, SLOT = "callback_form", "callback_detail"
_SAME_WISH = ("callback", "human")
_LEAVING = {"assess", "apply"}
_SOME_NUMBER = re.compile(r"\d{5,}")  # meant as a phone number, though it is none


class ValidateCallbackForm(Ability):
    """Called by the form on each message; asks the next question itself."""

    def name(self) -> str:
        return f"validate_{FORM}"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        turn, memory, draft = Turn.of(tracker), Memory.of(tracker), CallbackDraft.of(tracker)
        if waits(tracker, FORM):
            return [ask_on(SLOT)]
        if begins(tracker, FORM):
            draft = _begin(dispatcher, tracker, turn, memory)
        elif not resumes(tracker, FORM):
            if answers_pending(tracker, turn) or _not_for_us(draft, turn):
                return []
            told = turn.intent != "callback_cancel" and hear(draft, turn, draft.asked)
            memory.hear(turn)
            if not say_aside(dispatcher, tracker):
                _settle(dispatcher, draft, turn, told)
            if draft.ended:
                return [memory.event(), draft.event(), end()]
        changing = draft.asked == "confirm" and turn.value("control") == "correct" and draft.phone is not None
        draft.asked = draft.next_question()
        if not changing:
            _ask(dispatcher, draft, turn)
        return [memory.event(), draft.event(), ask_on(SLOT)]


def _begin(dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, memory: Memory) -> CallbackDraft:
    """Start from the first message; an earlier draft that was left half-way goes on."""
    memory.hear(turn)
    earlier = CallbackDraft.of(tracker)
    draft = CallbackDraft() if earlier.ended else earlier
    hear(draft, turn, None)
    matter, topic = matter_of(turn, (tracker.get_slot("last") or {}).get("topic"))
    if matter:
        draft.matter, draft.topic = matter, topic
    draft.for_whom = memory.relation
    draft.passphrase = draft.passphrase or draw()
    dispatcher.utter_message(text=say("callback_hotline"))
    return draft


def _not_for_us(draft: CallbackDraft, turn: Turn) -> bool:
    """A question in between. Whatever is said when the matter is asked is the matter, unless it is urgent."""
    if turn.intent == "callback_cancel":
        return False
    told = turn.value("phone") or turn.value("when") or turn.value("manner") or who_picks_up(turn.text)
    if draft.asked == "matter" or told:
        return turn.intent in ("emergency", "delete_data", "callback_status")
    return interrupts(turn, _is_reply(turn), _LEAVING)


def _is_reply(turn: Turn) -> bool:
    return turn.value("polarity") is not None or turn.value("control") is not None


def _settle(dispatcher: CollectingDispatcher, draft: CallbackDraft, turn: Turn, told: bool) -> None:
    """Act on 同意/不同意, 确认/修改/取消, 先停一下."""
    answer, wish = turn.value("polarity"), turn.value("control")
    if (
        turn.intent in _SAME_WISH
    ):  # 约人回电 once more, as after an emergency: go on, with the matter it names
        if turn.value("topic"):
            draft.matter, draft.topic = matter_of(turn, None)
        return
    if wish == "stop" or turn.intent == "callback_cancel":
        draft.ended = "stopped"
    elif draft.asked == "consent":
        if answer in ("no", "refuse"):
            draft.ended = "refused"
        elif answer == "yes":
            draft.consent = True
        elif turn.intent == "bye":
            draft.ended = "stopped"
        elif told:
            dispatcher.utter_message(text=say("callback_not_yet"))
        elif wish != "repeat":
            dispatcher.utter_message(text=say("callback_repeat"))
    elif draft.asked == "confirm" and not told:
        _settle_confirm(dispatcher, draft, answer, wish)
    elif draft.asked == "when" and answer == "unknown":
        draft.when = {"text": "随时", "date": None, "from": None, "to": None}
    elif draft.asked == "matter" and answer in ("unknown", "refuse"):
        draft.matter = say("matter_by_phone")
    elif draft.asked == "phone" and not told and wish != "repeat":
        dispatcher.utter_message(
            text=say("phone_wrong" if _SOME_NUMBER.search(turn.text) else "callback_repeat")
        )


def _settle_confirm(
    dispatcher: CollectingDispatcher, draft: CallbackDraft, answer: str | None, wish: str | None
) -> None:
    if answer == "yes":
        draft.ended = "confirmed"
    elif wish == "correct":
        dispatcher.utter_message(text=say("read_back_change"))
    elif answer in ("no", "refuse"):
        draft.ended = "stopped"
    elif wish is None:
        dispatcher.utter_message(text=say("callback_repeat"))


def _ask(dispatcher: CollectingDispatcher, draft: CallbackDraft, turn: Turn) -> None:
    again = draft.asked == "phone" and bool(turn.value("phone"))
    text = _read_back(draft) if draft.asked == "confirm" else say(_PHRASES[draft.asked or ""], again=again)
    dispatcher.utter_message(text=text, buttons=_BUTTONS[draft.asked or ""])


def _read_back(draft: CallbackDraft) -> str:
    topic = current().topics.get(draft.topic or "")
    manner = manner_key(draft.manner)
    return say(
        "read_back",
        phone=draft.phone,
        when=time_words(draft.when, office_for(topic.clauses[0] if topic else None)),
        matter=draft.matter,
        for_whom="" if draft.for_whom == "self" else PERSON_WORDS.get(draft.for_whom, ""),
        who_answers=draft.who_answers or "您本人",
        manner=manner_words(manner),
        writes="text_only" in manner,
        passphrase=draft.passphrase,
    )


_PHRASES = {"consent": "consent", "phone": "ask_phone", "when": "ask_when", "matter": "ask_matter"}
_STOP = button("取消", "control", control="stop")
_BUTTONS: dict[str, list[Button]] = {
    "consent": [button("同意", "confirm", polarity="yes"), button("不同意", "confirm", polarity="no")],
    "phone": [button("只能文字联系", "confirm", manner="text_only"), _STOP],
    "when": [button("随时都行", "confirm", polarity="unknown"), _STOP],
    "matter": [_STOP],
    "confirm": [
        button("确认", "confirm", polarity="yes"),
        button("修改", "control", control="correct"),
        _STOP,
    ],
}
