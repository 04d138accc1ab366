"""Rasa's tracker store: a turn costs the same in a long conversation as in a short one.

Rasa's own SQL store rebuilds a conversation from all events of its session with every turn. This one
keeps what still counts (`window`) in one sealed row (`talks`), works outside the event loop, and
forgets a conversation when its person asks for that.
"""

import asyncio
import json
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses

from bot.dialogue.talks import Talks
from bot.dialogue.whole_turns import assert_whole
from bot.dialogue.window import windowed

#: Set by `action_confirm` after 删除我的信息; everything said before it, and it itself, is dropped.
ERASED = "erased"
#: Senders of the gateway's health probes, which nobody ever comes back to.
PROBE = "health-"
_THREADS = 4  # turns that read or write at the same time
_Result = TypeVar("_Result")


@dataclass
class Stored:
    """What of a tracker is stored: as which version, and the text of each event by its `id`."""

    version: int | None = None
    lines: dict[int, str] = field(default_factory=dict)


class WindowedTrackerStore(TrackerStore):
    """Keeps the part of each conversation that still counts, durably. See endpoints.yml."""

    def __init__(
        self, domain: Domain | None = None, event_broker: EventBroker | None = None, **kwargs: Any
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._talks = Talks()
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="talks")
        self._kinds = {kind.type_name: kind for kind in reversed(all_subclasses(Event))}

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as it stands; None for a new one.

        Raises:
            SQLAlchemyError: the database does not answer.
            WrongKey: it was sealed with another key.
        """
        return await self._apart(self._read, sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the conversation, or drop it when its person wished so.

        Raises:
            SQLAlchemyError: the database does not answer; what was kept before is kept still.
            Overtaken: another process has gone on with the conversation.
            TurnBroken: an action gave no answer; the same.
        """
        if not tracker.events or tracker.sender_id.startswith(PROBE):
            return
        assert_whole()
        await self.stream_events(tracker)
        if tracker.get_slot(ERASED):
            await self._apart(self._talks.forget, tracker.sender_id)
        else:
            await self._apart(self._write, tracker)

    async def keys(self) -> Iterable[str]:
        """Names of the stored conversations: keyed hashes, since sender ids are not stored."""
        return await self._apart(self._talks.names)

    async def _apart(self, work: Callable[..., _Result], *arguments: Any) -> _Result:
        """Run blocking work on another thread, so that other conversations go on meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)

    def _read(self, sender_id: str) -> DialogueStateTracker | None:
        talk = self._talks.read(sender_id)
        if talk is None:
            return None
        tracker = self.init_tracker(sender_id)
        stored = _stored(tracker)
        stored.version = talk.version
        for line in talk.kept.split("\n"):
            event = self._event(json.loads(line))
            tracker.update(event)
            stored.lines[id(event)] = line
        return tracker

    def _event(self, kept: dict[str, Any]) -> Event:
        """Rasa's own lookup searches all kinds of events for each one; this remembers where they are."""
        return self._kinds[kept["event"]]._from_parameters(kept)

    def _write(self, tracker: DialogueStateTracker) -> None:
        stored = _stored(tracker)
        kept = windowed(list(tracker.events), self.domain.slots)
        lines = [stored.lines.get(id(event)) or _line(event) for event in kept]
        stored.version = self._talks.write(tracker.sender_id, "\n".join(lines), stored.version)


def _stored(tracker: DialogueStateTracker) -> Stored:
    """The note that goes with a tracker; a tracker that Rasa made itself is of a new conversation."""
    note: Stored = tracker.__dict__.setdefault("stored", Stored())
    return note


def _line(event: Event) -> str:
    return json.dumps(event.as_dict(), ensure_ascii=False)
