"""A normalised message cut into sentences and clauses, and the questions rules ask of a place in it."""

import re
from collections.abc import Iterator
from functools import cached_property

_CLAUSE_END = re.compile(r"[，。？！；]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_SENTENCE_END = re.compile(r"[。？！；]")
_HYPOTHETICAL = re.compile(r"要是|如果|假如|假设|假使|倘若|若是|万一|换成|改成|搬到|搬去|搬进|的话")
_NO_BEFORE = re.compile(r"(?:不是|没有?|并非|并不是|不算|非|无|不属于|没得)(?:啥|甚|什么|个|任何)?$")
# 是不是 / 有没有 / 算不算 ask; what follows is not said to be so.
_ASKED_BEFORE = re.compile(
    r"(?:是不是|有没有|算不算|是否|属不属于|会不会|能不能|可不可以|要不要|得不得)[^，。？！；]{0,4}$"
)


class Message:
    """The text with its clauses (cut at commas and at spaces between words) and sentences."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        return self._cut(_CLAUSE_END)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return self._cut(_SENTENCE_END)

    @cached_property
    def hypothetical(self) -> bool:
        """Whether something is only supposed (要是…呢)."""
        return bool(_HYPOTHETICAL.search(self.text))

    def _cut(self, end: re.Pattern[str]) -> list[tuple[int, int]]:
        spans, last = [], 0
        for m in end.finditer(self.text):
            spans.append((last, m.end()))
            last = m.end()
        return [*spans, (last, len(self.text))]

    def clause(self, at: int) -> str:
        """The words of the clause around position `at`."""
        start, end = self._around(self.clauses, at)
        return self.text[start:end]

    def sentence(self, at: int) -> str:
        """The words of the sentence around position `at`."""
        start, end = self._around(self.sentences, at)
        return self.text[start:end]

    def before(self, at: int) -> str:
        """The words of the same clause that stand before `at`."""
        return self.text[self._around(self.clauses, at)[0] : at]

    def after(self, at: int) -> str:
        """The words of the same clause from `at` on."""
        return self.text[at : self._around(self.clauses, at)[1]]

    def negated(self, at: int) -> bool:
        """不是, 没有, 非… stand directly before `at`."""
        return bool(_NO_BEFORE.search(self.before(at))) and not self.asked(at)

    def asked(self, at: int) -> bool:
        """是不是, 有没有… stand before `at`: what follows is a question."""
        return bool(_ASKED_BEFORE.search(self.before(at)))

    @staticmethod
    def _around(spans: list[tuple[int, int]], at: int) -> tuple[int, int]:
        for start, end in spans:
            if start <= at < end:
                return start, end
        return spans[-1]


def every(pattern: re.Pattern[str], message: Message) -> Iterator[re.Match[str]]:
    """Each place of a pattern in the message."""
    return pattern.finditer(message.text)
