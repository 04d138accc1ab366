"""What a person needs, does or asks help for: device, rehabilitation, work, study, house, hardship."""

import re
from typing import Any

from bot.nlu.extract.found import Found
from bot.nlu.extract.message import Message
from bot.nlu.extract.numbers import NUMERAL, parse

_DEVICES = (
    r"轮椅|拐杖|拐棍子?|助听器|假肢|假腿|义肢|助行器|盲杖|辅具|辅助器具|坐便椅|护理床"
    r"|电动轮椅|矫形器|人工耳蜗|助视器|耳蜗"
)
_WANT = r"(?:想|要|需要|缺|申请|给(?:我|他|她|娃|老人)?(?:配|弄|换|申请)|配|换|领|买|装|安|求|少|没有|坏了)"
_RULES: list[tuple[str, Any, str]] = [
    (
        "needs_device",
        True,
        (
            rf"{_WANT}(?:一|个|副|辆|条|把|台|给|上|到|点)*(?:{_DEVICES})|(?:{_DEVICES})(?:坏了"
            rf"|旧了|不能用了|买不起|没钱买)|没钱(?:买|装|配)(?:{_DEVICES})"
        ),
    ),
    ("needs_device", False, rf"不(?:需要|用|要)(?:{_DEVICES})"),
    (
        "needs_rehab",
        True,
        (
            r"(?:做|在做|要做|得做|想做|需要|接受|继续做|正在做|申请)(?:着|个)?(?:康复|训练"
            r"|言语训练|感统)(?:训练|治疗)?(?!机构|服务机构|中心)|康复训练(?:费|一个月|太贵|贵)"
            r"|(?:在|去)康复(?:机构|中心)(?:训练|做|上课)|还得康复"
        ),
    ),
    ("needs_rehab", False, r"不(?:需要|用|做)康复"),
    (
        "needs_day_care",
        True,
        (
            r"(?:想|需要|要|能不能|申请)[^，。？！]{0,4}(?:日间照料|托养|送(?:到)?托养|寄宿托养)"
            r"|(?:没人|没有人|找人)(?:照顾|照料|看护|看着)(?!的)|(?:白天|上班时)没人(?:看|管|照)"
        ),
    ),
    (
        "needs_home_modification",
        True,
        (
            r"(?:给|想|要|申请|需要|把)?(?:家里|屋里|厕所|卫生间|门口|院里"
            r"|门前)[^，。？！]{0,8}(?:扶手|坡道|坡坡|改一?改|改造|无障碍|修个坡)|(?:想|要|申请"
            r"|需要)[^，。？！]{0,6}无障碍改造|(?:安|装)(?:个|上)?(?:扶手|坡道)"
        ),
    ),
    (
        "wants_work",
        True,
        (
            r"(?:想|要|愿意|帮我|给我|能给|打算)[^，。？！]{0,4}(?:找(?:个|份)?(?:活儿?|工作|营生"
            r"|班)|上班(?!路)|就业|干点?活|打工|学个手艺|参加培训|挣点钱)|没(?:有)?(?:工作|营生"
            r"|活儿?干|班上)|工作 没有|找不到(?:工作|活|营生)|在家闲着|待业|失业"
        ),
    ),
    ("wants_work", False, r"不想(?:找工作|上班|干活|就业)|干不了活|(?:没有|没|丧失|失去)劳动能力"),
    (
        "school_age_unenrolled",
        True,
        (
            r"(?:没|没有|还没|上不了|不能|没法|去不了)(?:上过?|上成|去|入)?学(?:校)?(?!费|会"
            r"|历)(?=$|[，。？！ 的])|学校不收|没学上|上不了学|失学|辍学在家|没入学"
            r"|到了上学的?年龄(?:没|上不)"
        ),
    ),
    ("school_age_unenrolled", False, r"(?:已经|在|正)(?:上|念|读)(?:着)?(?:学|小学|初中)(?=$|[，。])"),
    (
        "self_employed",
        True,
        (
            r"(?:开|开了|开着|想开|办了?|自己开)(?:了|着|个|一个|家|一家)+(?:小|网|理发|修车|裁缝"
            r"|按摩|农家|早点|维修|洗车|快递)*(?:店|铺|门市|卖部|饭馆|小卖部|养殖场|合作社|厂子"
            r"|作坊|馆子|摊子|摊|网店|超市)|开(?:了)?(?:小卖部|网店|饭馆|理发店|按摩店|按摩馆"
            r"|养殖场|修理铺|裁缝铺)|摆(?:个|了|着)?摊|做(?:点)?(?:小)?(?:买卖|生意)|做网店"
            r"|(?:养了?|喂了?|养着|喂着|想养|打算养)(?:了|点|几|十几|几十"
            r"|[一二两三四五六七八九十百\d])*[只头口群]?(?:羊|牛|猪|鸡|兔|驴|蜂)|(?:种|种了"
            r"|种着)[^，。？！]{0,4}(?:大棚|玉米|土豆|地|菜)(?=$|[，。？！ ])|个体户|自己(?:创业|干"
            r"|当老板)|(?:想|要|打算|准备)(?:自己)?创业|搞(?:点|个)?(?:大棚|养殖|种植|手工)|自谋职业"
        ),
    ),
    ("self_employed", False, r"没(?:有)?(?:做买卖|做生意|创业|开店|养殖)"),
    (
        "public_rental_tenant",
        True,
        (
            r"(?:住|租|租住|住着|租着|租了|住的是?|租的是?|住在|分到了?)(?:的|了|着|个|一套"
            r"|政府的?)*(?:公租房|公共租赁住?房|廉租房)(?!吗|吗？|怎|条件)|公租房(?:里)?(?:住"
            r"|租)(?:着|了)|公租房的?(?:房租|租金)(?!.{0,3}(?:标准|管理|多少))"
        ),
    ),
    (
        "public_rental_tenant",
        False,
        (
            r"(?:没|没有|不是|没住|没租)(?:住|租|在)?(?:过|的)?公租房|租的?(?:是)?(?:私人|自己|别人"
            r"|亲戚|个人)[^，。？！]{0,3}房"
        ),
    ),
    (
        "dilapidated_house",
        "rebuild",
        (
            r"(?:房子?|屋|窑)[^，。？！]{0,8}(?:塌了|要塌|快塌|倒了|没法住|不能住|住不成)|(?:想|要"
            r"|打算|准备|得|重新|推倒|翻)(?:把)?(?:[^，。？！]{0,5})(?:重盖|新盖|盖新房|重建"
            r"|盖个新房|翻盖|新建房?)|盖(?:个|间|座)?新(?:的|房)|新建房|危房[^，。？！]{0,4}(?:重建"
            r"|重盖|新建|推倒)"
        ),
    ),
    (
        "dilapidated_house",
        "repair",
        (
            r"(?:房顶|屋顶|房子|房|屋子|墙)[^，。？！]{0,5}(?:漏雨|漏水|裂了?缝|裂得?|要修|得修)"
            r"|(?:修|维修|修缮|加固|修一修|翻修)(?:一下|个)?(?:危房|房顶|房子|屋顶|老房)"
        ),
    ),
    ("dilapidated_house", "none", r"(?:房子|住房)(?:挺好|好着|没问题|不是危房|新的)|不是危房|没有危房"),
    (
        "household_grant",
        "never",
        (
            r"(?:没|没有|从来没|从没|没拿|没领|从未)(?:领|拿|享受|得|要|申请)?过(?:这个|这种|创业"
            r"|扶持|自主)*(?:创业)?(?:扶持|创业钱|创业补贴|创业资金|扶持资金|扶持款|的?钱)?|(?:头"
            r"|第)一(?:回|次)(?:申请|要|领)"
        ),
    ),
    (
        "difficulty",
        "emergency",
        (
            r"(?:家里)?(?:着火了?|失火|火灾|烧了房|房子烧了|遭了?(?:水|火|雹)?灾|发大水|车祸"
            r"|出了?车祸|突发(?:急难|大病|重病|疾病)|急难|急病)"
        ),
    ),
    (
        "difficulty",
        "production",
        (
            r"生产(?:上)?(?:困难|周转不开|有困难)|(?:种子|化肥|草料|饲料"
            r"|农资)[^，。？！]{0,6}(?:买不起|没钱|周转)|没钱买(?:种子|化肥|草料|饲料)|(?:羊|牛"
            r"|牲口|庄稼)(?:都|全)?(?:死了|病死|旱死|绝收)"
        ),
    ),
    (
        "difficulty",
        "living",
        (
            r"揭不开锅|生活(?:上)?(?:困难|过不下去|没着落|特别困难)|吃不上饭|没米下锅|日子过不下去"
            r"|没钱(?:吃饭|过年|买煤|看病吃药)|一般性?生活困难|生活的?临时救助"
        ),
    ),
]
_COMPILED = [(entity, value, re.compile(pattern)) for entity, value, pattern in _RULES]
_LISTED = re.compile(r"[、和或]$")
_GENERAL = re.compile(r"(?:算|算不算|属于|包括|有没有|哪些|什么叫|啥叫|鼓励|落实|支持)[^，。？！]{0,8}$")
_GRANT = r"创业|扶持|养殖|养羊|种养|启动资金|自主就业|做买卖|小卖部|网店|开店"


