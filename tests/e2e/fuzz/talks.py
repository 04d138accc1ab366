"""Plays random talks against a running system and writes down what was wrong with each.

python -m tests.e2e.fuzz.talks http://127.0.0.1:8000 --talks 1000 --seed 1   as long as one likes
"""

import argparse
import re
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import httpx

from policy_kb.current import current
from tests.e2e.fuzz.judge import Judge
from tests.e2e.fuzz.turns import Turns, heard_in_life

AT_ONCE = 4  # people who talk at the same time
_CALL = re.compile(r"(?:登记好了|新说的也记上了)。编号：(\d{4}-\d{4}-\d)(?!\d)")
_SENT = re.compile(r"(?:交上去了|不用再交)。编号：(\d{4}-\d{4}-\d)(?!\d)")
_TIMEOUT = 40.0  # seconds; the system answers within 15, if only to apologise


@dataclass(frozen=True)
class Finding:
    """A fault, in the talk of this seed, after what had been said and pressed so far."""

    seed: int
    fault: str
    script: tuple[str, ...]
    replies: tuple[str, ...]

    def __str__(self) -> str:
        said = "\n    ".join(self.script[-6:])
        return f"talk {self.seed}: {self.fault}\n    {said}\n  = " + "\n    ".join(self.replies)


@dataclass(frozen=True)
class Played:
    """How much was played, and what was found."""

    talks: int
    turns: int
    seconds: float
    findings: tuple[Finding, ...]
    calls: frozenset[str]  # references of call-backs that people were promised, and have not had deleted
    applications: frozenset[str]  # and of applications


def play(url: str, seeds: Iterable[int], seconds: float) -> Played:
    """Play a talk for each seed, several at once, until `seconds` are over."""
    sentences, judge, began = heard_in_life(), Judge(current()), time.monotonic()

    def one(seed: int) -> "_Person | None":
        if time.monotonic() - began > seconds:
            return None
        with httpx.Client(base_url=url, timeout=_TIMEOUT, trust_env=False) as http:
            person = _Person(http, seed, Turns(seed, sentences), judge)
            person.talk()
            return person

    with ThreadPoolExecutor(AT_ONCE) as pool:
        people = [person for person in pool.map(one, seeds) if person]
    return Played(
        talks=len(people),
        turns=sum(len(person.script) for person in people),
        seconds=time.monotonic() - began,
        findings=tuple(finding for person in people for finding in person.findings),
        calls=frozenset(reference for person in people for reference in person.calls),
        applications=frozenset(reference for person in people for reference in person.applications),
    )


class _Person:
    """One who talks, and what came of it."""

    def __init__(self, http: httpx.Client, seed: int, turns: Turns, judge: Judge) -> None:
        self._http, self._seed, self._turns, self._judge = http, seed, turns, judge
        self._buttons: dict[str, str] = {}
        self._heard = "-"
        self._typed: list[str] = []
        self.script: list[str] = []
        self.findings: list[Finding] = []
        self.calls: set[str] = set()
        self.applications: set[str] = set()

    def talk(self) -> None:
        """Take all turns; end at a refusal, which is a finding."""
        for _ in range(self._turns.length()):
            how, what = self._turns.next(list(self._buttons), self._heard)
            self.script.append(f"{how}: {what}")
            if how == "say":
                self._typed.append(what)
            before = self._http.cookies.get("yizhu")
            body = {"text": what} if how == "say" else {"button": self._buttons[what]}
            answer = self._http.post("/api/chat", json=body)
            if answer.status_code == 400 and how == "say":  # nothing that could be read was left of it
                continue
            if answer.status_code != 200:
                self._find(f"{answer.status_code} {answer.text}", [])
                return
            renewed = before not in (None, self._http.cookies.get("yizhu"))
            if renewed:  # everything was deleted
                self.calls.clear()
                self.applications.clear()
            self._hear(answer.json()["replies"], renewed)

    def _hear(self, replies: list[dict[str, Any]], renewed: bool) -> None:
        texts = [reply["text"] for reply in replies]
        for fault in self._judge.faults(replies, self._typed, self._buttons):
            self._find(fault, texts)
        self.calls.update(_CALL.findall("\n".join(texts)))
        self.applications.update(_SENT.findall("\n".join(texts)))
        for link in (link for reply in replies for link in reply.get("links", ())):
            page = self._http.get(link["href"])
            if page.status_code != 200:
                self._find(f"{page.status_code} at the page {link['title']}", texts)
        buttons = {b["title"]: b["button"] for r in replies for b in r["buttons"]}
        self._heard = "\n".join(texts).strip() or "-"
        self._buttons = buttons if buttons or renewed else self._buttons

    def _find(self, fault: str, texts: list[str]) -> None:
        self.findings.append(Finding(self._seed, fault, tuple(self.script), tuple(texts)))


def main() -> int:
    """Print what was found; 1 if anything was."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("url")
    parser.add_argument("--talks", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0, help="of the first talk; the next has the next")
    parser.add_argument("--seconds", type=float, default=float("inf"))
    wanted = parser.parse_args()
    played = play(wanted.url, range(wanted.seed, wanted.seed + wanted.talks), wanted.seconds)
    for finding in played.findings:
        print(finding)
    print(
        f"{played.talks} talks, {played.turns} turns, {played.seconds:.0f} s, {len(played.calls)} call-backs, "
        f"{len(played.applications)} applications, {len(played.findings)} faults"
    )
    return 1 if played.findings else 0


if __name__ == "__main__":
    sys.exit(main())
