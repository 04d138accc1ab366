"""Rasa's lock store: one message of a conversation at a time, in the order in which they came.

Rasa's own look once a second whether it is a message's turn, and its Redis one may hand out a turn
twice. Here whoever leaves wakes the next: within this process, or through Redis (YIZHU_REDIS_URL) where
the messages of one conversation may reach several processes.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

from bot.dialogue.lines import Lines, TurnLost
from bot.dialogue.redis_lines import RedisLines


class WakingLockStore(LockStore):
    """Orders messages through Redis when endpoints.yml gives its `url`, else within this process."""

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        super().__init__()
        url = endpoint_config.url if endpoint_config else None
        self._lines = RedisLines(url) if url else Lines()

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 1,
    ) -> AsyncGenerator[TicketLock, None]:
        """Wait for this message's turn; `wait_time_in_seconds` is of Rasa's polling and means nothing here.

        Raises:
            LockError: it did not come within `lock_lifetime` seconds, or Redis does not answer.
        """
        place = self._lines.place(conversation_id)
        try:
            try:
                await place.wait(lock_lifetime)
            except TurnLost as lost:
                raise LockError(str(lost)) from lost
            yield TicketLock(conversation_id)
        finally:
            await place.leave()
