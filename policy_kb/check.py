"""`yizhu kb check`: is the policy data whole and true to the text? Problems in words an office can act on."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import jinja2

from policy_kb.answers import FACETS, answer
from policy_kb.benefits import Benefit
from policy_kb.bubbles import BUBBLE, bubbles
from policy_kb.clauses import UNNUMBERED, citation, cut, numbered
from policy_kb.data_files import DataError
from policy_kb.easy_lines import LINE, easy_lines, width
from policy_kb.glossary import FILE as GLOSSARY
from policy_kb.glossary import explain, gloss
from policy_kb.grants import every_grant_has_a_benefit
from policy_kb.kb import SOURCE, KnowledgeBase
from policy_kb.problem import Problem
from policy_kb.topics import Topic

_CLAUSES = 18  # numbered clauses of the text as it was promulgated
_TITLE = 16  # characters a button may have
_NAMED = 2  # characters from which a word may stand for a topic
_JINJA = re.compile(r"\{[{%#].*?[}%#]\}", re.S)
#: Digits, and Chinese numerals before a unit of a sum, rate, age or span.
_NUMBER = re.compile(
    r"\d|[一二两三四五六七八九十百千万半]+(?:元|块|万元|周岁|岁|年内|年以|个百分点)|百分之|[一二三四五六七八九]成"
)

_HOTLINE = re.compile(r"12345|12385|12356|12110|\b1[12]0\b")
_NUMERALS = {"一": 1.0, "二": 2.0, "两": 2.0, "三": 3.0, "五": 5.0}

#: Profiles that between them take the branches of the templates.
_TRIALS: tuple[dict, ...] = (
    {},
    {"residence": "urban", "disabilities": [{"category": "visual", "grade": 1}], "age": 70},
    {"residence": "rural", "disabilities": [{"category": "hearing", "grade": 2}], "age": 5},
    {
        "disabilities": [{"category": "physical", "grade": 3}],
        "minimum_living_allowance": True,
        "mla_years": 1,
    },
    {"residence": "rural", "disabilities": [{"category": "mental", "grade": 4}]},
    {
        "disabilities": [{"category": "speech", "grade": 4}],
        "self_employed": True,
        "household_grant": "same_project",
    },
    {"household_grant": "other_project", "years_since_grant": 1, "self_employed": True},
    {
        "tuition_paid": 20000,
        "inpatient": {"reimbursable": 10000, "reimbursed": 4000},
        "public_rental_rent": 3600,
    },
    {"difficulty": "living", "dilapidated_house": "rebuild", "preschool_intake": 3, "local_hukou": False},
    {"difficulty": "production", "dilapidated_house": "repair", "local_hukou": True, "certified": True},
    {
        "difficulty": "emergency",
        "public_payroll": True,
        "public_rental_tenant": True,
        "extreme_poverty": True,
    },
)


def check(root: Path) -> list[Problem]:
    """Every problem of the data below `root`; empty when all is well."""
    return load_checked(root)[1]


def load_checked(root: Path) -> tuple[KnowledgeBase | None, list[Problem]]:
    """The data below `root` (None: they cannot be read) and every problem of just these."""
    try:
        kb = KnowledgeBase.load(root)
    except DataError as error:
        return None, [Problem("政策数据", f"读不进来：{error}")]
    return kb, _problems(kb)


def _problems(kb: KnowledgeBase) -> list[Problem]:
    steps: tuple[Callable[[KnowledgeBase], Iterator[Problem]], ...] = (
        _text_is_whole,
        _parameters_stand_in_the_text,
        _topics_are_sound,
        _clauses_are_answered,
        every_grant_has_a_benefit,
        _templates_hold_no_number,
        _words_hold_no_number,
        _glossary_is_plain,
        _benefits_rest_on_the_text,
    )
    problems = [problem for step in steps for problem in step(kb)]
    # With a benefit that cannot be assessed every answer that looks at it would fail for that one reason.
    return problems if any(p.fatal for p in problems) else problems + list(_templates_speak(kb))


def _text_is_whole(kb: KnowledgeBase) -> Iterator[Problem]:
    if "".join(part.text for part in cut(kb.source)) != kb.source:
        yield Problem(SOURCE, "各条拼起来与原文不一样")
    last = max([_CLAUSES, *map(int, numbered(kb.parts))])
    for clause in (*map(str, range(1, last + 1)), "general", "goals", "closing"):
        if clause not in kb.clauses:
            yield Problem(SOURCE, f"原文里找不到 {citation(clause)}")


def _parameters_stand_in_the_text(kb: KnowledgeBase) -> Iterator[Problem]:
    for item in kb.parameters.items():
        where = f"{item.file} 的 {item.name}"
        part = kb.clauses.get(item.clause)
        if part is None:
            yield Problem(where, f"条号 {item.clause} 不存在")
        elif item.words not in part.text:
            yield Problem(where, f"words 不是{citation(item.clause)}里的原话，请照抄原文")
        if item.printed not in item.words:
            yield Problem(where, f"words 里没有 {item.printed}")
        elif item.values[0][1] not in _printed_values(item.printed):
            yield Problem(
                where, f"最早的数值要和原文的 {item.printed} 一样；要改数，请在 values 里另加一行 from"
            )
        days = [since for since, _ in item.values]
        if len(set(days)) != len(days):
            yield Problem(where, "同一天有两个数值，请删去一个")


def _printed_values(printed: str) -> set[float]:
    """What a printed number can mean: itself, or so many 万."""
    numeral = _NUMERALS.get(printed)
    try:
        number = float(printed) if numeral is None else numeral
    except ValueError:
        return set()
    return {number, round(number * 10000, 2)}


def _topics_are_sound(kb: KnowledgeBase) -> Iterator[Problem]:
    benefits = set(kb.benefits)
    for topic in kb.topics.values():
        where = _where(topic)
        if not 1 <= len(topic.clauses) <= 3:
            yield Problem(where, "clauses 要有一到三条")
        for clause in topic.clauses:
            if clause not in kb.clauses or clause == "closing":
                yield Problem(where, f"条号 {clause} 不存在")
        if topic.benefit and topic.benefit not in benefits:
            yield Problem(where, f"benefit {topic.benefit} 在 benefits/ 里没有")
        if len(topic.title) > _TITLE:
            yield Problem(where, f"title 超过 {_TITLE} 个字，按钮放不下")
        for word in topic.named:
            yield from _names_only_this(kb, topic, word)


def _names_only_this(kb: KnowledgeBase, topic: Topic, word: str) -> Iterator[Problem]:
    if len(word) < _NAMED:
        yield Problem(_where(topic), f"named 里的“{word}”太短，会听错，请写 {_NAMED} 个字以上")
    for other in kb.topics.values():
        if other is not topic and (word in other.title or word in other.named):
            yield Problem(
                _where(topic),
                f"named 里的“{word}”也是“{other.title}”（{other.id}）的话，请换一个只指这一件事的",
            )


def _clauses_are_answered(kb: KnowledgeBase) -> Iterator[Problem]:
    reached = {clause for topic in kb.topics.values() for clause in topic.clauses}
    for clause in (*UNNUMBERED, *numbered(kb.parts)):
        if clause not in reached:
            yield Problem("topics/", f"{citation(clause)}没有任何条目回答，请加一条")


def _templates_hold_no_number(kb: KnowledgeBase) -> Iterator[Problem]:
    for topic in kb.topics.values():
        for name in ("grants", "answer", "easy"):
            found = _NUMBER.search(_JINJA.sub("", getattr(topic, name)))
            if found:
                yield Problem(
                    _where(topic), f"{name} 里直接写了数字“{found[0]}”，请改用 parameters.yml 的参数"
                )


def _words_hold_no_number(kb: KnowledgeBase) -> Iterator[Problem]:
    for name, text in kb.words.items():
        found = _NUMBER.search(_HOTLINE.sub("", _JINJA.sub("", text)))
        if found:
            yield Problem(f"words/{name}", f"直接写了数字“{found[0]}”，请改用 parameters.yml 的参数")


def _glossary_is_plain(kb: KnowledgeBase) -> Iterator[Problem]:
    for term, word in kb.glossary.items():
        if len(gloss(term, word)) > LINE:
            yield Problem(GLOSSARY, f"“{term}”的解释超过 {LINE} 个字，请写短些")
        found = _NUMBER.search(word.means)
        if found:
            yield Problem(GLOSSARY, f"“{term}”的解释里写了数字“{found[0]}”，请去掉")
        for topic in word.topics:
            if topic not in kb.topics:
                yield Problem(GLOSSARY, f"“{term}”的 topics 里写了 {topic}，没有这个回答条目")


def _templates_speak(kb: KnowledgeBase) -> Iterator[Problem]:
    for topic in kb.topics.values():
        for profile in _TRIALS:
            yield from _try(kb, topic, profile)


def _try(kb: KnowledgeBase, topic: Topic, profile: dict) -> Iterator[Problem]:
    today = date.today()
    try:
        said = answer(kb, topic.id, profile, today)
        simple = answer(kb, topic.id, profile, today, easy=True)
        if not profile:
            for facet in FACETS:
                answer(kb, topic.id, profile, today, facet=facet)
                yield from _fits(
                    kb,
                    topic,
                    f"{facet} 的简明",
                    answer(kb, topic.id, profile, today, facet=facet, easy=True).text,
                )
    except (jinja2.TemplateError, LookupError, TypeError, ValueError) as error:
        yield Problem(_where(topic), f"写不出回答（情况 {profile}）：{error}")
        return
    if "None" in said.text + simple.text:
        yield Problem(_where(topic), f"回答里有空值（情况 {profile}）")
    for line in simple.text.splitlines():
        if len(line) > LINE:
            yield Problem(_where(topic), f"easy 有一行超过 {LINE} 个字，请分成两行：{line[:20]}…")
    yield from _fits(kb, topic, "easy", simple.text)


def _fits(kb: KnowledgeBase, topic: Topic, what: str, text: str) -> Iterator[Problem]:
    """As it will be shown, no bubble is too long."""
    for bubble in bubbles(explain(easy_lines(text), kb.glossary)):
        if width(bubble) > BUBBLE:
            yield Problem(_where(topic), f"{what}回答有一段超过 {BUBBLE} 个字：{bubble[:20]}…")


def _benefits_rest_on_the_text(kb: KnowledgeBase) -> Iterator[Problem]:
    for benefit in kb.benefits.values():
        where = f"{benefit.file} 的 {benefit.id}"
        part = kb.clauses.get(benefit.clause)
        if part is None:
            yield Problem(where, f"条号 {benefit.clause} 不存在", fatal=True)
            continue
        yield from _names_what_exists(kb, benefit, where)
        allowed = part.text + kb.clauses["closing"].text
        for words in benefit.quoted():
            if words not in allowed:
                yield Problem(where, f"“{words}”不是第{benefit.clause}条的原话，请照抄原文")


def _names_what_exists(kb: KnowledgeBase, benefit: Benefit, where: str) -> Iterator[Problem]:
    """Facts and parameters that a benefit names must be there."""
    parameters = {item.name for item in kb.parameters.items()}
    facts = {leaf.fact for leaf in benefit.leaves()} | set(benefit.sums_over("fact"))
    for fact in sorted(facts - set(kb.facts)):
        yield Problem(where, f"情况 {fact} 在 facts.yml 里没有", fatal=True)
    for name in sorted(set(benefit.sums_over("parameter")) - parameters):
        yield Problem(where, f"参数 {name} 在 parameters.yml 里没有", fatal=True)


def _where(topic: Topic) -> str:
    return f"{topic.file} 的 {topic.id}"
