"""The clauses are cut out of the text by position: nothing is lost, retyped or moved."""

import pytest

from policy_kb.clauses import cut
from policy_kb.kb import ROOT, KnowledgeBase

SOURCE = ROOT / "source" / "yzf-2022-35.txt"


def test_parts_joined_are_the_source_byte_for_byte() -> None:
    source = SOURCE.read_bytes()
    parts = cut(source.decode("utf-8"))
    assert "".join(part.text for part in parts).encode("utf-8") == source


def test_each_part_stands_where_it_says() -> None:
    source = SOURCE.read_bytes().decode("utf-8")
    parts = cut(source)
    assert all(source[part.start : part.end] == part.text for part in parts)
    assert [part.end for part in parts[:-1]] == [part.start for part in parts[1:]]


def test_a_changed_text_is_still_cut_without_loss() -> None:
    odd = "标题\n\n　　1.第一。甲乙。（牵头单位：残联）\n没有换行的末尾"
    assert "".join(part.text for part in cut(odd)) == odd


def test_all_eighteen_clauses_in_order(kb: KnowledgeBase) -> None:
    numbered = [part.id for part in kb.parts if part.id.isdecimal()]
    assert numbered == [str(n) for n in range(1, 19)]


@pytest.mark.parametrize(
    ("clause", "title"),
    [
        ("1", "落实残疾人基本福利和提高残疾人社会救助水平"),
        ("5", "落实残疾人就业法规政策"),
        ("8", "加快发展残疾人托养照护服务"),
        ("13", "加强无障碍环境建设"),
        ("18", "落实残疾人事业资金保障"),
        ("general", "总体要求"),
        ("goals", "主要目标"),
    ],
)
def test_titles(kb: KnowledgeBase, clause: str, title: str) -> None:
    assert kb.clauses[clause].title == title


@pytest.mark.parametrize(
    ("clause", "lead", "responsible"),
    [
        ("1", ("民政局",), ("残联", "财政局")),
        ("2", ("医保局",), ("残联",)),
        ("3", ("住建局",), ("住房保障综合服务中心", "国资委", "残联")),
        ("4", ("乡村振兴统筹发展中心",), ("各镇", "残联")),
        ("5", ("组织部", "人社局"), ("各镇", "就业和社保事业中心", "税务局", "残联")),
        ("6", ("残联",), ("各镇", "人社局", "文旅局", "税务局", "就业和社会保险事业中心")),
        ("7", ("卫健委",), ("各镇", "民政局", "医保局", "残联")),
        ("8", ("残联",), ("民政局",)),
        ("9", ("卫健委",), ("政法委", "残联", "民政局", "公安局", "交通局", "市场监管局")),
        ("10", ("教体局",), ("残联",)),
        ("11", ("文旅局",), ("宣传部", "残联", "教体局", "各镇")),
        ("12", ("司法局",), ("检察院", "残联", "信访局", "政务服务局", "铁航办")),
        ("13", ("住建局",), ("残联", "政务服务局")),
        ("14", ("组织部", "宣传部"), ("残联", "财政局", "民政局")),
        ("15", ("宣传部",), ("残联", "融媒体中心")),
        ("16", (), ()),
        ("17", (), ()),
        ("18", (), ()),
        ("closing", (), ()),
    ],
)
def test_who_leads_and_who_shares(
    kb: KnowledgeBase, clause: str, lead: tuple[str, ...], responsible: tuple[str, ...]
) -> None:
    assert (kb.clauses[clause].lead, kb.clauses[clause].responsible) == (lead, responsible)


def test_scope_and_validity_lead_to_the_closing_paragraph(kb: KnowledgeBase) -> None:
    words = (
        "本实施意见适用于伊金霍洛旗户籍的持证残疾人，自颁布之日起30日后施行，有效期为5年，"
        "今后国家、自治区和市另有规定的，按有关规定执行。"
    )
    assert {kb.clauses[name].body for name in ("scope", "validity", "closing")} == {words}


def test_the_goals_are_the_paragraph_below_their_heading(kb: KnowledgeBase) -> None:
    assert kb.clauses["goals"].body.startswith("到2025年，残疾人脱贫攻坚成果")
    assert kb.clauses["general"].body.startswith("坚持以习近平新时代中国特色社会主义思想为指导")


def test_the_body_leaves_out_the_list_of_offices(kb: KnowledgeBase) -> None:
    assert kb.clauses["1"].body.endswith("安排不少于100万元的资金用于保障困难残疾人临时性生产生活救助。")


def test_sentences_joined_are_the_body(kb: KnowledgeBase) -> None:
    for number in range(1, 19):
        part = kb.clauses[str(number)]
        assert "".join(part.sentences) == part.body
