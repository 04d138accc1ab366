"""Which person a word means: 女儿 and 儿子 are two people though both are a child of the asker."""

import re

#: By relation: the words that tell people apart, and what they are kept under; the first that fits holds.
_WHICH: dict[str, dict[str, str]] = {
    "child": {
        **{w: "大儿子" for w in ("大儿", "大小子", "老大")},
        **{w: "小儿子" for w in ("小儿", "二儿", "二小", "老二")},
        **{w: "大女儿" for w in ("大女", "大闺女", "大姑娘")},
        **{w: "小女儿" for w in ("小女", "二女", "小闺女", "二闺女")},
        **{w: "女儿" for w in ("女儿", "闺女", "姑娘", "女子", "女娃")},
        **{w: "儿子" for w in ("儿子", "小子", "后生", "男娃")},
    },
    "grandchild": {"孙女": "孙女", "孙子": "孙子", "孙娃": "孙子"},
    "grandparent": {w: w for w in ("爷爷", "奶奶", "姥姥", "姥爷", "外公", "外婆")},
    "sibling": {
        **{w: w for w in ("大哥", "二哥", "三哥", "大姐", "二姐", "三姐")},
        **{w: w for w in ("哥", "弟", "姐", "妹")},
    },
    "in_law": {w: w for w in ("婆婆", "公公", "岳父", "岳母", "丈母", "丈人", "儿媳", "女婿", "姐夫", "妹夫", "嫂", "弟媳")},
    "relative": {w: w for w in ("舅妈", "舅", "姑父", "姑", "姨夫", "姨", "婶", "叔", "伯", "侄女", "侄", "外甥女", "外甥")},
}  # fmt: skip
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁宋唐许韩冯邓曹彭曾田董袁潘蔡蒋余于杜叶程魏苏吕丁任卢姚沈姜崔谭陆范汪廖石贾夏付方邹熊白孟秦邱侯江尹薛闫段雷史陶贺毛郝顾龚邵万武钱戴严孔常乔"
#: People called by a name: 张三, 老王, 李大娘. Written out so that 老师, 小康 and 老人 are none.
NAMED = (
    r"张三|李四|王五|赵六"
    rf"|(?<![一-龥])老[{_SURNAMES}](?=[，。？！ 是的]|今|[一二三四1-4]级|[肢视听言智精]|能|呢|有|腿|眼|家|他|她|，)"
    rf"|(?<=[给帮替跟和])老[{_SURNAMES}](?![一-龥]师)"
    rf"|[{_SURNAMES}](?:大爷|大娘|大叔|大婶|大妈|奶奶|爷爷|阿姨|师傅|某某?)"
)
_NAME = re.compile(NAMED)


def person_key(relation: str, word: str) -> str:
    """Under what the facts of a person are kept: the relation, and which one where the word tells.

    Returns `child:女儿`, `other:老王`; the bare relation for a word that does not tell (孩子, 她).
    """
    for part, which in _WHICH.get(relation, {}).items():
        if part in word:
            return f"{relation}:{which}"
    if relation == "other" and _NAME.fullmatch(word):
        return f"{relation}:{word}"
    return relation


def relation_of(key: str) -> str:
    """The relation of a person's key (`child` for `child:女儿`)."""
    return key.partition(":")[0]
