"""`yizhu screen`: how lists are written: files, heads and cells of every sort."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from rosters import (
    DAY,
    GRADE_1_RURAL,
    GRADE_2_URBAN,
    HEAD,
    Write,
    eligible,
    read,
    screened,
    titles,
    workbook,
    writer,
)

from bot.cli.main import main
from policy_kb.kb import KnowledgeBase
from policy_kb.roster.vocabulary import LABEL, vocabulary


@pytest.fixture
def roster(tmp_path: Path) -> Write:
    """Writes rows as a CSV in any encoding."""
    return writer(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_encodings_make_no_difference(roster: Write, encoding: str) -> None:
    (line,) = screened(roster(HEAD, GRADE_2_URBAN, encoding=encoding))
    assert line["姓名"] == "甲"
    assert line["每年最多（元）"] == "4000"


def test_a_workbook_says_the_same_and_comes_back_as_one(tmp_path: Path) -> None:
    """Numbers, dates and yes as a spreadsheet stores them; a title above the heads, a sheet of notes before."""
    rows = [
        ["伊金霍洛旗残疾人名册"],
        ["编号", "姓名", "户籍", "持证", "城乡", "残疾类别", "残疾等级", "出生日期", "需要康复"],
        [1, "甲", True, 1, "城镇", "肢体", 1.0, datetime(2020, 11, 24), "是"],
        [2, "乙", False, 1, "城镇", "肢体", 1, datetime(1980, 1, 1), "否"],
    ]
    source = workbook(tmp_path / "roster.xlsx", [["填表说明"]], rows)
    target = tmp_path / "results.xlsx"
    assert main(["screen", str(source), "--on", DAY, "--to", str(target)]) == 0
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["每人", "每项", "没读懂"]
    head, first, second = book["每人"].iter_rows(values_only=True)
    told = dict(zip(head, first, strict=True))
    assert (told["行"], told["编号"], told["姓名"]) == (3, "1", "甲")
    assert told["每年最多（元）"] == 4000
    assert "残疾儿童抢救性康复救助" in told["能得到"]
    assert not dict(zip(head, second, strict=True))["能得到"]


def test_bad_cells_are_told_and_taken_as_unknown(roster: Write, capsys: pytest.CaptureFixture[str]) -> None:
    source = roster(
        [*HEAD, "低保", "已报销", "住院可报销费用"],
        [*GRADE_2_URBAN, "也许", "900", "800"],
        ["丁", "是", "是", "城镇", "视力", "五级", "130", "否", "", "-5"],
        [*GRADE_1_RURAL, "不详", "", ""],
    )
    first, second, third = screened(source, status=1)
    printed = capsys.readouterr().out
    assert "没读懂的格子 5 个" in printed
    assert "第2行H列“低保”写着“也许”：只能写 是 或 否" in printed
    assert "第2行I列“已报销”写着“900”：已报销的不能比可报销的多" in printed
    assert "第3行F列“残疾等级”写着“五级”" in printed
    assert "第3行G列“年龄”写着“130”：要写 0 到 120 的数" in printed
    assert "第3行J列“住院可报销费用”写着“-5”" in printed
    assert "残疾人补贴" in first["能得到"]
    assert "低保" in first["缺的事项"].split("、")
    assert "残疾人补贴（缺：残疾类别和等级）" in second["还没定，补填就能定"]
    assert (first["没读懂的格子"], third["没读懂的格子"]) == ("H列“低保”；I列“已报销”", "")
    listed = read(source.with_name("results-没读懂.csv"))
    assert [(row["行"], row["列"]) for row in listed] == [
        ("2", "H"), ("2", "I"), ("3", "G"), ("3", "F"), ("3", "J"),
    ]  # fmt: skip


def test_unknown_columns_are_named_once(roster: Write, capsys: pytest.CaptureFixture[str]) -> None:
    screened(
        roster(
            [*HEAD, "手机", "民族", "手机", "岁数"],
            [*GRADE_2_URBAN, 1, 2, 3, 4],
            [*GRADE_1_RURAL, 1, 2, 3, 4],
        )
    )
    printed = capsys.readouterr().out
    assert "没有用上的列：手机、民族。" in printed
    assert "只用前一列，没有用：岁数。" in printed


@pytest.mark.parametrize(
    ("category", "grade", "listed"),
    [
        ("", "视力一级、听力二级", [("visual", 1), ("hearing", 2)]),
        ("多重", "视力一级、听力二级", [("visual", 1), ("hearing", 2)]),
        ("视力", "视力一级、听力二级", [("visual", 1), ("hearing", 2)]),
        ("视力", "多重", [("visual", None), (None, None)]),
        ("多重（视力一级、听力二级）", "", [("visual", 1), ("hearing", 2)]),
        ("视力、听力", "一级、二级", [("visual", 1), ("hearing", 2)]),
        ("听力，言语残疾", "", [("hearing", None), ("speech", None)]),
        ("视力残疾一级；肢体残疾三级", "一级", [("visual", 1), ("physical", 3)]),
        ("一级视力 三级肢体", "", [("visual", 1), ("physical", 3)]),
        ("多重残疾", "二级", [(None, 2), (None, None)]),
        ("精神", "Ⅲ级", [("mental", 3)]),
        ("肢体残疾", "叁级", [("physical", 3)]),
        ("physical", "3", [("physical", 3)]),
        ("", "４", [(None, 4)]),
    ],
)
def test_disabilities_in_every_way_of_writing(
    roster: Write, kb: KnowledgeBase, category: str, grade: str, listed: list[tuple]
) -> None:
    (line,) = screened(roster(HEAD, ["甲", "是", "是", "城镇", category, grade, "40"]))
    disabilities = [{"category": c, "grade": g} for c, g in listed]
    known = {
        "local_hukou": True,
        "certified": True,
        "residence": "urban",
        "age": 40,
        "disabilities": disabilities,
    }
    assert titles(line["能得到"]) == eligible(kb, known)


@pytest.mark.parametrize(
    ("category", "grade"),
    [
        ("视力、听力", "一级"),
        ("视力一级", "二级"),
        ("视力", "听力一级"),
        ("视力一级、视力二级", ""),
        ("视力", "重度"),
    ],
)
def test_contradictory_disabilities_are_told(roster: Write, category: str, grade: str) -> None:
    (line,) = screened(roster(HEAD, ["甲", "是", "是", "城镇", category, grade, "40"]), status=1)
    assert line["没读懂的格子"]


@pytest.mark.parametrize(
    ("born", "on", "child"),
    [
        ("2019-11-24", DAY, True),
        ("2019-11-23", DAY, False),
        ("2019/11/24", "2026-11-24", False),
        ("20191124", DAY, True),
        ("2019年11月24日", DAY, True),
        ("2019.10", DAY, False),
    ],
)
def test_the_day_of_birth_gives_the_age_on_the_day(roster: Write, born: str, on: str, child: bool) -> None:
    source = roster(["姓名", "户籍", "持证", "出生日期", "康复需求"], ["甲", "本旗", "已办证", born, "是"])
    (line,) = screened(source, "--on", on)
    assert ("残疾儿童抢救性康复救助" in line["能得到"]) is child


@pytest.mark.parametrize("born", ["2019-11", "2019", "2027-01-01", "1890-01-01", "2020-02-30", "昨天"])
def test_a_birth_that_gives_no_certain_age_is_told(roster: Write, born: str) -> None:
    (line,) = screened(roster(["姓名", "出生日期"], ["甲", born]), status=1)
    assert line["没读懂的格子"] == "B列“出生日期”"


def test_english_heads_and_an_empty_row_in_between(roster: Write, capsys: pytest.CaptureFixture[str]) -> None:
    source = roster(
        ["name", "local_hukou", "certified", "residence", "disabilities", "inpatient"],
        [
            "A",
            "true",
            "TRUE",
            "urban",
            '[{"category": "visual", "grade": 1}]',
            '{"reimbursable": 10, "reimbursed": 20}',
        ],
        [],
        ["B", "", "", "", "", ""],
    )
    first, second = screened(source, status=1)
    assert first["每年最少（元）"] == "4000"
    assert first["没读懂的格子"] == "F列“inpatient”"
    assert (second["行"], second["能得到"]) == ("4", "")
    assert "也算了人的行：4。" in capsys.readouterr().out


def test_every_fact_has_a_head_and_every_choice_a_word(kb: KnowledgeBase) -> None:
    words = vocabulary(kb.facts)
    parts = {LABEL, "birth", "category", "grade", "certificate", "reimbursable", "reimbursed"}
    assert set(words.heads.values()) == set(kb.facts) | parts
    for key, said in words.facts.items():
        fact = kb.facts[key]
        assert set(said.values()) == (set(fact.values) if fact.kind == "choice" else {"yes", "no"})
    for key, fact in kb.facts.items():
        if fact.kind == "choice":
            for title in fact.values.values():
                assert title in words.facts[key], f"{key}: {title}"


def test_the_foot_of_a_table_is_nobody(roster: Write, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [["", "合计", "", "", "", "", "", "1"], ["制表人：王", "", "", "", "", "", "", ""]]
    lines = screened(roster(["编号", *HEAD], ["1", *GRADE_2_URBAN], *rows))
    assert [line["姓名"] for line in lines] == ["甲"]
    assert "没有算的行（合计、制表人之类）：3、4。" in capsys.readouterr().out
