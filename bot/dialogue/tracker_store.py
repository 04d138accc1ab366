"""Rasa's SQL tracker store, which forgets a conversation when its person asks for that."""

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

#: Set by `action_confirm` after 删除我的信息; everything said before it, and it itself, is dropped.
ERASED = "erased"
#: Senders of the gateway's health probes, which nobody ever comes back to.
PROBE = "health-"


class ForgettingTrackerStore(SQLTrackerStore):
    """As its parent, but drops a tracker whose slot `erased` is set, and keeps none of health probes."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the new events, or drop the whole conversation."""
        if tracker.sender_id.startswith(PROBE):
            return
        if not tracker.get_slot(ERASED):
            await super().save(tracker)
            return
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter_by(sender_id=tracker.sender_id).delete()
            session.commit()
