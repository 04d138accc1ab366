"""Rosters for tests: written, screened through the command, and read back."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from bot.cli.main import main
from policy_kb.assess import assess
from policy_kb.kb import KnowledgeBase

DAY = "2026-11-23"
HEAD = ["姓名", "是否本旗户籍", "持证", "户口性质", "残疾类别", "残疾等级", "年龄"]
GRADE_2_URBAN = ["甲", "是", "有", "城镇", "视力", "二级", "40"]
GRADE_1_RURAL = ["乙", "√", "1", "农牧区", "听力", "1", "7岁"]

Write = Callable[..., Path]


def writer(folder: Path) -> Write:
    """Writes rows as a CSV in any encoding."""

    def write(*rows: list[Any], encoding: str = "utf-8", name: str = "roster.csv") -> Path:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        path = folder / name
        path.write_bytes(text.getvalue().encode(encoding))
        return path

    return write


def workbook(path: Path, *sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        page = book.create_sheet(f"表{number}")
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def screened(source: Path, *options: str, status: int = 0) -> list[dict[str, str]]:
    """Screen and read the people's file back."""
    target = source.with_name("results.csv")
    assert main(["screen", str(source), "--on", DAY, "--to", str(target), *options]) == status
    return read(target)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def of_benefit(source: Path, title: str) -> dict[str, str]:
    rows = read(source.with_name("results-每项.csv"))
    return next(row for row in rows if row["项目"] == title)


def titles(gets: str) -> list[str]:
    """The names of what somebody gets: what stands in brackets at the end is the sum or the office's say."""
    names = [one for one in gets.split("；") if one]
    return [
        name.rsplit("（", 1)[0] if name.endswith(("元）", "核定）", "定不下来）")) else name for name in names
    ]


def eligible(kb: KnowledgeBase, profile: dict[str, Any]) -> list[str]:
    result = assess(kb, profile | {"preschool_intake": 0}, date.fromisoformat(DAY))
    return [kb.benefits[b["id"]].title for b in result["benefits"] if b["status"] == "eligible"]
