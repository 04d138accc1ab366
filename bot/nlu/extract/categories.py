"""Words for the six categories of disability, and where the same characters mean something else."""

import re
from dataclasses import dataclass

from bot.nlu.extract.message import Message

#: The six categories as certificates name them, for patterns.
NAMES = "视力|听力|言语|肢体|智力|精神"
_GRADE_NEXT = r"(?=[残]?[一二三四1-4][、到和至-]?[一二三四1-4]?(?:级|等|$|[，。？！ 的呢农城牧]))"
# (category, certain, pattern). Uncertain ones are illnesses and complaints: they name the category a
# certificate would probably say, and give way as soon as the certificate's own word is there.
_WORDS: list[tuple[str, bool, str]] = [
    (
        "visual",
        True,
        (
            rf"视力残疾人?|视力残障|视残|视障人?|眼残|盲人|双目失明|失明|瞎子|眼盲|全盲|半盲|低视力"
            rf"|视力|盲(?={_GRADE_NEXT})|视{_GRADE_NEXT}"
        ),
    ),
    (
        "hearing",
        True,
        (
            rf"听力残疾人?|听力残障|听残|听障人?|耳聋|聋哑人?|聋子|聋人|失聪|听力|聋"
            rf"|耳背(?=[^，。]{{0,3}}(?:残|级|证))|听{_GRADE_NEXT}"
        ),
    ),
    (
        "speech",
        True,
        (
            rf"言语残疾人?|语言残疾人?|言语残障|言残|语残|哑巴|哑人|言语|语言(?={_GRADE_NEXT})"
            rf"|言{_GRADE_NEXT}|又聋又哑"
        ),
    ),
    (
        "physical",
        True,
        (
            rf"肢体残疾人?|肢体残障|肢残人?|截了?肢|高位截瘫|截瘫|偏瘫|瘫痪|瘫子|瘫(?=了|在|着|的)"
            rf"|肢体|肢{_GRADE_NEXT}"
        ),
    ),
    (
        "intellectual",
        True,
        rf"智力残疾人?|智力残障|智力障碍|智力低下|智残人?|智障人?|智力|弱智|智{_GRADE_NEXT}",
    ),
    (
        "mental",
        True,
        (
            rf"精神残疾人?|精神残障|精神障碍残疾|精残人?|精神[类性]残疾|精神{_GRADE_NEXT}"
            rf"|精神(?=[、和跟及与]?(?:残疾)?(?:智力|肢体|听力|视力)|$)|(?<=级)精神(?=[，。的])"
            rf"|精{_GRADE_NEXT}"
        ),
    ),
    (
        "visual",
        False,
        (
            r"(?:眼睛?|双眼|两眼|俩眼|两只眼睛?)(?:都|全|啥也|甚也|完全|也|就|彻底|从小)?(?:看不见"
            r"|看不着|看不清|瞎)了?(?!按钮|字|页|屏|小|手机|路牌|你)|瞎了|(?:我|妈|爸|娘|爹|他|她"
            r"|人|娃|伴)(?:都|啥也|甚也|完全|也)?看不见(?=了|$|[，。])"
        ),
    ),
    (
        "hearing",
        False,
        (
            r"(?:耳朵|两耳|双耳)(?:都|全|啥也|甚也|完全|也|就|彻底|从小)?听不(?:见|着|到)了?|(?:我"
            r"|妈|爸|娘|爹|他|她|人|娃|伴)(?:都|啥也|甚也|完全|也)?听不(?:见|着)(?=了|$|[，。])"
        ),
    ),
    (
        "speech",
        False,
        r"(?:从小|天生|一直)?(?:就|也)?(?:不会|不能|说不了|没法)(?:开口)?(?:说话|讲话)|说不了话",
    ),
    (
        "physical",
        False,
        (
            r"脑瘫|脑性瘫痪|(?:腿|胳膊|手|脚)(?:都|全)?断了|断了?(?:一?条|一?只|条|只)?(?:腿|胳膊"
            r"|手|脚)(?!指)|少了?(?:一?条|一?只)(?:腿|胳膊|手|脚)|没了(?:一?条|一?只)?(?:腿|胳膊"
            r"|手)|小儿麻痹症?|瘸子|瘸了?|拐子|跛脚|侏儒症?|走不了路?(?!程|流|手|后)|走不成路?"
            r"|下不了地|坐(?:着|上了?)?轮椅|(?:腿|腿脚)(?:都)?不能动"
        ),
    ),
    (
        "intellectual",
        False,
        r"唐氏综合[症征]|唐氏儿?|唐宝宝?|傻子|憨子|愣子|(?:是|生下来就|天生|从小)(?:个)?傻的?|脑子不够用",
    ),
    ("mental", False, r"自闭症?|孤独症|精神分裂症?|精分|精神病人?|重性精神病|双相情感障碍|精神障碍"),
]
_FIND = re.compile("|".join(f"(?P<w{i}>{pattern})" for i, (_, _, pattern) in enumerate(_WORDS)))

