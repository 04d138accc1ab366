"""Regular work of the running system: the daily purge, by one of its copies."""

import asyncio
import json
import logging

from bot.dialogue.retention import KINDS
from casework.retention import purge_if_due

logger = logging.getLogger("yizhu.gateway")
LOOK = 600.0  # seconds between two looks whether it is time


async def keep_house() -> None:
    """Look now and then whether the daily purge is due, until cancelled; a failure only waits for the next."""
    while True:
        try:
            gone = await asyncio.to_thread(purge_if_due, KINDS)
            if gone is not None:
                logger.info(json.dumps({"event": "purge", "gone": sum(gone.values())}))
        except Exception as error:  # the database may be away for a while
            logger.error(json.dumps({"event": "purge", "kind": type(error).__name__}))
        await asyncio.sleep(LOOK)
