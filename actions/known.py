"""What Yizhu knows of a person, in words that can be checked."""

from typing import Any

from actions.memory import Memory
from actions.phrases import say
from policy_kb.kb import current
from policy_kb.yuan import yuan

CATEGORY_WORDS = {
    "visual": "视力",
    "hearing": "听力",
    "speech": "言语",
    "physical": "肢体",
    "intellectual": "智力",
    "mental": "精神",
}
GRADE_WORDS = {1: "一级", 2: "二级", 3: "三级", 4: "四级"}
PERSON_WORDS = {
    "self": "您",
    "mother": "您母亲",
    "father": "您父亲",
    "spouse": "您爱人",
    "child": "您的孩子",
    "grandchild": "您的孙辈",
    "grandparent": "您的老人",
    "sibling": "您的兄弟姐妹",
    "in_law": "您的亲家人",
    "relative": "您的亲戚",
    "neighbour": "您的邻居",
    "other": "这个人",
}


def who(memory: Memory) -> str:
    """The current person as we address the asker: 您自己, 您母亲…"""
    return PERSON_WORDS.get(memory.relation, "这个人")


def fact_words(key: str, value: Any) -> str:
    """One fact in words, such as `残疾类别和等级：视力一级` or `年龄：67`."""
    fact = current().facts[key]
    return f"{fact.title}：{_value_words(fact, value)}"


def known_lines(memory: Memory) -> str:
    """All that is known of the current person."""
    lines = [fact_words(key, value) for key, value in memory.profile.items() if value is not None]
    if not lines:
        return say("known_nothing")
    return say("known", who=who(memory), lines=lines)


def _value_words(fact: Any, value: Any) -> str:
    if fact.kind == "disabilities":
        return "，".join(_disability(one) for one in value)
    if fact.kind == "stay":
        return _stay(value)
    if value in fact.values:
        return str(fact.values[value])
    title = next((title for title, held in fact.buttons if held is value), None)
    if title:
        return title
    return (
        yuan(value)
        if isinstance(value, int | float) and not isinstance(value, bool)
        else ("是" if value else "不是")
    )


def _disability(one: dict[str, Any]) -> str:
    category = CATEGORY_WORDS.get(one.get("category") or "", "类别不清楚")
    return category + GRADE_WORDS.get(one.get("grade") or 0, "（等级不清楚）")


def _stay(value: Any) -> str:
    if value is False:
        return "没有住院"
    cost, paid = value.get("reimbursable"), value.get("reimbursed")
    parts = [
        f"能报销的费用{yuan(cost)}元" if cost is not None else "",
        f"已报{yuan(paid)}元" if paid is not None else "",
    ]
    return "，".join(p for p in parts if p) or "住过院"
