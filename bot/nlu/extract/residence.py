"""Where a person is registered: urban or rural, in this banner or not, and whether certified."""

import re

from bot.nlu.extract.found import Found
from bot.nlu.extract.message import Message
from bot.nlu.extract.places import ELSEWHERE, HERE

# The registration decides; where somebody lives or works counts only when nothing is said of it.
_RURAL_HUKOU = re.compile(
    r"农村户口|农村户籍|(?<!非)农业户口?|农户|农牧户|农村牧区户口?|农村户|牧户|牧区户口?"
    r"|(?:户口|户籍)(?:还|也|都|一直|就)?(?:是|在|落在|还在)?(?:个)?(?:老家)?(?:农村|村里"
    r"|村上|嘎查|乡下|牧区|农业)(?:里|的)?"
    r"|(?:村里|村上|嘎查|乡下)的?户口?|(?:种地|放羊|养羊|喂羊|种地放羊)的?户口|农民户口"
)
_URBAN_HUKOU = re.compile(
    r"城镇户口|城镇户籍|城镇户|城市户口|城市户|城里的?户口?|城区户口|城镇居民户口?"
    r"|居民户口?|非农业?(?:户口?)?|县城的?户口|镇上的?户口|街上的?户口|社区的?户口"
    r"|(?:户口|户籍)(?:还|也|都|已经)?(?:是|在|迁到|转到|落在|转成)?(?:了)?(?:城里|城镇"
    r"|镇上|城市|社区|县城|阿镇街上|居民)(?:的|了)?"
)
_RURAL = re.compile(
    r"农村牧区(?=的|人)|农村(?!合作|信用|商业|养老|医|小额|公路|电商|书屋|集体|户|危房|牧区"
    r"|电网|信贷|淘宝)(?:的|人|家庭|老人|老汉|老太太|妇女|残疾人|娃)?|牧区(?:的|人)?|农牧民|牧民"
    r"|农民(?!工|合作)|庄户人|受苦人|乡下人?|村里(?:的|人)(?!说|给|开会|干部)|村里(?=$"
    r"|[，。？ 呢])|嘎查(?:的|人)(?=$|[，。？ 残])"
    r"|(?:住在?|家在|家住|我们是|我是|在)(?:农村|村里|嘎查|村上|村子里|牧区)|村民(?=$|[，。 ])"
)
_URBAN = re.compile(
    r"城镇(?!职工|居民(?:医|养|基|保)|化|就业|登记|建设)(?:的|居民|家庭|低保|人|残疾人)?"
    r"|城里(?:的|人)?|城市(?:的|人|居民)|市民(?=$|[，。的])|(?:我是|我们是|属于|是)社区的"
    r"|社区居民|(?:家住|住在)[^，。？！]{0,4}社区"
    r"|(?:家住|住在?|家在)[^，。？！]{0,4}(?:街上|镇上|县城|城里)(?:住)?|在[^，。？！]{0,4}(?:街上|镇上|县城|城里)住"
)
_MOVED = re.compile(r"(?:搬到|搬去|搬进|迁到|转到)(?:了)?(?:镇上|城里|旗里|街上|县城|阿镇|城镇|东胜)")
_MOVED_OUT = re.compile(r"(?:搬到|搬去|搬回|迁到|迁回|转到)(?:了)?(?:村里|农村|乡下|牧区|嘎查)")
_LIVES_ELSEWHERE_THAN_REGISTERED = re.compile(r"租|打工|陪读|寄住|借住|暂住|跟着|楼房")
_BOTH = re.compile(
    r"(?:城镇|城里|城市|农村|居民|农业)(?:的|户口?|户的)?还是|城乡|城镇和农村|农村和城"
    r"|城里和农村|城市和农村|城里农村|农村城镇|农村城里|农村还是|城镇还是|城里还是|城市还是"
    r"|城市农村|城里跟农村|农村跟城|都一样"
)


