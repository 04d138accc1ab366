"""What no reply may be, whatever was said before: empty, in the words of the machine, or without its ground."""

import re
from collections.abc import Iterable
from typing import Any

from actions.phrases import say
from bot.gateway.words import APOLOGY
from policy_kb.basis import is_basis
from policy_kb.clauses import citation
from policy_kb.kb import KnowledgeBase

_LATIN = re.compile(r"[A-Za-z_]{2,}")
_MACHINE = re.compile(r"\{\{|\}\}|\{%|%\}|⟦|⟧|</?\w+>|\\n|\[\]|\{\}")
#: Words given as the document's own: a line of nothing else, or behind the clause they stand in.
_QUOTED = re.compile(r"^(?:(第\d+条)：)?“([^”]+)”$", re.M)
_HEAD = "依据：《实施意见》"
#: What is told as done, and the words that the person must have been offered right before for it.
_NOT_UNASKED = {
    "删好了": "删除",
    "的回电取消了": "取消回电",
    "的申请撤回了": "撤回",
    "登记好了": "确认",
    "交上去了": "交上去",
}
_FAILED = say("failed")
_ANSWER_LONGEST = 3000  # characters of one reply: nobody reads more on a phone


class Judge:
    """Finds what is wrong with the replies of a talk."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._text_of = {citation(clause): _bare(part.text) for clause, part in kb.clauses.items()}
        self._source = _bare("".join(part.text for part in kb.clauses.values()))

    def faults(
        self, replies: list[dict[str, Any]], said: Iterable[str], offered: Iterable[str] = ()
    ) -> list[str]:
        """Each fault in words.

        Args:
            said: all that this person typed so far, which may be repeated to them.
            offered: titles of the newest buttons, which they could press.
        """
        heard = "\n".join(said)
        if not replies:
            return ["no reply"]
        found = []
        for reply in replies:
            found += self._text(reply["text"], heard)
            for button in reply["buttons"]:
                found += [f"button: {fault}" for fault in self._words(button["title"], heard)]
        text = "\n".join(reply["text"] for reply in replies)
        found += [
            f"not asked before: {done}"
            for done, title in _NOT_UNASKED.items()
            if done in text and title not in offered
        ]
        titles = [button["title"] for reply in replies for button in reply["buttons"]]
        found += [f"two buttons {title!r}" for title in sorted({t for t in titles if titles.count(t) > 1})]
        return found

    def _text(self, text: str, heard: str) -> list[str]:
        if not text.strip():
            return ["empty"]
        if text in (APOLOGY, _FAILED):
            return ["apology"]
        found = self._words(text, heard)
        if len(text) > _ANSWER_LONGEST:
            found.append(f"{len(text)} characters")
        for line in text.splitlines():
            if is_basis(line):
                found += self._basis(line)
        for clause, quote in _QUOTED.findall(text):
            if _bare(quote) not in self._text_of.get(clause, self._source):
                found.append(f"quoted but not written {clause}: {quote}")
        return found

    def _words(self, text: str, heard: str) -> list[str]:
        found = [] if text.strip() else ["empty"]
        found += [
            f"not Chinese: {word}" for word in _LATIN.findall(text) if word.lower() not in heard.lower()
        ]
        found += [f"of the machine: {mark}" for mark in _MACHINE.findall(text) if mark not in heard]
        return found

    def _basis(self, line: str) -> list[str]:
        if not line.startswith(_HEAD):
            return [f"basis without its document: {line}"]
        cited = line.removeprefix(_HEAD).split("、")
        return [f"no such clause: {one}" for one in cited if one not in self._text_of]


def _bare(text: str) -> str:
    """Without white space and marks at the end, which a quotation may lose or gain."""
    return re.sub(r"\s+", "", text).strip("。，；…")
