"""The dialogue's own memory among the kinds of data that the daily purge takes."""

from datetime import datetime

from bot.dialogue.talks import Talks
from casework.retention import Kind


def _talks(now: datetime, dry_run: bool) -> int:
    talks = Talks()
    try:
        return talks.purge(now.timestamp(), dry_run)
    finally:
        talks.engine().dispose()


KINDS = (Kind("对话引擎记住的谈话", _talks),)
