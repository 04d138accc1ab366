"""A thousand people write at the same moment: as many as can be are answered, the others hear where to turn."""

import asyncio
from collections import Counter

import aiohttp

from bench import memory
from bot.gateway import words

PEOPLE = 1000
PATIENCE = 240.0  # seconds that people go on trying, on a busy machine


async def ask(http: aiohttp.ClientSession, told: Counter[str]) -> str:
    """Ask as one more person, coming back as long as told so; the reply."""
    while True:
        async with http.post("/api/chat", json={"text": "我妈视力二级，农村户口，一年补贴多少钱"}) as answer:
            heard = await answer.json()
        if answer.status == 200:
            said = "\n".join(reply["text"] for reply in heard["replies"])
            if said != words.APOLOGY:
                return said
            told["sorry"] += 1
        else:
            assert (answer.status, heard) == (503, {"error": words.BUSY})
            told["come back"] += 1
        await asyncio.sleep(float(answer.headers.get("retry-after", 1)))


async def crowd(url: str) -> tuple[list[str], Counter[str]]:
    """What each of them heard in the end, and how often they were put off before."""
    told: Counter[str] = Counter()
    nobody = aiohttp.DummyCookieJar()  # so each message is of another person
    async with aiohttp.ClientSession(url, connector=aiohttp.TCPConnector(limit=0), cookie_jar=nobody) as http:
        people = asyncio.gather(*(ask(http, told) for _ in range(PEOPLE)))
        return list(await asyncio.wait_for(people, PATIENCE)), told


def megabytes(system) -> float:
    """Of all processes of the system."""
    return sum(size for _, size in memory.used(system.supervisor.pid).values())


def test_a_thousand_at_once_are_answered_or_told_to_come_back(system):
    said, told = asyncio.run(crowd(system.url))
    assert len(said) == PEOPLE
    assert {"3000元" in one and "第1条" in one for one in said} == {True}
    assert told["come back"] >= 1
    before = megabytes(system)
    asyncio.run(crowd(system.url))
    assert megabytes(system) < before * 1.1