def residence(message: Message) -> list[Found]:
    """`residence` as `urban` or `rural`, both where both are said; nothing when it is only asked which."""
    if _BOTH.search(message.text) and not re.search("(?:我|他|她|家).{0,6}户口是", message.text):
        return []
    found = _by(message, _RURAL_HUKOU, "rural") + _by(message, _URBAN_HUKOU, "urban")
    if not found:
        found = _by(message, _RURAL, "rural") + _by(message, _URBAN, "urban")
        if _LIVES_ELSEWHERE_THAN_REGISTERED.search(message.text):
            found = [f for f in found if not _only_lived(message, f)]
    found += _by(message, _MOVED, "urban") + _by(message, _MOVED_OUT, "rural") if message.hypothetical else []
    return sorted(found, key=lambda f: f.start)


def _by(message: Message, pattern: re.Pattern[str], value: str) -> list[Found]:
    other = {"rural": "urban", "urban": "rural"}[value]
    out = []
    for m in pattern.finditer(message.text):
        if message.asked(m.start()) or (
            re.search(r"(?:是)$", message.text[: m.start()]) and re.match(r"还是", message.text[m.end() :])
        ):
            continue
        said = other if message.negated(m.start()) and m.group()[0] != "非" else value
        out.append(Found("residence", said, m.start(), m.end(), m.group()))
    return out


def _only_lived(message: Message, fact: Found) -> bool:
    """“在城里租房住” says where somebody lives, not how they are registered."""
    return fact.text.startswith(("城里", "城镇", "城市", "住", "家住", "在")) and bool(
        re.search(r"(?:在|住|到|进)$", message.text[: fact.start])
        or fact.text.startswith(("住", "家住", "在"))
    )


_LOCAL = re.compile(
    rf"(?:户口|户籍)(?:本)?(?:还|也|都|一直|就)?(?:是|在|落在|还在|迁到)?(?:了)?{HERE}"
    rf"|{HERE}[^，。？！]{{0,3}}?(?:户口|户籍)|本地户口|本地户籍|当地户口"
    rf"|(?:是|咱|我们|我|家)(?:们|是|都是)?{HERE}(?:当地|本地)?(?:的|人|户)(?=$"
    rf"|[，。？！ 呢能])|(?:土生土长的|我是){HERE}(?:的|人)|本地人"
)
#: 乡下户口，伊旗的: the place is said beside the register, in a clause of its own.
_LOCAL_ALONE = re.compile(rf"(?:^|(?<=[，。！ ])){HERE}的(?=$|[，。！ ])")
#: 伊旗的: the whole answer to where one is registered.
_LOCAL_WHOLE = re.compile(rf"(?:嗯|对|是|就是|都是|，)*{HERE}(?:这边|这儿|当地|本地)?的[呀啊嘛了]?[。！ ]?")
_REGISTERED = re.compile(r"户口|户籍")
_OUTSIDE = re.compile(
    rf"(?:户口|户籍)(?:不在|没在|不是|没迁到|没落在)(?:{HERE}|本地|当地|这儿|这里|旗里"
    rf"|咱)?(?:的)?|外地户口|外地户籍|外地(?:人|的)(?=$|[，。？！ 呢能可])|^外地呢"
    rf"|外旗(?:的|人|户口)?|外省的?人?|外县的?人?"
    rf"|(?:户口|户籍)(?:还)?(?:是|在|落在)(?:外地|外旗|外省|老家外|{ELSEWHERE})"
    rf"|{ELSEWHERE}的?(?:户口|户籍)|不是{HERE}的?(?:户口|户籍|人|的)|不是本地(?:户口|人|的)"
)
_RULE_BEFORE = re.compile(
    r"(?:必须|一定|要不要|用不用|需要|需不需要|非得|得|只有|限|要求|是不是|是否|有没有"
    r"|适用于?|只管|只给|只发|先)[^，。？！]{0,6}$"
)


