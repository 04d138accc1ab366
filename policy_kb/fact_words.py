"""Facts in words that a person can check: 残疾类别和等级：视力一级, 年龄：67岁."""

from typing import Any

from policy_kb.facts import Fact
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


def fact_words(fact: Fact, value: Any) -> str:
    """One fact with its name."""
    return f"{fact.title}：{value_words(fact, value)}"


def profile_lines(facts: dict[str, Fact], profile: dict[str, Any]) -> list[str]:
    """All facts of a profile, a line each; those of the choices that are absent in one last line."""
    stated = {key: value for key, value in profile.items() if value is not None}
    absent = [facts[key].title for key, value in stated.items() if is_absent(facts[key], value)]
    lines = [fact_words(facts[key], v) for key, v in stated.items() if not is_absent(facts[key], v)]
    return [*lines, f"没有或者不用的：{'、'.join(absent)}"] if absent else lines


def is_absent(fact: Fact, value: Any) -> bool:
    """Whether the value says that there is no such thing, of a fact that is one of many to choose from."""
    return fact.group is not None and value == fact.absent


def value_words(fact: Fact, value: Any) -> str:
    """The value alone: 视力一级, 城镇, 67岁, 领低保."""
    if fact.kind == "disabilities":
        return "、".join(_disability(one) for one in value)
    if fact.kind == "stay":
        return _stay(value)
    if fact.kind == "choice":
        return str(fact.values[value])
    if fact.kind == "number":
        return f"{yuan(value)}{fact.unit}"
    return next((title for title, held in fact.buttons if held is value), "是" if value else "不是")


def _disability(one: dict[str, Any]) -> str:
    category, grade = CATEGORY_WORDS.get(one.get("category") or ""), GRADE_WORDS.get(one.get("grade") or 0)
    if category and grade:
        return category + grade
    if category:
        return f"{category}（等级不清楚）"
    return f"{grade}（类别不清楚）" if grade else "类别和等级不清楚"


def _stay(value: Any) -> str:
    if value is False:
        return "没有住院"
    cost, paid = value.get("reimbursable"), value.get("reimbursed")
    parts = [
        f"能报销的费用{yuan(cost)}元" if cost is not None else "",
        f"已报{yuan(paid)}元" if paid is not None else "",
    ]
    return "，".join(p for p in parts if p) or "住过院"
