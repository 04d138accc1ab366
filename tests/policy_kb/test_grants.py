"""Every sentence of the policy that grants something has a benefit, or a written reason why it has none."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from policy_kb.check import check
from policy_kb.grants import every_grant_has_a_benefit
from policy_kb.kb import KnowledgeBase

Edit = Callable[[str, str, str], None]

#: The text has no words for the age of the other one but these, so both benefits quote them.
QUOTED_BY_ANOTHER = {"rehab_allowance"}


def found(root: Path) -> list[str]:
    """The problems of the data below a folder, a line each."""
    return [str(problem) for problem in check(root)]


def without(kb: KnowledgeBase, benefit: str) -> KnowledgeBase:
    return replace(kb, benefits={key: held for key, held in kb.benefits.items() if key != benefit})


def test_a_benefit_taken_away_is_missed(kb: KnowledgeBase) -> None:
    unnoticed = {key for key in kb.benefits if not list(every_grant_has_a_benefit(without(kb, key)))}
    assert unnoticed == QUOTED_BY_ANOTHER
    assert len(kb.benefits) == 65


def test_the_complaint_quotes_the_words_and_says_what_to_do(kb: KnowledgeBase) -> None:
    [problem] = every_grant_has_a_benefit(without(kb, "assistive_device"))
    assert str(problem) == (
        "benefits/：第7条的“根据残疾等级与类别……对城乡困难残疾人免费适配基本型辅助器具”没有哪项待遇写到。"
        "给了人什么，就加一项待遇，words 照抄这句（由单位决定的写 review: true）；"
        "什么也没给，就写进 no_benefit.yml，写明理由"
    )


def test_a_clause_without_any_benefit_is_named(copy: Path) -> None:
    (copy / "benefits" / "04_relapse.yml").write_text("[]\n", encoding="utf-8")
    named = [line for line in found(copy) if line.startswith("benefits/：第4条的")]
    assert len(named) == 4  # one for each sentence
    assert "并及时对易返贫致贫残疾人给予有效帮扶" in named[0]


def test_a_grant_added_to_the_text_is_missed(copy: Path, edit: Edit) -> None:
    edit(
        "source/yzf-2022-35.txt",
        "提高残疾人家庭无障碍品质，",
        "每户补贴2000元改造资金。提高残疾人家庭无障碍品质，",
    )
    assert found(copy) == [
        "benefits/：第13条的“每户补贴2000元改造资金”没有哪项待遇写到。"
        "给了人什么，就加一项待遇，words 照抄这句（由单位决定的写 review: true）；"
        "什么也没给，就写进 no_benefit.yml，写明理由"
    ]


def test_a_reason_must_quote_the_clause(copy: Path, edit: Edit) -> None:
    edit("no_benefit.yml", "加强普法教育", "加强法律教育")
    named = [line for line in found(copy) if line.startswith("no_benefit.yml 的第12条：“加强法律教育")]
    assert named
    assert named[0].endswith("不是第12条的原话，请照抄原文")


def test_a_reason_for_a_clause_that_is_not_there_is_named(copy: Path, edit: Edit) -> None:
    edit("no_benefit.yml", '"18":', '"19":')
    assert "no_benefit.yml 的 19：原文没有这一条" in found(copy)


def test_a_register_in_another_shape_is_named(copy: Path) -> None:
    (copy / "no_benefit.yml").write_text('"18": 全条\n', encoding="utf-8")
    assert found(copy) == ["政策数据：读不进来：no_benefit.yml 的 18：要写成“理由: [原话, 原话]”"]


def test_an_answer_leads_to_every_benefit(kb: KnowledgeBase) -> None:
    named = {topic.benefit for topic in kb.topics.values()}
    assert set(kb.benefits) - named == {"zero_employment_household"}, "told with that of the relatives"
