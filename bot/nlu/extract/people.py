"""Who is spoken of: kin and neighbours in the words of the place, and who of them it is about."""

import re
from dataclasses import dataclass, replace

from bot.nlu.extract.message import Message
from bot.nlu.extract.which import NAMED, person_key, relation_of

_KIN = [
    # What belongs to another household comes first: 邻居家的娃 is not the asker's child.
    ("neighbour", r"(?:邻居|邻家|隔壁|对门)(?:家|的)*(?:娃娃?|孩子|老人|老汉|大爷|大娘|女子|后生)?"),
    (
        "relative",
        (
            r"(?:姐姐?|妹妹?|哥哥?|弟弟?|姑姑?|舅舅?|二爹|大爹|叔叔?|姨姨?|亲戚)家?的?(?:娃娃?|孩子"
            r"|女子|小子|儿子|闺女)"
        ),
    ),
    (
        "relative",
        r"外甥女?|侄儿|侄子|侄女|表[哥弟姐妹]|堂[哥弟姐妹]|姑姑|姑父|姑妈|舅舅|舅妈|妗子|姨姨|姨妈|姨夫",
    ),
    (
        "relative",
        (
            r"二爹|大爹|三爹|叔叔|叔父|大伯|伯伯|伯父|婶婶?|大妈(?=[是有今])|亲戚|我叔|我舅(?!妈)"
            r"|我姨(?!夫)|我姑(?!父|爷)|二叔|三叔|二舅|二姨"
        ),
    ),
    (
        "in_law",
        (
            r"婆婆|公公|岳父|岳母|丈母娘?|丈人|老丈人|儿媳妇?|女婿|姐夫|妹夫|嫂子|弟媳|弟妹|小姑子"
            r"|小叔子|小舅子|大姑子"
        ),
    ),
    (
        "spouse",
        (
            r"(?:娃|孩子|娃娃)(?:他|她)(?:爸|妈|爹|娘)|老伴儿?|老婆|媳妇儿?|爱人|老公|丈夫|妻子"
            r"|太太|先生(?=[是有])|婆姨|(?<!我这个)(?<!我这)老汉|当家的|男人(?=[是有腿眼今])|(?<=[我俺咱])(?:家)?男人|(?<=我家)那口子|(?<=[我俺咱])那口子|掌柜的|对象(?=是|有|腿|眼"
            r"|肢|视|听)"
        ),
    ),
    ("grandparent", r"爷爷|奶奶|姥姥|姥爷|外公(?!交|里|司|路|开)|外婆|娘娘(?=今|眼|腿|是)"),
    ("grandchild", r"外?孙子|外?孙女儿?|孙娃|外孙|小孙"),
    (
        "sibling",
        (
            r"哥哥|弟弟|姐姐|妹妹|大哥|二哥|三哥|大姐|二姐|三姐|[我他她]哥(?!家|们)|[我他她]姐(?!夫"
            r"|家)|[我他她]弟(?!媳|妹|家)|[我他她]妹(?!夫|家)|兄弟|小弟|小妹"
        ),
    ),
    ("other", NAMED),
    (
        "other",
        (
            r"(?:他|她|人家)(?:妈妈?|爸爸?)|(?<![姨])大爷|大娘|大叔|大婶|老太太|后生|朋友|同事|同学"
            r"|服务对象|(?:给|替|帮|有个?|一个"
            r"|个)(?:村民|学生|患者|客户|家长|居民)|(?<=岁)的?老人|父母(?!官)|爸妈|爹妈|(?:班上"
            r"|班里|园里)(?:的|有个|一个|有)?(?:孩子|娃娃?|学生)|(?:社区|镇上|村里|村|嘎查"
            r"|我们这儿?)有(?:个|位|户)|帮一?[个位户](?=[^，。]{0,4}(?:人|家|户|老|残))"
        ),
    ),
    (
        "mother",
        (
            r"(?:我|俺|咱)?(?:老妈|老娘|母亲|妈妈|阿妈|娘亲|老母亲?|额吉)|(?:我|俺|咱)(?:妈|娘)"
            r"|(?<![大姑舅姨干他她])妈(?=今|眼|腿|是|有|耳|的|听|视|肢)"
        ),
    ),
    (
        "father",
        (
            r"(?:我|俺|咱)?(?:老爸|老爹|父亲|爸爸|阿爸|老父亲?|老子(?=今|眼|腿|是))|(?:我|俺"
            r"|咱)(?:爸|爹|大(?=腿)|大(?![学概哥姐爷伯儿舅姑人多前冬夏老病半腿便小家娘妈叔婶女闺孙嫂娃夫名专声队致约部清早晚门院米姨侄佬外后过年集街棚田牲力体量件胆]))|(?<![他她])爸(?=今|眼|腿|是|有|耳|的|听|视|肢)"
        ),
    ),
    (
        "child",
        (
            r"(?:我|俺|咱)?(?:家)?(?:[大小二三]儿子|[大小二三]女儿|[大小二三]闺女|儿子|闺女|女儿|姑娘|孩子|娃娃?|小孩|女子|小子|(?<=我)后生"
            r"|(?<=我家)后生|大儿"
            r"|小儿(?!麻痹)|二小|老大(?=今|是|有)|老二(?=今|是|有)|宝宝|女娃|男娃)"
        ),
    ),
]
_WORDS = re.compile("|".join(f"(?P<k{i}_{name}>{pattern})" for i, (name, pattern) in enumerate(_KIN)))
# “我” as the one it is about: 我是, 我今年, 我二级; not 我想问, 我家孩子, 我听说.
_SELF = re.compile(
    r"本人|我自己|我这个?老(?:汉|婆子|太太|头子?)|我一个人|就剩我|(?:我|俺)(?:就|也|都|现在|这个|这|从小|小时候|天生)?"
    r"(?=(?:是|有(?!个|一个|位|点|没有)|今年|的(?:残疾|腿|眼|耳|证|手)|叫|属|眼|耳朵|腿|肢"
    r"|听力|视力|精神|智力|言语|残|聋|盲|瞎|哑|瘫|重残|没(?!听|想|看|说|弄|搞)"
    r"|持证|城镇|农村|户口|[一二三四五六七八九十\d](?!个(?:户|本))|低保|吃低保|吃着|住了?院|想?开|养|种|租"
    r"|能(?!给|帮|替|代|不能(?:给|帮|替|代))|可以(?!给|帮|替|代)|呢|的呢|的[？。]?$"
    r"|考上|在上|在读|上|读|坐轮椅|走不|看不见|听不见| ))"
)
_PRONOUN = re.compile(r"(?<![其吉])(?:他|她)(?!们|妈|爸|的?爱人)")
# The one who speaks, pays or helps is not the one it is about.
_AGENT_AFTER = re.compile(r"(?:让我|叫我|说|讲|告诉|问我|陪|带我|帮我|打电话问|打听|不知道|不懂|接|来接)")
_GONE_AFTER = re.compile(r"[^，。？！]{0,8}(?:没了|去世|走了(?!，?路)|过世|死了|不在了|殁了)")
_OTHERS_WORD_AFTER = re.compile(r"(?:局|院|园|证|会|节|票|专用|医院|之家|友好)")
_ANY_CHILD_BEFORE = re.compile(
    r"(?:收|招|接收|招收|接纳|奖|每个?|哪些|所有|多少)(?:了|的"
    r"|[一二两三四五六七八九十几\d]*[个名])*(?:残疾|自闭症|自闭|脑瘫|特殊|孤独症)?$"
)
_FOR = re.compile(r"(?:给|替|帮|为)(?:我|俺|咱)?(?:们|家)?$")