def needs(message: Message) -> list[Found]:
    """Entities of needs and undertakings, each at most once; contradictory ones are left out."""
    by_entity: dict[str, list[Found]] = {}
    for entity, value, rule in _COMPILED:
        for m in rule.finditer(message.text):
            if _said(message, entity, value, m):
                by_entity.setdefault(entity, []).append(_found(message, entity, value, m.start(), m.end()))
    return (
        [f for entity, found in by_entity.items() for f in _one(entity, found)]
        + grants(message)
        + intake(message)
    )


def _said(message: Message, entity: str, value: Any, m: re.Match[str]) -> bool:
    before = message.before(m.start())
    if _GENERAL.search(before) or _LISTED.search(before):
        return False
    if entity == "household_grant":
        return bool(re.search(_GRANT, message.text))
    if entity == "dilapidated_house" and re.search(
        r"机构|学校|单位|厂|托养|幼儿园|中心", message.sentence(m.start())
    ):
        return False
    if entity == "needs_rehab" and re.search(r"(?:机构|中心|医院|孩子们|残疾人们|全旗)", before):
        return False
    if value is False or value in ("none", "never"):
        return not message.asked(m.start())
    return not message.negated(m.start())


def _one(entity: str, found: list[Found]) -> list[Found]:
    values = {str(f.value) for f in found}
    if values == {"True", "False"}:
        # “没住公租房” contains “住公租房”: the denial covers it.
        denials = [f for f in found if f.value is False]
        others = [f for f in found if f.value and not any(d.start <= f.start < d.end for d in denials)]
        return [] if others else denials[:1]
    if values == {"rebuild", "repair"}:
        return [f for f in found if f.value == "rebuild"][:1]
    return found[:1] if len(values) == 1 else []