def local_hukou(message: Message) -> list[Found]:
    """`local_hukou`: registered in the banner or not; rules asked about (必须本旗户口吗) say nothing."""
    out = []
    for m in _OUTSIDE.finditer(message.text):
        if m.group().startswith("外地") and re.search(r"[在去到从嫁]$", message.text[: m.start()]):
            continue
        if not _RULE_BEFORE.search(message.before(m.start())):
            out.append(Found("local_hukou", message.negated(m.start()), m.start(), m.end(), m.group()))
    alone = _LOCAL_ALONE.finditer(message.text) if _REGISTERED.search(message.text) else ()
    if _LOCAL_WHOLE.fullmatch(message.text.strip()):
        return [Found("local_hukou", True, 0, len(message.text), message.text)]
    for m in (*_LOCAL.finditer(message.text), *alone):
        covered = any(f.start < m.end() and m.start() < f.end for f in out)
        if not covered and not _RULE_BEFORE.search(message.before(m.start())):
            out.append(Found("local_hukou", not message.negated(m.start()), m.start(), m.end(), m.group()))
    return out[:1] if len({f.value for f in out}) == 1 else []


_HOLDS = re.compile(
    r"(?:有|持|拿着|办了|领了|办下来?了?|拿到了?|办过|领到了?|办好了?)(?:个|了|着"
    r"|本)?(?:残疾人?证|残证)(?!明|的人)"
    r"|残疾人?证(?:也|都|早就|已经|早|是|就)?(?:有(?!什么|啥|甚|没|哪|效|用)|办了|办下来了"
    r"|下来了|拿到了|到手了)|持证(?!上岗|残疾|人员|的?条件)(?:的|人)?"
    r"|(?<![保份房产员书婚驶考执准印])(?:残疾人?)?证(?:上)?(?:是|写的?是?|定的?是?"
    r"|评的?是?)?(?:[肢视听言智精][体力语神]残?疾?)?[一二三四1-4]级(?!大|还是|高|严重|和"
    r"|、)|有证(?=$|[，。 的呢])|残疾人? 证 有"
    r"|(?:^|(?<=[，。 ]))证(?:也|都|早就|已经|早|是|就)?(?:有了?|办了|办下来了|下来了|拿到了|到手了)(?=$|[，。 ])"
)
_HOLDS_NOT = re.compile(
    r"(?:没有|没|还没|还没有|无)(?:残疾人?证|残证|证)(?=$|[，。？！ 能可的呢怎咋])|(?:还没"
    r"|没|还没有|没有|从没)(?:去)?(?:办|领|拿)(?:过|下|上|到)?(?:残疾人?)?证(?=$"
    r"|[，。？！ 能可的呢])"
    r"|残疾人?证(?:也|都|还)?(?:没有|没办|没下来|还没|没拿到|办不下来|没批)"
    r"|(?:残疾证)?(?:还没办|没办)(?=$|[，。])|证(?:还没|没)(?:办|下)"
)


def certified(message: Message) -> list[Found]:
    """`certified`: holds the disability certificate or not. A grade alone does not say so."""
    out = [
        Found("certified", False, m.start(), m.end(), m.group())
        for m in _HOLDS_NOT.finditer(message.text)
        if not re.search(r"(?:有|房产|结婚|驾驶|驾|出生|身份|不动产|低保)$", message.text[: m.start()])
        and ("残" in message.text or len(message.text) < 12)
    ]
    for m in _HOLDS.finditer(message.text):
        before = message.before(m.start())
        if re.search(
            r"(?:没|没有|有没|怎么|咋|如何|想|要|不|有人|可以|能|才能?|必须|一定|得|低保|先)$", before
        ):
            continue
        if re.match(r"(?:吗|没有?|不)(?:[？。]|$)", message.text[m.end() :]):
            continue
        out.append(Found("certified", True, m.start(), m.end(), m.group()))
    return out
