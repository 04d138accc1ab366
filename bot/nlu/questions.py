"""Cut a message into the questions it asks; a story and its question stay together."""

import re

_AT_MOST = 5  # questions looked at; people who ask more are answered the first ones
_CUT = re.compile(
    r"(?<=[，。？！； ])|(?=还有[，：]?(?!没有|吗|呢)|另外|再问|再就是|再有就是|顺便|顺带|还想问|也想问|以及|其次|第[二三][，、是个]|二是|三是)"
)
_ASKS = re.compile(
    r"[？]|吗|呢(?=[，。！]|$)|多少|怎么|怎样|咋|什么|甚|啥|哪|谁|几(?!级|岁|年|个月|乎)|能不能|可不可以|是不是|有没有|会不会"
    r"|管不管|给不给|算不算|用不用|行不行|是否|多久|多大|多长|如何|(?:便宜|远|贵|多|少|难|麻烦|快|严|够)不(?=[？，。 ]|$)|要不要|收不收|用不用|(?<![也都又还就是])(?:不|没)(?=[？]|$)|[报给领能管行补免减先](?:不|没|了没)(?=[，。 ])"
)
#: Question words that ask nothing: 不知道怎么办, 什么都干不了, 没有什么, 怎么也.
_NOT_ASKED = re.compile(
    r"不(?:知道|晓得|清楚|懂|会)[^，。？！；]*?(?:怎么|什么|哪|谁|咋|甚|啥)|(?:什么|甚|啥|哪儿|哪里|谁|怎么)(?:都|也)"
    r"|没(?:有)?(?:什么|甚|啥)|想(?:问|了解|咨询|打听)(?:一下|问|下)*[^，。？！；]{0,3}$|请问(?:一下)?[，：]?$|能不能帮我问"
)


def questions(text: str) -> list[str]:
    """The questions of a normalised message in order, each with the sentences that lead up to it.

    One question or none gives a list of one: the whole text.
    """
    parts: list[str] = []
    begun = ""
    for piece in filter(None, _CUT.split(text)):
        begun += piece
        if asks(piece):
            parts.append(begun.strip("，。；！ "))
            begun = ""
    if not parts:
        return [text]
    parts[-1] += begun
    return parts[:_AT_MOST]


def asks(piece: str) -> bool:
    """Whether a piece of a sentence asks something."""
    return bool(_ASKS.search(_NOT_ASKED.sub("", piece)))
