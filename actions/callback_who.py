"""Who will pick up the phone, out of free text: 让我闺女接, 我老汉接电话, 我妈在旁边一起听."""

import re
from dataclasses import dataclass

_KIN = (
    "儿子|闺女|女儿|姑娘|老伴|老汉|老公|丈夫|媳妇|老婆|婆姨|爱人|孩子|妈妈|爸爸|我妈|我爸|娘|大大|哥哥?|姐姐?|弟弟?|妹妹?"
    "|儿媳妇?|女婿|孙子|孙女|婆婆|公公|奶奶|爷爷|姥姥|姥爷|家里?人|护工|保姆|邻居|村干部"
)
_PICKS_UP = re.compile(
    rf"(?:(?:让|叫|由|找|是)我?|我|^|[，。；,; ])(?P<who>{_KIN})(?:来|给|替我?|代我?|帮我?|会|能)*接(?!送|回|受)"
)
_BESIDE = re.compile(rf"(?P<who>{_KIN})[^，。；]{{0,4}}(?:一起听|陪着|在旁边|在跟前)")
_MYSELF = re.compile(r"(?:我|本人)(?:自己|本人)?(?:来)?接(?!受|送)|我本人接")


@dataclass(frozen=True)
class PicksUp:
    """Who answers, in words; `beside`: somebody only listens along while the person answers."""

    who: str
    beside: bool = False


def who_picks_up(text: str) -> PicksUp | None:
    """Who is named to answer the phone; None when the text does not say."""
    beside = _BESIDE.search(text)
    if beside:
        return PicksUp(f"本人，{_plain(beside['who'])}一起听", beside=True)
    other = _PICKS_UP.search(text)
    if other:
        return PicksUp(_plain(other["who"]))
    return PicksUp("本人") if _MYSELF.search(text) else None


def _plain(word: str) -> str:
    return word.removeprefix("我")
