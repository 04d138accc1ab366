"""How long a roster takes: complete profiles, and the same with about half of the facts unknown."""

import json
import resource
import time
from datetime import date
from random import Random

from bench.residents import half_known, resident
from policy_kb.assess import assess_json
from policy_kb.kb import KnowledgeBase

_ON = date(2026, 11, 23)
_MEGABYTE = 1024  # KiB, the unit of ru_maxrss


def run(people: int, seed: int) -> None:
    """Print the seconds for so many profiles of each kind, and how much memory grew meanwhile."""
    kb, chance = KnowledgeBase.load(), Random(seed)
    complete = [resident(kb, chance) for _ in range(people)]
    partial = [half_known(profile, chance) for profile in complete]
    for name, profiles in (("complete", complete), ("half unknown", partial)):
        lines = [json.dumps(profile, ensure_ascii=False) for profile in profiles]
        _report(name, kb, lines)


def _report(name: str, kb: KnowledgeBase, lines: list[str]) -> None:
    """Time in two halves: what the second adds in memory is what a longer roster would go on adding."""
    started, used = time.process_time(), []
    for half in (lines[: len(lines) // 2], lines[len(lines) // 2 :]):
        for line in half:
            assess_json(kb, json.loads(line), _ON)
        used.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE)
    seconds = time.process_time() - started
    print(
        f"{len(lines):>6} {name:<13} {seconds:6.1f} s of one core   "
        f"memory {used[0]:.0f} MB at half, {used[1]:.0f} MB at the end"
    )
