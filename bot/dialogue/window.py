"""What of a conversation must be kept so that it goes on as if all of it had been kept.

The rules look back one turn, the actions a few; everything older counts only by what it left behind:
slots, an open form with the message it stands on, a pause. So the older part is replaced by a beginning
that leaves the same behind, written in Rasa's own events, and all that replays events works as ever.
"""

from collections.abc import Iterable, Sequence

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    ConversationPaused,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

#: Turns kept when a conversation is cut, and turns from which on it is cut: cutting costs a replay,
#: so it is done every few turns.
KEPT = 5
MOST = 10


def windowed(events: Sequence[Event], slots: Iterable[Slot]) -> list[Event]:
    """The events that still count: at most `MOST` turns of the present session.

    Returns the events themselves where nothing has to be cut.
    """
    session = _session(events)
    said = [place for place, event in enumerate(session) if isinstance(event, UserUttered)]
    if len(said) <= MOST:
        return session
    cut = said[-KEPT]
    return [*_beginning(session[:cut], list(slots)), *session[cut:]]


def _session(events: Sequence[Event]) -> list[Event]:
    """The events from the newest start of a session on, with the action that started it."""
    listed = list(events)
    for place in range(len(listed) - 1, 0, -1):
        if isinstance(listed[place], SessionStarted):
            before = listed[place - 1]
            started = isinstance(before, ActionExecuted) and before.action_name == ACTION_SESSION_START_NAME
            return listed[place - started :]
    return listed


def _beginning(old: Sequence[Event], slots: Sequence[Slot]) -> list[Event]:
    """Events after which a tracker stands as after all the old ones, waiting for a message."""
    state = DialogueStateTracker.from_events("", list(old), slots)
    at = old[-1].timestamp
    unset = {slot.name: slot.initial_value for slot in slots}
    made: list[Event] = [
        ActionExecuted(ACTION_SESSION_START_NAME, timestamp=at),
        SessionStarted(timestamp=at),
    ]
    if state.active_loop is not None:
        said = next((e for e in reversed(state.applied_events()) if isinstance(e, UserUttered)), None)
        made += [
            *((ActionExecuted(ACTION_LISTEN_NAME, timestamp=at), said) if said else ()),
            ActionExecuted(state.active_loop.name, timestamp=at),
            ActiveLoop(state.active_loop.name, timestamp=at),
        ]
    made += [
        SlotSet(name, value, timestamp=at)
        for name, value in state.current_slot_values().items()
        if value != unset.get(name)
    ]
    if state.active_loop is not None and state.active_loop.rejected:
        made.append(ActionExecutionRejected(state.active_loop.name, timestamp=at))
    if state.is_paused():
        made.append(ConversationPaused(timestamp=at))
    return [*made, ActionExecuted(ACTION_LISTEN_NAME, timestamp=at)]
