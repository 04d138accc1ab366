"""Messages that say nothing of which matter they are about: 我妈也能领吗, 要什么材料, 那多少钱.

They ask on about what was just said; alone, no classifier can know what they mean.
"""

import re
from collections.abc import Sequence

from bot.nlu.extract import Found
from bot.nlu.extract.facets import without_facet
from bot.nlu.extract.message import Message
from bot.nlu.extract.people import mentions

_LONGEST = 24  # characters; a longer message has a matter of its own
_KEEPS_ITS_MATTER = ("needs_", "difficulty", "wants_work", "school_age_unenrolled", "other_place", "when")
#: Words that fit any matter of the policy.
_ANY_MATTER = re.compile(
    r"(?:今年|去年|明年|前年|上[回次]|头[回次]|免费|收费|花钱|要钱|一个人|每个?人|一人|[几一两]回|[几一两]次|\d+周?岁|[一二三四五六七八九十]+周?岁)"
    r"|(?:能不能|可不可以|是不是|有没有|会不会|算不算|行不行|够不够|符不符合|给不给|管不管|享不享受)"
    r"|(?:能|可以|可|会|要|得|想|该|需要|用|应该|怎么|怎样|咋样?|如何|为什么|为啥|凭什么|到底|究竟)"
    r"|(?:领取|领|拿到|拿|给|发|有|享受|补(?!贴|助|偿|缴|习)|干|做|申请|申领|办理|办|管|算|行|成|够|符合|满足|报名|报|弄|走|去|到|找|问|带|拿上|准备|寻|归|念|查|看|装)"
    r"|(?:多少|几个?|百分之几|多大|多久|多长时间|哪个|哪些|哪儿|哪里|哪|谁|什么|啥|甚|多会儿|几时|什么时候)"
    r"|(?:一年|一个?月|每年|每月|按年|按月|一次|一共|总共|钱|元|块|标准|条件|资格|政策|规定|文件|部门|单位|地方|窗口|局)"
    r"|(?:我们|咱们|你们|他们|她们|我|俺|咱|你|您|他|她|它|人家|自己|本人|家里|家|人)"
    r"|(?:这个|那个|这种|那种|这些|这事|那事|这|那|其他|别的|情况|样|件|项|笔|事情?|东西)"
    r"|(?:的话|如果|要是|假如|那么|就|也|都|还|又|再|才|只|不|没|了|的|地|得|是|在|和|跟|或者|还是|给|让|把|被|对|从)"
    r"|(?:真的|假的|对|听说|记得|超过|不到|不满|不足|满|以上|以下|上了|岁数|下来|才能|批|评成|评为|评|变成|换成|改成|定成|年纪|同样|一样|照样)"
    r"|(?:呢|吗|嘛|吧|啊|呀|哇|嘞|么|哦|噢|哎|请问|请|麻烦|谢谢|您好|你好|一下|现在|今年|明年|去年|以后|过)"
)
#: 我能领什么 asks for everything, not on about one matter.
_EVERYTHING = re.compile(
    r"(?:领|拿|享受|有|给|得)[^，。？！]{0,4}(?:什么|啥|甚|哪些|些甚|些啥)(?!材料|手续|证|时候|部门|单位|地方|条件)"
)
#: With a kind or grade of disability a short question is whole (精神二级能领多少), unless it clearly goes on.
_GOES_ON = re.compile(r"^(?:那|如果|要是|换成)|(?:呢|也[^，。]{0,8})[？。！]?$|也能|也有|也给|一样")
#: 我舅舅的呢: somebody else, the same matter.
_WHOSE_TURN = re.compile(r"^那?[^，。？！ ]{1,5}的呢[？。！]?$")
#: 交了两万呢: paid, with the sum, and nothing of what for.
_PAID = re.compile(r"交|花|掏|出|缴|付")
#: 修呢, 火车呢, 硕士呢, 谁来修, 饭钱管不管, 不收咋办: a word or two held against the last answer.
_TRAILS = re.compile(
    r"(?:(?:那么?|还有)?[^，。？！\s]{1,5}(?<!你)呢|(?:那|这)?谁(?:来|给)?[^，。？！\s]{1,2}"
    r"|(?:那|这)?[^，。？！\s]{1,4}(?:管不管|管吗|管不|报不报|给报吗|给不给|包不包|免不免|算不算|要不要钱|要钱吗|谁出|谁掏)"
    r"|(?:那|要是)?(?:人家|他们|学校)?不[^，。？！\s]{1,3}(?:咋办|怎么办|咋弄)|这钱[^，。？！\s]{1,5})[？。！]?"
)
#: 车费呢: what a thing costs is never a matter of its own.
_COSTS = re.compile(
    r"多少(?:利息|押金)[？。！]?"
    r"|(?:那|还有)?[^，。？！\s]{1,3}(?:费|费用|利息|押金|票)(?:呢|管不管|谁出|谁掏|报不报|给报吗)[？。！]?"
)
#: 听力三级能给不: whether, and nothing of how much or what.
_WHETHER = re.compile(
    r"(?:能|可以|够|给|享受|算|行)[^，。？！\s]{0,6}[不吗嘛么没][？。！]?$"
    r"|(?:能不能|可不可以|给不给|行不行|够不够|算不算|享不享受)[^，。？！\s]{0,4}[？。！]?$"
)
_HOW_MUCH_OR_WHAT = re.compile(r"多少|几[个块千百万]|什么|啥|甚|哪|谁")
_NOISE = re.compile(r"[\s，。！？；：、~“”\"'（）().!?,]+")


