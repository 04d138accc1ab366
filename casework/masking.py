"""Take out of a message what could tell who wrote it; sums, grades, ages and illnesses stay: they are the question."""

import re

_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江"
    "尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤乔康温刁奥额"
)
_PATTERNS = (
    (re.compile(r"⟦\w+:\w+⟧"), "［号码］"),
    (re.compile(r"(?<!\d)\d[\d\- ]{5,}[\dXx](?!\d)"), "［号码］"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "［邮箱］"),
    (
        re.compile(r"(我叫|名叫|名字叫|姓名是|名字是|叫做)[\u4e00-\u9fff·]{2,6}?(?=[，。？！、 的今是]|$)"),
        r"\1［姓名］",
    ),
    (
        re.compile(
            rf"[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}(?=先生|女士|同志|大爷|大娘|师傅|老师|主任|书记|医生|局长|镇长)"
        ),
        "［姓名］",
    ),
    (
        re.compile(
            rf"(?<=老|小)[{_SURNAMES}](?![\u4e00-\u9fff]?(?:桥|家|庄))(?=[，。？！、 的家他她今是有]|$)"
        ),
        "［姓］",
    ),
    (
        re.compile(
            r"[\u4e00-\u9fff]{2,8}?(?:嘎查|行政村|自然村|小区|苑|花园)(?:[\u4e00-\u9fff\d]{0,4}(?:社|组|队))?"
        ),
        "［地址］",
    ),
    (
        re.compile(
            r"[\u4e00-\u9fff]{1,6}(?<!农)村(?=[一二三四五六七八九十\d]+[社组队])[一二三四五六七八九十\d]+[社组队]"
        ),
        "［地址］",
    ),
    (re.compile(r"\d+\s*(?:号楼|栋|幢|单元|室|门牌|弄)(?:\d+)?"), "［地址］"),
)


def mask(text: str) -> str:
    """The message without numbers of people, names and addresses, as far as patterns can tell them."""
    for pattern, sign in _PATTERNS:
        text = pattern.sub(sign, text)
    return text
