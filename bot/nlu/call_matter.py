"""What a call is wanted for: the words of a wish to be called, without the calling itself.

约个电话问轮椅的事 is about a wheelchair, yet as a whole it reads like any other wish for a call; so the office that
answers is found from what is left of it.
"""

import re
from datetime import date

from bot.nlu.extract.manner import manners
from bot.nlu.extract.message import Message
from bot.nlu.extract.when import whens

_WISH = re.compile(r"⟦phone|电话|打给|打过来|回电|回个?话|来电|联系我|人工|客服|工作人员|[找叫让派]个?人")
_CALLING = re.compile(
    r"⟦\w+:\w+⟧|转?人工(?:客服|服务)?|客服|[找叫让派]?(?:个|位)?工作人员|专人|[找叫让派]个?人|来个人"
    r"|[给跟和同](?:我|俺|咱)(?=打|回|说|讲|聊|谈|联|来|约|写)|[打回约来](?:一?个|一下)?(?:电话|回电)|回个?话|回电|打给我|打过来|联系我?"
    r"|(?:我|俺)?的?(?:电话|手机)(?:号码?)?(?:是|：)?|(?:我|俺)?(?:还|再)?想?要?(?:约|问问?|说说?|讲讲?|谈谈?|咨询|了解)(?:一?个|一下)?"
    r"|麻烦|(?<!申)请|帮[我俺咱]|再|不?同意"
)
#: 找个懂的人给我讲讲低保: whatever it is about, a person is wanted; not 找个人说说话, 让人给我说了一顿.
_TO_BE_TOLD = re.compile(
    r"[找叫让派寻安排喊](?:个|一个|位)?(?:[^，。！？；]{1,8}的)?(?:人|同志|工作人员|干部|师傅)(?:来|过来|出来)?"
    r"(?:[给跟和同对](?:我|俺|咱|我们)(?:家里?|妈|爸|大)?)(?:当面|细细|好好|仔细|慢慢)?"
    r"(?:说说|讲讲|谈谈|聊聊|拉拉|捣拉|解释|[说讲谈]一?[说讲谈下]|[说讲](?:清楚?|明白|道))(?!了一?顿)"
)
_CLAUSE = re.compile(r"[，。！？；\s]+")
_TELLS = 2  # characters from which on a clause tells something


def wants_person(text: str) -> bool:
    """Whether a normalised message asks that somebody explain a thing to the asker (找个人给我说说低保)."""
    return bool(_TO_BE_TOLD.search(text))


def call_matter(text: str, today: date) -> str | None:
    """The matter in a normalised wish for a call; None when it is no such wish, or tells no matter."""
    if not _WISH.search(text) and not wants_person(text):
        return None
    text = _TO_BE_TOLD.sub("，", text)
    message = Message(text)
    left = list(text)
    for found in (*whens(message, today), *manners(message)):
        left[found.start : found.end] = "，" * (found.end - found.start)
    clauses = (_CALLING.sub("", clause) for clause in _CLAUSE.split("".join(left)))
    told = "，".join(clause for clause in clauses if len(clause) >= _TELLS)
    return told or None
