"""`yizhu screen`: what comes of a list of people, through the command itself."""

import csv
import fcntl
import os
import pty
import random
import socket
import stat
import struct
import subprocess
import sys
import termios
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rosters import (
    DAY,
    GRADE_1_RURAL,
    GRADE_2_URBAN,
    HEAD,
    Write,
    eligible,
    of_benefit,
    screened,
    titles,
    writer,
)

from bot.cli.main import main
from bot.settings import PROJECT
from policy_kb.assess import assess
from policy_kb.kb import KnowledgeBase


@pytest.fixture
def roster(tmp_path: Path) -> Write:
    """Writes rows as a CSV in any encoding."""
    return writer(tmp_path)


def test_each_person_gets_a_line(roster: Write) -> None:
    first, second = screened(roster(HEAD, GRADE_2_URBAN, GRADE_1_RURAL))
    assert (first["行"], first["姓名"]) == ("2", "甲")
    assert "残疾人补贴（每年3000到4000元）" in first["能得到"]
    assert (first["每年最少（元）"], first["每年最多（元）"]) == ("3000", "4000")
    assert "公租房租金减免（缺：租公租房、公租房一年租金）" in first["还没定，要另外问"]
    assert "低保" in second["缺的事项"].split("、")
    assert second["按哪天的标准"].startswith(DAY)