@dataclass(frozen=True)
class Mention:
    """A person named at a place of the text; `asked_for` when a help is asked for them (给我妈…).

    `key` tells people of one relation apart (`child:女儿`).
    """

    key: str
    start: int
    end: int
    asked_for: bool = False
    pronoun: bool = False

    @property
    def relation(self) -> str:
        """What the person is to the asker."""
        return relation_of(self.key)


def mentions(message: Message) -> list[Mention]:
    """Everyone the message names, in order; 他/她 stand for the person last named."""
    text, found = message.text, []
    for m in _WORDS.finditer(text):
        relation = (m.lastgroup or "").split("_", 1)[1]
        rest = text[m.end() :]
        if _AGENT_AFTER.match(rest) or _GONE_AFTER.match(rest) or _OTHERS_WORD_AFTER.match(rest):
            continue
        before = text[: m.start()]
        if relation == "child" and _ANY_CHILD_BEFORE.search(before):
            continue
        asked_for = bool(_FOR.search(before) or _FOR.search(m.group()))
        found.append(Mention(person_key(relation, m.group()), m.start(), m.end(), asked_for))
    taken = [(f.start, f.end) for f in found]
    for m in _SELF.finditer(text):
        if not any(s <= m.start() < e for s, e in taken) and not _leads_to_kin(text, m.end()):
            found.append(Mention("self", m.start(), m.end()))
    found.sort(key=lambda f: f.start)
    return _with_pronouns(text, _told_apart(found))


