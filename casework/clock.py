"""Time: stored in UTC, spoken in the time of China."""

from datetime import datetime, timedelta, timezone

#: China has had no daylight saving since 1991, so a fixed offset needs no time zone database.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def utcnow() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(timezone.utc)


def local(moment: datetime) -> datetime:
    """The same moment in Asia/Shanghai; a naive one is taken to be of that zone already."""
    return moment.replace(tzinfo=SHANGHAI) if moment.tzinfo is None else moment.astimezone(SHANGHAI)