def test_sums_are_exact_over_an_open_reading(roster: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """Each may get 3000 or 4000, but whichever way the text is read the two get 7000 together."""
    source = roster(HEAD, GRADE_2_URBAN, GRADE_1_RURAL)
    screened(source)
    row = of_benefit(source, "残疾人补贴")
    assert (row["能得（人）"], row["每年合计最少（元）"], row["每年合计最多（元）"]) == ("2", "7000", "7000")
    assert "残疾人补贴：能得 2 人，还没定 0 人，不能得 0 人；每年合计 7000 元" in capsys.readouterr().out


def test_both_readings_are_told_where_they_differ(roster: Write, capsys: pytest.CaptureFixture[str]) -> None:
    source = roster(HEAD, GRADE_2_URBAN)
    screened(source)
    printed = capsys.readouterr().out
    assert "照“城镇拿高的一档，农村牧区拿低的一档”来理解：每年合计 4000 元" in printed
    assert "照“等级重的拿高的一档，等级轻的拿低的一档”来理解：每年合计 3000 元" in printed
    screened(source, "--reading", "subsidy_split=by_grade")
    assert of_benefit(source, "残疾人补贴")["每年合计最多（元）"] == "3000"
    assert "来理解" not in capsys.readouterr().out


def test_only_sums_of_a_year_are_added(roster: Write) -> None:
    source = roster(
        [*HEAD, "住院可报销费用", "已报销", "财政供养", "全额医保"],
        [*GRADE_2_URBAN, 9000, "4,000元", "否", "无"],
    )
    (line,) = screened(source)
    assert "住院医疗救助（每次住院不少于1500元）" in line["能得到"]
    assert line["每年最多（元）"] == "4000"
    row = of_benefit(source, "住院医疗救助")
    assert (row["能得（人）"], row["每年合计最少（元）"]) == ("1", "")


def test_those_still_open_count_towards_the_most_possible(roster: Write) -> None:
    source = roster(HEAD, GRADE_2_URBAN, ["丙", "是", "", "城镇", "视力", "二级", ""])
    screened(source)
    row = of_benefit(source, "残疾人补贴")
    assert (row["能得（人）"], row["还没定（人）"]) == ("1", "1")
    assert (row["每年合计最少（元）"], row["每年合计最多（元）"], row["连同还没定的最多（元）"]) == (
        "3000",
        "4000",
        "8000",
    )


@pytest.mark.parametrize("target", ["results.csv", "results.xlsx"])
def test_results_are_private_and_run_nothing(roster: Write, tmp_path: Path, target: str) -> None:
    names = ["=1+1", "+1", "-1", "@SUM(A1)", "＝cmd", " =1", "平常"]
    source = roster(["姓名", "年龄"], *[[name, "=HYPERLINK()"] for name in names])
    path = tmp_path / target
    path.touch(mode=0o644)
    assert main(["screen", str(source), "--to", str(path)]) == 1
    written = sorted(tmp_path.glob("results*"))
    assert {stat.S_IMODE(file.stat().st_mode) for file in written} == {0o600}
    if target.endswith("xlsx"):
        sheets = openpyxl.load_workbook(path).worksheets
        cells = [cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row]
    else:
        cells = [
            cell for file in written for row in csv.reader(file.open(encoding="utf-8-sig")) for cell in row
        ]
    texts = [cell for cell in cells if isinstance(cell, str)]
    assert not [text for text in texts if text.strip()[:1] in set("=+-@＝")]
    assert {"'=1+1", "'=HYPERLINK()", "平常"} <= set(texts)
    assert sorted(tmp_path.iterdir()) == sorted([source, *written])


def test_nothing_leaves_the_machine_and_no_bar_off_a_terminal(
    roster: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    screened(roster(HEAD, GRADE_2_URBAN))
    assert capsys.readouterr().err == ""


def test_what_cannot_be_used_is_said(
    roster: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = roster(HEAD, GRADE_2_URBAN)
    old = tmp_path / "old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0rest")
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04rest")
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89\xff\xff\x00")
    for arguments, named in [
        ([str(tmp_path / "nowhere.csv")], "nowhere.csv"),
        ([str(roster(["甲", "乙"], ["1", "2"], name="headless.csv"))], "列名"),
        ([str(roster(name="empty.csv"))], "空的"),
        ([str(old)], "另存为"),
        ([str(broken)], "完好"),
        ([str(picture)], "编码"),
        ([str(good), "--to", str(tmp_path / "out.pdf")], ".xlsx"),
        ([str(good), "--to", str(tmp_path / "no" / "out.csv")], "文件夹"),
        ([str(good), "--to", str(good)], "盖掉"),
        ([str(good), "--on", "tomorrow"], "--on"),
        ([str(good), "--reading", "subsidy_split=both"], "subsidy_split"),
    ]:
        assert main(["screen", *arguments]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert named in printed.err


def test_a_roster_says_what_single_assessments_say(roster: Write, kb: KnowledgeBase) -> None:
    """People made by chance, written as an office would; every line and sum against `assess`."""
    chance = random.Random(7)
    words: dict[str, dict[Any, str]] = {
        "户籍": {True: "是", False: "否", None: ""},
        "持证": {True: "有", False: "无", None: ""},
        "城乡": {"urban": "非农业", "rural": "牧区", None: "不详"},
        "低保": {True: "√", False: "×", None: ""},
        "公租房": {True: "1", False: "0", None: ""},
        "租金": {3000: "3000元", 1234.5: "1,234.5", None: ""},
        "全额医保": {True: "Y", False: "N", None: ""},
    }
    keys = [
        "local_hukou", "certified", "residence", "minimum_living_allowance", "public_rental_tenant",
        "public_rental_rent", "fully_insured",
    ]  # fmt: skip
    kinds = {"visual": "视力", "mental": "精神", "physical": "肢体", None: ""}
    rows, profiles = [], []
    for _ in range(150):
        values = [chance.choice(list(said)) for said in words.values()]
        kind, grade = chance.choice(list(kinds)), chance.choice([1, 2, 3, 4, None])
        profile = dict(zip(keys, values, strict=True)) | {"preschool_intake": 0}
        if kind or grade:
            profile["disabilities"] = [{"category": kind, "grade": grade}]
        profiles.append(profile)
        said = [word[value] for word, value in zip(words.values(), values, strict=True)]
        rows.append([*said, kinds[kind], f"{grade}级" if grade else ""])
    source = roster([*words, "残疾类别", "残疾等级"], *rows)
    lines = screened(source, "--reading", "subsidy_split=by_grade")
    least, open_ended = 0.0, 0
    for line, profile in zip(lines, profiles, strict=True):
        assert titles(line["能得到"]) == eligible(kb, profile)
        result = assess(kb, profile, date.fromisoformat(DAY), {"subsidy_split": "by_grade"})
        sums = [b["amount"] for b in result["benefits"] if b["status"] == "eligible" and b["amount"]]
        yearly = [amount for amount in sums if amount["period"] == "year"]
        assert float(line["每年最少（元）"]) == sum(amount["min"] for amount in yearly)
        least += sum(amount["min"] for amount in yearly)
        open_ended += any(amount["max"] is None for amount in yearly)
        assert (line["每年最多（元）"] == "定不下来") is any(amount["max"] is None for amount in yearly)
    total = of_benefit(source, "每年的钱合计")
    assert float(total["每年合计最少（元）"]) == least
    assert open_ended and total["每年合计最多（元）"] == "定不下来"


def test_a_bar_is_drawn_on_a_terminal(roster: Write) -> None:
    """On standard error alone, and only where that is a terminal."""
    source = roster(HEAD, *[GRADE_2_URBAN] * 300)
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))  # lines, columns
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli.main", "screen", str(source)],
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=PROJECT,
    )
    os.close(theirs)
    drawn = os.read(ours, 65536).decode("utf-8", "replace")
    os.close(ours)
    assert done.returncode == 0
    assert "核对" in drawn and "/300" in drawn
    assert "核对" not in done.stdout.decode()
