"""How fast somebody may speak, when several gateways hear them: the same token buckets, in Redis."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.gateway.limits import Buckets, Limits, alone
from bot.settings import Settings
from casework.sealing import keyed_hash

_PATIENCE = 1.0  # seconds; a message must not wait longer for its own limit

# Takes one token; returns the seconds to wait when there is none. The clock is that of Redis, one for all copies.
_TAKE = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local burst, per_second = tonumber(ARGV[1]), tonumber(ARGV[2])
local kept = redis.call('HMGET', KEYS[1], 'level', 'since')
local level = burst
if kept[1] then level = math.min(burst, kept[1] + math.max(0, now - kept[2]) * per_second) end
local wait = 0
if level >= 1 then level = level - 1 else wait = (1 - level) / per_second end
redis.call('HSET', KEYS[1], 'level', tostring(level), 'since', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], math.ceil(burst / per_second))
return tostring(wait)
"""


@asynccontextmanager
async def limits_of(settings: Settings) -> AsyncIterator[Limits]:
    """The limits of a gateway: counted in Redis where several share one, in this process where there is none."""
    conversation, address, enabled = settings.per_conversation, settings.per_address, settings.rate_limited
    if not settings.redis_url:
        yield Limits(alone(*conversation), alone(*address), enabled)
        return
    redis = Redis.from_url(settings.redis_url, socket_connect_timeout=_PATIENCE, socket_timeout=_PATIENCE)
    conversations = SharedBuckets(redis, "conversation", *conversation)
    addresses = SharedBuckets(redis, "address", *address)
    try:
        yield Limits(conversations.take, addresses.take, enabled)
    finally:
        await redis.close()


class SharedBuckets:
    """One token bucket per key for all gateways. While Redis is away each gateway counts for itself."""

    def __init__(self, redis: Redis, name: str, burst: float, per_second: float) -> None:
        self._script = redis.register_script(_TAKE)
        self._name = name
        self._pace = (burst, per_second)
        self._own = Buckets(burst, per_second)

    async def take(self, key: str) -> float:
        """Take one token. Return 0.0, or the seconds to wait when there is none left."""
        place = f"yizhu:pace:{self._name}:{keyed_hash('pace', key)}"  # an address says who somebody is
        try:
            return float(await self._script(keys=[place], args=self._pace))
        except RedisError:
            return self._own.take(key)