def _told_apart(found: list[Mention]) -> list[Mention]:
    """A word that does not tell (孩子) means the one of that relation named before, else the only one named."""
    out: list[Mention] = []
    for one in found:
        same = [other.key for other in found if other.relation == one.relation != other.key]
        earlier = [other.key for other in out if other.relation == one.relation != other.key]
        if one.key == one.relation and earlier:
            one = replace(one, key=earlier[-1])
        elif one.key == one.relation and len(set(same)) == 1:
            one = replace(one, key=same[0])
        out.append(one)
    return out


def _leads_to_kin(text: str, at: int) -> bool:
    """我有个邻居, 我残疾儿子: 我 only leads to the other one."""
    return bool(re.match(r"(?:有(?:个|一个|位)?|残疾的?|家|的)", text[at:])) and any(
        m.start() - at <= 5 and not re.search("[，。？！ ]", text[at : m.start()])
        for m in _WORDS.finditer(text, at)
    )


def _with_pronouns(text: str, named: list[Mention]) -> list[Mention]:
    out = list(named)
    for m in _PRONOUN.finditer(text):
        if any(n.start <= m.start() < n.end for n in named):
            continue
        others = [n for n in named if n.end <= m.start() and n.relation != "self"]
        if others:
            out.append(Mention(others[-1].key, m.start(), m.end(), pronoun=True))
    return sorted(out, key=lambda f: f.start)


def person_at(people: list[Mention], at: int) -> str | None:
    """Key of the person last named before `at`, None when nobody was."""
    earlier = [p for p in people if p.start <= at]
    return earlier[-1].key if earlier else None


def person_of(
    message: Message, people: list[Mention], start: int, end: int, apposed: bool = True
) -> str | None:
    """Key of the person that words at start..end are said of: 脑瘫娃, 八十岁的老娘 name theirs right behind,
    otherwise the person last named. `apposed` False: after 我 only a 的 leads on (我三级老婆二级)."""
    earlier = person_at(people, start)
    for p in people:
        gap = message.text[end : p.start] if p.start >= end else None
        near = gap == "" and (earlier is None or (apposed and earlier == "self"))
        if not p.pronoun and (gap == "的" or near):
            return p.key
    return earlier


def focus(people: list[Mention], disabled: list[str | None]) -> Mention | None:
    """Whom the message is about: the one said to be disabled (`disabled`), else the one help is asked for,
    else the first one named who is not the asker, else the asker, else nobody (None)."""
    # 邻居家娃三级，我家娃二级: the neighbour only serves to compare.
    for key in [w for w in disabled if w and relation_of(w) not in ("neighbour", "other")] + [
        w for w in disabled if w
    ]:
        return next(p for p in people if p.key == key)
    for p in people:
        if p.asked_for:
            return p
    if disabled:
        # 他智力二级，父母都老了: somebody unnamed is disabled, and it is not those named in passing.
        people = [p for p in people if p.relation != "other"]
    return next((p for p in people if p.relation != "self"), people[0] if people else None)
