"""Which person a word means: 女儿 and 儿子 are two people though both are a child of the asker."""

#: By relation: the words that tell people apart, and what they are kept under.
_WHICH: dict[str, dict[str, str]] = {
    "child": {"女儿": "女儿", "闺女": "女儿", "姑娘": "女儿", "女子": "女儿", "女娃": "女儿", "儿子": "儿子", "小子": "儿子",
              "后生": "儿子", "男娃": "儿子", "大儿": "儿子", "小儿": "儿子", "二小": "儿子"},
    "grandchild": {"孙女": "孙女", "孙子": "孙子", "孙娃": "孙子"},
    "grandparent": {w: w for w in ("爷爷", "奶奶", "姥姥", "姥爷", "外公", "外婆")},
    "sibling": {w: w for w in ("哥", "弟", "姐", "妹")},
    "in_law": {w: w for w in ("婆婆", "公公", "岳父", "岳母", "丈母", "丈人", "儿媳", "女婿", "姐夫", "妹夫", "嫂", "弟媳")},
    "relative": {w: w for w in ("舅妈", "舅", "姑父", "姑", "姨夫", "姨", "婶", "叔", "伯", "侄女", "侄", "外甥女", "外甥")},
}  # fmt: skip

#: Words that nobody says alone.
_IN_FULL = {"伯": "伯伯", "侄": "侄子", "嫂": "嫂子", "丈母": "丈母娘"}


def person_key(relation: str, word: str, now: str) -> str:
    """Under what the facts of a person are kept: the relation, and which one where the word tells.

    A word that does not tell (孩子, 她) means whoever of that relation the talk is about now.
    """
    for part, which in _WHICH.get(relation, {}).items():
        if part in word:
            return f"{relation}:{which}"
    return now if relation_of(now) == relation else relation


def relation_of(key: str) -> str:
    """The relation of a person's key (`child` for `child:女儿`)."""
    return key.partition(":")[0]


def which_of(key: str) -> str:
    """The word that tells the person apart, as the asker would say it (婆婆, 女儿); empty where there is none."""
    word = key.partition(":")[2]
    return _IN_FULL.get(word, word)
