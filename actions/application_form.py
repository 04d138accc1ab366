"""An application as a form: what for, consent, for whom, their yes, name and phone; then a last look."""

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ability import Ability
from actions.application_draft import ApplicationDraft
from actions.application_hear import hear, is_name
from actions.application_matter import hear_matter, matter_id, offers, office_of, title_of
from actions.application_resume import resume
from actions.application_review import review
from actions.asides import say_aside
from actions.buttons import Button, button
from actions.form_turn import answers_pending, ask_on, asks, begins, end, interrupts, resumes, waits
from actions.known import PERSON_WORDS, who
from actions.memory import Memory
from actions.phrases import say
from actions.turn import Turn
from casework.passphrases import draw
from casework.references import search_code

FORM, SLOT = "application_form", "application_detail"
_OTHER_MATTER = re.compile(r"不是(?:申请)?这(?:件|个|项|一样)?(?:事|$)|申请错了|不是要这个")
_LEAVING = {"assess", "callback", "human"}
#: No answer to what is applied for.
_COURTESIES = ("greet", "thanks", "bye")
_URGENT = ("emergency", "delete_data", "application", "callback_status", "callback_change", "callback_cancel")
_SAVES = ("先存着", "存起来", "保存", "存一下", "存下来", "改天", "下回再", "明天再", "回头再")
_ENDED = ("refused", "dropped", "lost")


class ValidateApplicationForm(Ability):
    """Called by the form on each message; asks the next question itself."""

    def name(self) -> str:
        return f"validate_{FORM}"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        turn, memory = Turn.of(tracker), Memory.of(tracker)
        draft = ApplicationDraft.of(tracker) or ApplicationDraft()
        if waits(tracker, FORM):
            return [ask_on(SLOT)]
        if begins(tracker, FORM):
            draft = _begin(dispatcher, tracker, turn, memory)
        elif not resumes(tracker, FORM):
            if answers_pending(tracker, turn) or _not_for_us(draft, turn):
                return []
            _heard(dispatcher, tracker, turn, memory, draft)
        if draft.ended:
            return [memory.event(), draft.event(), end()]
        memory.current = draft.person or memory.current
        changing = turn.value("control") == "correct" and not turn.value("fact")
        draft.asked = draft.next_question()
        if not changing:
            _ask(dispatcher, draft, memory, turn)
        return [memory.event(), draft.event(), ask_on(SLOT)]


def _heard(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    turn: Turn,
    memory: Memory,
    draft: ApplicationDraft,
) -> None:
    """Take up one message within the form."""
    if say_aside(dispatcher, tracker):
        return
    if _wants_to_save(turn):
        draft.ended = "saved" if draft.consent else "stopped"
        return
    told = hear(draft, turn, memory)
    if turn.intent == "apply" or (draft.asked == "matter" and turn.intent not in _COURTESIES):
        hear_matter(draft, turn, asked=draft.asked == "matter")
    _settle(dispatcher, draft, turn, told)


def _begin(
    dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, memory: Memory
) -> ApplicationDraft:
    """Start from the first message; one that was left half-way or saved goes on."""
    if search_code(turn.text):
        return resume(dispatcher, turn, memory)
    memory.hear(turn)
    earlier, draft = ApplicationDraft.of(tracker), ApplicationDraft()
    hear_matter(draft, turn)
    if earlier and earlier.ended not in _ENDED and draft.matter in (None, earlier.matter):
        earlier.ended = None
        dispatcher.utter_message(text=say("application_on", title=title_of(earlier)))
        hear(earlier, turn, memory)
        memory.current = earlier.person or memory.current
        return earlier
    last = (tracker.get_slot("last") or {}).get("topic")
    draft.matter = draft.matter or (matter_id(last) if last else None)
    draft.person, draft.passphrase = memory.current, draw()
    hear(draft, turn, memory)
    dispatcher.utter_message(text=say("application_begin"))
    return draft


