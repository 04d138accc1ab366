"""Hard words in a few plain ones: said once in a reply, where the word first stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from policy_kb.basis import is_basis
from policy_kb.data_files import read_yaml

FILE = "words/glossary.yml"
#: The text itself says what the word means: 低保，是… / 托养就是… / 这叫随班就读。
_EXPLAINED = r"(?:叫|叫做|简称|所谓)“?{0}|{0}[”》]?[，,]?(?:就是|是(?!不)|指|简称)"
_GOES_ON = ("，", "、", "：", "；", ",")


@dataclass(frozen=True)
class Word:
    """What a hard word means, and the topics whose answers turn on it."""

    means: str
    topics: tuple[str, ...] = ()


def load_glossary(root: Path) -> dict[str, Word]:
    """The words and what they mean, the longest first so that 特困供养 is not read as 特困.

    Raises:
        ValueError: an entry without a word or a meaning, or a word that stands twice.
    """
    words: dict[str, Word] = {}
    for entry in read_yaml(root / FILE) or []:
        if not entry.get("term") or not entry.get("means"):
            raise ValueError(f"{FILE}：每一项都要有 term 和 means")
        for term in (entry["term"], *entry.get("also", ())):
            if term in words:
                raise ValueError(f"{FILE}：“{term}”写了两次，请删去一个")
            words[term] = Word(entry["means"], tuple(entry.get("topics") or ()))
    return dict(sorted(words.items(), key=lambda item: -len(item[0])))


def gloss(term: str, word: Word) -> str:
    """The line that explains a word."""
    return f"{term}：{word.means}。"


def explain(lines: list[str], glossary: Mapping[str, Word], said: str = "") -> list[str]:
    """Put the meaning of each hard word below the sentence in which it first stands.

    Args:
        said: what this reply said before; its words are explained already.
    """
    if not glossary:
        return list(lines)
    text = "\n".join([said, *(line for line in lines if not is_basis(line))])
    known = {word for term, word in glossary.items() if term in said or _explained(term, word, text)}
    word = re.compile("|".join(map(re.escape, glossary)))
    explained: list[str] = []
    waiting: list[str] = []
    for line in lines:
        if is_basis(line):
            explained += waiting
            waiting = []
        explained.append(line)
        for term in word.findall(line) if not is_basis(line) else ():
            if glossary[term] not in known:
                known.add(glossary[term])
                waiting.append(gloss(term, glossary[term]))
        if not line.endswith(_GOES_ON):
            explained += waiting
            waiting = []
    return explained + waiting


def _explained(term: str, word: Word, text: str) -> bool:
    return gloss(term, word) in text or bool(re.search(_EXPLAINED.format(re.escape(term)), text))
