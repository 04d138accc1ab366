"""A cut conversation goes on exactly as the whole one would."""

import random

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    ConversationResumed,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.window import KEPT, MOST, windowed
from bot.settings import PROJECT

DOMAIN = Domain.load(str(PROJECT / "domain.yml"))
START = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def said(intent, *then):
    return [UserUttered("话", intent={"name": intent}), *then, ActionExecuted("action_listen")]


def answered(number):
    answer = [ActionExecuted("action_answer"), SlotSet("last", {"topic": number}), BotUttered("答")]
    return said("policy", *answer)


def asked(form, slot):
    return [ActionExecuted(form), ActiveLoop(form), SlotSet("requested_slot", slot), BotUttered("问")]


def tracker(events):
    return DialogueStateTracker.from_events("a", events, DOMAIN.slots)


def states(one, number):
    """What the rules look at: the last states. Answers to a form's questions leave none of their own."""
    return one.past_states(DOMAIN)[-number:]


def test_a_short_conversation_is_kept_whole():
    events = START + [event for n in range(MOST) for event in answered(n)]
    assert windowed(events, DOMAIN.slots) == events


def test_a_long_one_keeps_its_last_turns_and_every_slot():
    events = [*START, *said("assess", SlotSet("people", {"current": "mother"})), SlotSet("easy", True)]
    events += [event for n in range(MOST) for event in answered(n)]
    kept = windowed(events, DOMAIN.slots)
    assert [type(event) for event in kept].count(UserUttered) == KEPT
    short = tracker(kept)
    assert short.get_slot("people") == {"current": "mother"}
    assert (short.get_slot("easy"), short.get_slot("last")) == (True, {"topic": MOST - 1})
    assert short.get_slot("pending") is None
    assert states(short, 8) == states(tracker(events), 8)


def test_an_open_form_stays_open_with_its_question():
    events = START + said("assess", *asked("assessment_form", "assessment_fact"))
    events += [event for _ in range(30) for event in said("inform", ActionExecuted("assessment_form"))]
    short = tracker(windowed(events, DOMAIN.slots))
    assert short.active_loop_name == "assessment_form"
    assert short.get_slot("requested_slot") == "assessment_fact"
    assert short.latest_action_name == "action_listen"
    assert states(short, 1) == states(tracker(events), 1)


def test_a_form_left_aside_for_an_emergency_is_still_left_aside():
    aside = said("emergency", ActionExecutionRejected("callback_form"), ActionExecuted("action_emergency"))
    events = START + said("callback", *asked("callback_form", "callback_detail")) + aside * MOST
    short = tracker(windowed(events, DOMAIN.slots))
    assert short.active_loop.rejected and short.active_loop_name == "callback_form"


def test_a_closed_form_stays_closed():
    events = START + said("assess", *asked("assessment_form", "assessment_fact"))
    events += said(
        "control", ActionExecuted("assessment_form"), ActiveLoop(None), SlotSet("requested_slot", None)
    )
    events += [event for n in range(20) for event in answered(n)]
    short = tracker(windowed(events, DOMAIN.slots))
    assert short.active_loop is None and short.get_slot("requested_slot") is None


def test_a_paused_conversation_stays_paused():
    events = START + [ConversationPaused()] + [event for n in range(20) for event in answered(n)]
    assert tracker(windowed(events, DOMAIN.slots)).is_paused()
    events.append(ConversationResumed())
    assert not tracker(windowed(events, DOMAIN.slots)).is_paused()


def test_of_several_sessions_the_newest_counts():
    old = START + said("assess", *asked("assessment_form", "assessment_fact"))
    begun = [ActionExecuted("action_session_start"), SessionStarted(), SlotSet("easy", True)]
    events = [*old, *begun, ActionExecuted("action_listen"), *answered(1)]
    kept = windowed(events, DOMAIN.slots)
    assert kept == events[len(old) :]
    assert tracker(kept).active_loop is None


@pytest.mark.parametrize("seed", range(20))
def test_cut_after_every_turn_it_is_as_never_cut(seed):
    """Random talks: the conversation cut again and again stands where the whole one stands."""
    chance = random.Random(seed)
    turns = [
        lambda n: answered(n),
        lambda n: said("assess", *asked("assessment_form", "assessment_fact")),
        lambda n: said("inform", ActionExecuted("assessment_form"), SlotSet("people", {"n": n})),
        lambda n: said("policy", ActionExecutionRejected("assessment_form"), *answered(n)[1:-1]),
        lambda n: said("control", ActiveLoop(None), SlotSet("requested_slot", None)),
        lambda n: said("callback", ActiveLoop(None), *asked("callback_form", "callback_detail")),
    ]
    whole, short = list(START), list(START)
    for number in range(60):
        turn = chance.choice(turns)(number)
        whole, short = whole + turn, windowed(short + turn, DOMAIN.slots)
        assert len(short) < 120
    full, cut = tracker(whole), tracker(short)
    assert cut.current_slot_values() == full.current_slot_values()
    assert cut.active_loop_name == full.active_loop_name
    assert cut.latest_action_name == full.latest_action_name
    assert cut.latest_message.intent == full.latest_message.intent
    if full.active_loop:
        assert cut.active_loop.rejected == full.active_loop.rejected
    assert states(cut, 1) == states(full, 1)