def _not_for_us(draft: ApplicationDraft, turn: Turn) -> bool:
    """A question in between, or a wish of another kind. What is asked for is taken as it is said."""
    if turn.intent == "apply":
        return False
    if turn.value("phone") or turn.value("manner") or _wants_to_save(turn):
        return turn.intent in _URGENT
    answers = (draft.asked == "matter" and not asks(turn.text)) or (
        draft.asked == "name" and is_name(turn.text)
    )
    if answers and not turn.by_button:
        return turn.intent in _URGENT
    replied = any(turn.value(key) is not None for key in ("polarity", "control", "agreement", "person"))
    return interrupts(turn, replied or is_name(turn.text), _LEAVING)


def _wants_to_save(turn: Turn) -> bool:
    return turn.value("control") == "stop" or any(word in turn.text for word in _SAVES)


def _settle(dispatcher: CollectingDispatcher, draft: ApplicationDraft, turn: Turn, told: bool) -> None:
    """Act on 同意/不同意, 交上去/修改/不交了, and say when nothing was understood."""
    answer, wish = turn.value("polarity"), turn.value("control")
    if draft.asked == "consent" and _OTHER_MATTER.search(turn.text):
        _correct(dispatcher, draft, "matter")
        return
    if wish == "correct":
        _correct(dispatcher, draft, turn.value("fact"))
        return
    if draft.asked == "consent":
        draft.consent = True if answer == "yes" else draft.consent
        draft.ended = "refused" if answer in ("no", "refuse") else None
        understood = answer is not None
        if told and not understood and turn.intent != "apply":
            dispatcher.utter_message(text=say("application_consent_first"))
    elif draft.asked == "agreement":
        draft.agreement = "agreed" if answer == "yes" else draft.agreement
        draft.ended = "not_agreed" if answer in ("no", "refuse", "unknown") else None
        understood = answer is not None
    elif draft.asked == "review":
        understood = _settle_review(draft, answer, told)
    else:
        understood = draft.asked == "matter"
    if not (understood or told or wish or turn.intent == "apply"):
        dispatcher.utter_message(text=say("callback_repeat"))


def _settle_review(draft: ApplicationDraft, answer: str | None, told: bool) -> bool:
    if answer == "yes" and not told:
        draft.ended = "confirmed"
    elif answer in ("no", "refuse") and not told:
        draft.ended = "dropped"
    return answer is not None


def _correct(dispatcher: CollectingDispatcher, draft: ApplicationDraft, what: str | None) -> None:
    """改一下: that part is asked anew; without a part, say what can be changed."""
    if what == "person":
        draft.person, draft.agreement, draft.name = "", None, None
    elif what in ("matter", "name", "phone"):
        setattr(draft, what, None)
    else:
        buttons = [button(title, "control", control="correct", fact=key) for key, title in _PARTS.items()]
        dispatcher.utter_message(text=say("application_change"), buttons=buttons)


def _ask(dispatcher: CollectingDispatcher, draft: ApplicationDraft, memory: Memory, turn: Turn) -> None:
    if draft.asked == "review":
        review(dispatcher, draft, memory)
        return
    text = say(
        f"application_{draft.asked}",
        title=title_of(draft) if draft.matter else "",
        office=office_of(draft),
        who=who(memory),
        own=draft.relation == "self",
        again=draft.asked == "phone" and bool(turn.value("phone")),
    )
    buttons = offers(memory) if draft.asked == "matter" else _BUTTONS[draft.asked or ""]
    dispatcher.utter_message(text=text, buttons=buttons)


_PARTS = {"matter": "改申请的事", "person": "改给谁申请", "name": "改名字", "phone": "改电话"}
_SAVE = button("先存着", "control", control="stop")
_PEOPLE = ("mother", "father", "spouse", "child", "sibling", "other")
_BUTTONS: dict[str, list[Button]] = {
    "consent": [
        button("同意", "confirm", polarity="yes"),
        button("不同意", "confirm", polarity="no"),
        button("不是这件事", "control", control="correct", fact="matter"),
    ],
    "whom": [
        button("我自己", "confirm", person="self"),
        *[button(PERSON_WORDS[one].replace("您", "我"), "confirm", person=one) for one in _PEOPLE],
    ],
    "agreement": [
        button("本人同意了", "confirm", polarity="yes"),
        button("我是监护人", "confirm", agreement="guardian"),
        button("还没问", "confirm", polarity="unknown"),
    ],
    "name": [_SAVE],
    "phone": [button("只能文字联系", "confirm", manner="text_only"), _SAVE],
}