def trails(text: str) -> bool:
    """Whether a normalised message is a word or two and 呢: a matter of its own only if plainly read so."""
    return bool(_TRAILS.fullmatch(text.strip()))


def asks_of_costs(text: str) -> bool:
    """Whether a normalised message is but a cost beside the matter (车费呢): it goes on however it reads alone."""
    return bool(_COSTS.fullmatch(text.strip()))


def asks_whether(text: str, found: Sequence[Found]) -> bool:
    """Whether a normalised message states a disability and asks but whether (我爸低保，听力三级能给不). As an
    answer to what was just said it means that matter; at the beginning of a talk it is a question of its own.

    Args:
        found: what was extracted from it; positions refer to `text`.
    """
    return (
        bool(_WHETHER.search(text))
        and not _HOW_MUCH_OR_WHAT.search(text)
        and _states_disability(found)
        and _names_no_matter(text, found)
    )


def elliptic(text: str, found: Sequence[Found]) -> bool:
    """Whether a normalised message leaves open which matter it asks about.

    Args:
        found: what was extracted from it; positions refer to `text`.
    """
    if _WHOSE_TURN.search(text) and any(f.entity == "person" for f in found):
        return True
    if _EVERYTHING.search(text) or (_states_disability(found) and not _GOES_ON.search(text)):
        return False
    return _names_no_matter(text, found)


def _states_disability(found: Sequence[Found]) -> bool:
    return any(f.entity in ("disability", "severe") for f in found)


def _names_no_matter(text: str, found: Sequence[Found]) -> bool:
    """Whether nothing is left of a short message without its facts, its people and what fits any matter."""
    if len(text) > _LONGEST or any(f.entity.startswith(_KEEPS_ITS_MATTER) for f in found):
        return False
    left = list(text)
    spans = [(f.start, f.end) for f in found if f.entity not in ("control", "polarity")]
    for start, end in [*spans, *((m.start, m.end) for m in mentions(Message(text)))]:
        left[start:end] = "，" * (end - start)
    rest = without_facet("".join(left))
    if any(f.entity == "money" for f in found):
        rest = _PAID.sub("，", rest)
    return not _NOISE.sub("", _ANY_MATTER.sub("", _NOISE.sub(" ", rest)))
