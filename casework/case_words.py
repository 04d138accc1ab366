"""How a call-back is shown to those who work on it: whom it is for, how it stands."""

WHOM = {
    "self": "本人", "mother": "母亲", "father": "父亲", "spouse": "爱人", "child": "孩子",
    "grandchild": "孙辈", "grandparent": "祖辈", "sibling": "兄弟姐妹", "in_law": "姻亲",
    "relative": "亲戚", "neighbour": "邻居", "other": "其他人",
}  # fmt: skip
SHORT_STATUS = {
    "new": "新", "claimed": "有人在办", "called": "打过电话", "no_answer": "没打通",
    "done": "办结", "cancelled": "取消",
}  # fmt: skip


def whom(key: str) -> str:
    """Whom a call-back is for, in plain Chinese."""
    return WHOM.get(key, key)


#: What came of a call; the first means that somebody answered.
CALL_RESULTS = {"reached": "打通了", "no_answer": "没人接", "wrong_number": "号码不对"}
#: How a case ends.
OUTCOMES = {
    "helped": "说清楚了，或者办好了",
    "passed_on": "转给了别的部门",
    "not_needed": "本人说不用了",
    "no_contact": "试过几次，都联系不上",
    "wrong_number": "号码不对，也没有别的联系办法",
}
