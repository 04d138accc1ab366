"""`control` meaning: the whole message asks what a hard word means (啥叫一户多残, 三无是指什么人), with the word as `term`.

The words are those of the policy data's glossary, which the office may change while the system runs.
"""

import logging
import re
from pathlib import Path

from bot.nlu.extract.found import Found
from bot.nlu.extract.message import Message
from policy_kb.glossary import FILE, Word, load_glossary
from policy_kb.kb import data_root

logger = logging.getLogger(__name__)

_NOISE = re.compile(r"[\s，。！？；：、~“”\"'‘’（）()《》.!?]+")
_LEAD = (
    r"(?:请问|想问一?下?|那|这个|那个|你说的?|您说的?|(?:上面|刚才|前面|文件|政策|里头|里面)(?:里|上)?(?:说|写|讲)?的?|所谓的?"
    r"|我?(?:不|没)(?:太)?(?:懂|明白|知道|清楚|晓得)(?:的是)?|解不下)*"
)
_WHAT = r"(?:什么|啥|甚|什嘛)"
_HOW = r"(?:怎么|怎样|咋样?|如何)"
_KIND = r"(?:的?(?:残疾人|残疾|家庭|人员|人|户|政策|待遇|这个词|这个说法|这个|这话))?"
_TAIL = r"(?:来着|呢|啊|呀|嘛|吗|了|的|哦|嘞|哇)*"
_ASKS = (
    rf"{_LEAD}{_WHAT}(?:才)?(?:叫做?|是|算是?|样的?(?:人|情况)?才?(?:叫|是|算是?))个?{{word}}{_KIND}{_TAIL}",
    rf"{_LEAD}{{word}}{_KIND}(?:到底|究竟|又|具体)?(?:是指的?|是|指的?是?|说的是|叫|算)个?{_WHAT}(?:意思|东西|样的?|概念|情况|人|家庭|讲究)?{_TAIL}",
    rf"{_LEAD}{{word}}{_KIND}(?:到底|究竟|又)?个?{_WHAT}(?:意思|概念|讲究){_TAIL}",
    rf"{_LEAD}{{word}}{_KIND}(?:到底|究竟|具体)?(?:是指的?|是|指的?是?|说的是)(?:谁|哪些人?|哪种人?|哪一种人?|哪类人?|咋?怎?么?回事){_TAIL}",
    rf"{_LEAD}{{word}}(?:到底|又)?是?(?:干|做|弄|管){_WHAT}(?:用|事)?{_TAIL}",
)
#: What has a sum or a way of its own (残保金怎么算) is not asked for its meaning so.
_ASKS_OF_GROUPS = (
    rf"{_LEAD}{_HOW}才?(?:算是?|界定|认定|定义?)是?{{word}}{_KIND}{_TAIL}",
    rf"{_LEAD}{{word}}{_KIND}是?{_HOW}才?(?:算|界定|认定|定义?|划分){_TAIL}",
)
#: 二级算不算重度: of which grades the policy says 重度 is part of what the word means.
_GRADES = re.compile(
    r"(?:那|我这|他这|她这)?(?:残疾)?(?:[一二三四两]级(?:残疾)?(?:和|跟|、)?)+(?:残疾)?(?:都|也|到底)?(?:算不算|是不是|算|是|属于)(?P<word>重度)(?:残疾人?|的)?[吗不么嘛没呢]?"
)
Questions = tuple[list[re.Pattern[str]], dict[str, str]]


def meaning(message: Message) -> list[Found]:
    """The wish and its word, or nothing."""
    bare = _NOISE.sub("", message.text)
    grades = _GRADES.fullmatch(bare)
    word = grades["word"] if grades else _word(bare)
    if word is None:
        return []
    whole = (0, len(message.text), message.text)
    return [Found("control", "meaning", *whole), Found("term", word, *whole)]


def _word(bare: str) -> str | None:
    if len(bare) > 30:
        return None
    patterns, words = _GLOSSARY.questions(data_root() / FILE)
    return next((words[m["word"]] for pattern in patterns if (m := pattern.fullmatch(bare))), None)


class _Glossary:
    """The questions with the words of the glossary as it stands; a file that cannot be read changes nothing."""

    def __init__(self) -> None:
        self._seen: tuple[Path, int] | None = None
        self._held: Questions = ([], {})

    def questions(self, file: Path) -> Questions:
        """The patterns, and each word by its bare letters."""
        try:
            stamp = (file, file.stat().st_mtime_ns)
            if stamp != self._seen:
                # Once, whatever comes of it: `yizhu kb check` and /healthz say what is wrong.
                self._seen = stamp
                self._held = _compiled(load_glossary(file.parents[1]))
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            logger.error("glossary not taken up: %s", type(error).__name__)
        return self._held


_GLOSSARY = _Glossary()


def _compiled(glossary: dict[str, Word]) -> Questions:
    bare = {_NOISE.sub("", word): word for word in glossary}
    every = "|".join(map(re.escape, bare))
    groups = "|".join(re.escape(b) for b, word in bare.items() if len(glossary[word].topics) != 1)
    asked = [*((ask, every) for ask in _ASKS), *((ask, groups) for ask in _ASKS_OF_GROUPS)]
    return [re.compile(ask.replace("{word}", f"(?P<word>{which})")) for ask, which in asked], bare