# The word belongs to a place, a thing or a service, or to a check-up, not to a person's disability.
_THING_AFTER = re.compile(
    r"道|文|区(?=域)|校|学校|哑学校|铃|阅览|图书|读物|按摩|协会|电影|人按摩|人阅览|人图书"
    r"|人读物|人协会|病?医院|专科|科|卫生|康复院"
    r"|文明|面貌|力量|慰藉|筛查|检查|测试|检测|下降|疲劳|矫正|训练|鉴定|好|挺好|评定"
    r"|表(?=哪)|坡道|通道|预约|补偿|日"
)
_ASKED = re.compile(
    r"(?:能不能办|能办|能评|能定|想办|想评|可以办|可以评|申请评|能不能评|是不是|是否|算不算"
    r"|会不会是|判断|诊断|怀疑|疑似|像不像|预防|避免)[^，。]{0,6}$"
)
# Whoever is taken in or hired is nobody in particular: 收自闭症娃娃, 招聋人.
_TAKEN_IN = re.compile(
    r"(?:接收|招收|收|招|安置|雇|聘|录用)(?:了|的|[一二两三四五六七八九十几\d]*[个名])*(?:残疾)?$"
)
_POLICY_BEFORE = re.compile(r"(?:文件|会议|讲话|重要)$")


@dataclass(frozen=True)
class Category:
    """A category named at a place of the text; `certain` if in the words of a certificate."""

    category: str
    certain: bool
    start: int
    end: int


def categories(message: Message) -> list[Category]:
    """The categories a message says that somebody has, in order; asked and denied ones left out."""
    out: list[Category] = []
    for m in _FIND.finditer(message.text):
        category, certain, _ = _WORDS[int((m.lastgroup or "w0")[1:])]
        rest = message.text[m.end() :]
        if _THING_AFTER.match(rest) or _POLICY_BEFORE.search(message.text[: m.start()]):
            continue
        before = message.before(m.start())
        if _ASKED.search(before) or _TAKEN_IN.search(before) or message.negated(m.start()):
            continue
        if m.group() in ("视力", "听力", "言语", "肢体", "智力") and not _states(message, m.start(), m.end()):
            continue
        found = Category(category, certain, m.start(), m.end())
        out.append(found)
        if m.group() == "又聋又哑":
            out.insert(-1, Category("hearing", True, m.start(), m.end()))
    return out


_STATED_AFTER = re.compile(
    r"[、和跟及与]?(?:残|的?重度|是|为|评|定|那?个?证|证|上|的|也|都|方面|这|类|不行|有问题"
    r"|没了|不好|缺陷|有毛病|障碍"
    rf"|[一二三四五六七八九1-9]|{NAMES}| |，|呢|$)"
)


def _states(message: Message, start: int, end: int) -> bool:
    """A bare 听力, 肢体… counts with a grade, 残疾, 证… beside it, not in 听力怎么测."""
    before = message.before(start)
    return bool(_STATED_AFTER.match(message.text[end:])) or bool(re.search(r"[一二三四1-4]级的?$", before))
