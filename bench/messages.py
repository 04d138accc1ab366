"""Messages for timing: all different, since a system may remember how it understood one it has seen."""

import itertools
import random
from collections.abc import Iterator

_OPENINGS = (
    *("您好，", "同志，", "请问一下，", "麻烦问问，", "我想打听打听，", "替我妈问一句，", "邻居让我来问，"),
    *("村里人说能问您，", "不好意思打扰了，", "急着想知道，", "头一回问，", "我不太懂，"),
)
_QUESTIONS = (
    "残疾人一年的补贴是多少钱",
    "住院报完以后还能不能再救助",
    "租公租房租金能减多少",
    "农村盖新房给补多少",
    "自己开个小店有没有扶持",
    "孩子上大学学费能给报吗",
    "轮椅能不能免费给配",
    "坐公交车要不要钱",
    "打官司请不起律师咋办",
    "家里门口能不能给修个坡道",
    "幼儿园收我家孩子有没有奖励",
    "临时救助最多能给几个钱",
)
_ENDINGS = ("？", "呢？", "，谢谢", "，给说说", "，我记性不好说简单点", "，上回没听明白")


def different(chance: random.Random) -> Iterator[str]:
    """All combinations in random order (864), then from the start again."""
    made = ["".join(parts) for parts in itertools.product(_OPENINGS, _QUESTIONS, _ENDINGS)]
    chance.shuffle(made)
    return itertools.cycle(made)


def never_repeated(chance: random.Random) -> Iterator[str]:
    """As `different`, each behind two openings: 9,504 texts in random order, then no more."""
    openings = ["".join(pair) for pair in itertools.permutations(_OPENINGS, 2)]
    made = ["".join(parts) for parts in itertools.product(openings, _QUESTIONS, _ENDINGS)]
    chance.shuffle(made)
    return iter(made)


def repeated(chance: random.Random) -> Iterator[str]:
    """The same twelve questions over and over, in random order."""
    while True:
        yield from (f"{question}？" for question in chance.sample(_QUESTIONS, len(_QUESTIONS)))