_HAD = re.compile(
    rf"(?:前年|去年|大前年|今年|(?P<n>{NUMERAL})年前"
    rf"|(?P<y>20\d\d)年?)[^，。？！]{{0,6}}?(?:领|拿|享受|得|给|要|批|申请)(?:过|了|到)"
)
_HAD_ANY = re.compile(rf"(?:领|拿|享受|得)(?:过|了)[^，。？！]{{0,8}}(?:{_GRANT})")
_OTHER_PROJECT = re.compile(
    r"(?:想)?(?:改做|改成|改干|换个?项目|换成|新项目|另一个项目|别的项目|不同的?项目|换个营生|转行)"
)
_SAME_PROJECT = re.compile(
    r"(?:还是|还想|还|接着|继续)(?:做|养|种|干|开)|同一个?项目|一样的项目|老项目|还是那个"
)


def grants(message: Message) -> list[Found]:
    """`household_grant` and the years since: 前年领过养羊的扶持, 还是养羊."""
    if not re.search(_GRANT, message.text):
        return []
    had, text = _HAD.search(message.text), message.text
    out: list[Found] = []
    if had and not re.search(r"没|不", had.group()):
        since = _since(had)
        if since is not None:
            out.append(_found(message, "years_since_grant", since, had.start(), had.end()))
    if had or _HAD_ANY.search(text):
        other, same = _OTHER_PROJECT.search(text), _SAME_PROJECT.search(text)
        if bool(other) != bool(same):
            m, value = (other, "other_project") if other else (same, "same_project")
            if m is not None:
                out.append(_found(message, "household_grant", value, m.start(), m.end()))
    return out


def _since(had: re.Match[str]) -> float | None:
    if had["n"]:
        return parse(had["n"])
    return next(
        (v for word, v in (("大前年", 3), ("前年", 2), ("去年", 1), ("今年", 0)) if word in had.group()), None
    )


_INTAKE = re.compile(
    rf"(?:(?:招|收|接收|招收|录取|接|来)(?:了|着|下|进来)|今年(?:招收?|收|接收))(?:(?P<n>{NUMERAL})个"
    rf"|(?P<m>{NUMERAL})名|(?P<l>俩|仨))[^，。？！]{{0,6}}?(?:残疾|自闭|脑瘫|孤独症|听障"
    rf"|特殊)"
)


def intake(message: Message) -> list[Found]:
    """`preschool_intake`: a kindergarten speaks of the disabled children it took in."""
    m = _INTAKE.search(message.text)
    if m is None or not re.search(r"幼儿园|园里|我们园|学前|本园|园长|幼", message.text):
        return []
    value = parse(m["n"] or m["m"] or m["l"])
    if value is None or value != int(value) or not re.search(r"园|学前|幼", message.text):
        return []
    return [_found(message, "preschool_intake", int(value), m.start(), m.end())]


def _found(message: Message, entity: str, value: Any, start: int, end: int) -> Found:
    return Found(entity, value, start, end, message.text[start:end])
