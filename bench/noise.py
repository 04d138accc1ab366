"""What understanding loses when the text is spoiled as phones and hurried hands spoil it."""

import random
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import opencc
from pypinyin import lazy_pinyin

from bench.questions import draw
from bench.talk import Talk
from bot.evaluation.interval import wilson
from bot.evaluation.keys import judge
from bot.nlu.homophones import Mishearing
from bot.settings import PROJECT

QUESTIONS = PROJECT.parent / "shared" / "questions"
_SOURCE = PROJECT / "policy_kb" / "source" / "yzf-2022-35.txt"
_SHARE = 0.1  # of the characters dropped or doubled
_FOLLOWED = 3  # buttons tried where the system asks back
_AT_ONCE = 2
_FILLERS = ("嗯，", "那个", "就是说，", "哎，这个", "我跟你说，")
_TRADITIONAL = opencc.OpenCC("s2t")

Spoil = Callable[[str], str]


def run(url: str, folder: Path, number: int, seed: int) -> None:
    """Print the share answered rightly for clean text and each kind of noise, and what it loses."""
    questions = draw(folder, number, seed)
    if not questions:
        print(f"no questions (*.jsonl) in {folder}; name their folder with --questions-in")
        return
    clean: list[bool] = []
    print(
        f"{len(questions)} questions\n{'text':<16}{'right':>7}{'95 % interval':>17}{'loss':>8}{'lost':>6}{'won':>5}"
    )
    for name, spoil in _kinds(questions, seed).items():
        right = _ask_all(url, questions, spoil)
        clean = clean or right
        _report(name, right, clean)


def drop(text: str, share: float, seed: int) -> str:
    """The text without about `share` of its characters, the same for the same seed."""
    chance = random.Random(f"{seed}:{text}")
    return "".join(c for c in text if chance.random() >= share) or text


def double(text: str, share: float, seed: int) -> str:
    """The text with about `share` of its characters written twice, the same for the same seed."""
    chance = random.Random(f"{seed}:{text}")
    return "".join(c * 2 if chance.random() < share else c for c in text)


def unpunctuated(text: str) -> str:
    """The text as dictated: no punctuation at all."""
    return re.sub(r"[^\w\s]", "", text) or text


def spelled(text: str, share: float, seed: int) -> str:
    """The text with about `share` of its Chinese characters typed as pinyin, the same for the same seed."""
    chance = random.Random(f"{seed}:{text}")
    return "".join(
        f" {lazy_pinyin(c)[0]} " if "\u4e00" <= c <= "\u9fff" and chance.random() < share else c for c in text
    )


def hesitating(text: str, seed: int) -> str:
    """The text as an old person dictates it: with fillers at its beginning and at its pauses."""
    chance = random.Random(f"{seed}:{text}")
    pieces = re.split(r"(?<=[，。？！,?!])", text)
    return "".join(chance.choice(_FILLERS) + piece for piece in pieces if piece)


def _kinds(questions: list[dict[str, Any]], seed: int) -> dict[str, Spoil]:
    texts = [question["text"] for question in questions]
    misheard = Mishearing([_SOURCE.read_text(encoding="utf-8"), *texts])
    kinds: dict[str, Spoil] = {"clean": lambda text: text}
    for share in (0.05, 0.15, 0.3):
        kinds[f"homophones {share * 100:.0f} %"] = partial(misheard.write, share=share, seed=seed)
    kinds[f"dropped {_SHARE * 100:.0f} %"] = partial(drop, share=_SHARE, seed=seed)
    kinds[f"doubled {_SHARE * 100:.0f} %"] = partial(double, share=_SHARE, seed=seed)
    kinds["no punctuation"] = unpunctuated
    kinds["traditional"] = _TRADITIONAL.convert
    kinds[f"pinyin {_SHARE * 100:.0f} %"] = partial(spelled, share=_SHARE, seed=seed)
    kinds["fillers"] = partial(hesitating, seed=seed)
    return kinds


def _ask_all(url: str, questions: list[dict[str, Any]], spoil: Spoil) -> list[bool]:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(lambda question: _right(url, question, spoil(question["text"])), questions))


def _right(url: str, question: dict[str, Any], text: str) -> bool:
    """Right at once, or by one of the first buttons where the system only asks back."""
    with Talk(url) as talk:
        turn = talk.say(text)
        if judge(question, turn.text).right:
            return True
        if "依据：" in turn.text:
            return False
        followed = (talk.press(button) for button in turn.buttons[:_FOLLOWED])
        return any(judge(question, turn.text).right for turn in followed)


def _report(name: str, right: list[bool], clean: list[bool]) -> None:
    low, high = wilson(sum(right), len(right))
    loss = (sum(clean) - sum(right)) / len(right)
    lost = sum(before and not now for before, now in zip(clean, right, strict=True))
    won = sum(now and not before for before, now in zip(clean, right, strict=True))
    interval = f"{low:.2f} to {high:.2f}"
    print(f"{name:<16}{sum(right) / len(right):>7.2f}{interval:>17}{loss:>8.2f}{lost:>6}{won:>5}", flush=True)
