"""What a screening comes to, as sheets: one of people, one of benefits, one of cells not understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from policy_kb.kb import KnowledgeBase
from policy_kb.roster.screening import Line, Screening
from policy_kb.roster.totals import Scenario, Sum

OPEN_END = "定不下来"
VALIDITY = {
    "unset": "文件的颁布日期没有设置，是否在有效期内要核实",
    "not_yet": "文件这一天还没有施行",
    "in_force": "文件在有效期内",
    "expired": "文件已经过了有效期",
}
_SUMS = ("每年合计最少（元）", "每年合计最多（元）", "连同还没定的最多（元）")


@dataclass(frozen=True)
class Sheet:
    """A named table; its first row is the heads."""

    name: str
    rows: list[list[Any]]


def sheets(kb: KnowledgeBase, screening: Screening, label_heads: Sequence[str]) -> list[Sheet]:
    """All that is written to a file, people first."""
    return [
        Sheet("每人", _people(screening, label_heads)),
        Sheet("每项", _benefits(kb, screening)),
        Sheet("没读懂", _problems(screening)),
    ]


def way_in_words(kb: KnowledgeBase, way: Scenario) -> str:
    """A way to read the text: 照“城镇拿高的一档，农村牧区拿低的一档”来理解."""
    return "，".join(f"照“{kb.readings[key].options[option]}”来理解" for key, option in way)


def figure(amount: float | None) -> Any:
    """A sum as a number, whole yuan without decimals; in words where there is no upper bound."""
    if amount is None:
        return OPEN_END
    return int(amount) if amount == int(amount) else amount


def _people(screening: Screening, label_heads: Sequence[str]) -> list[list[Any]]:
    head = [
        "行",
        *label_heads,
        "能得到",
        "每年最少（元）",
        "每年最多（元）",
        "还没定，补填就能定",
        "还没定，要另外问",
        "缺的事项",
        "先问",
        "没读懂的格子",
        "按哪天的标准",
    ]
    terms = f"{screening.on.isoformat()}，{VALIDITY[screening.validity]}"
    return [head, *([*_person(line), terms] for line in screening.lines)]


def _person(line: Line) -> list[Any]:
    return [
        line.row,
        *line.labels,
        "；".join(line.gets),
        figure(line.year.least),
        figure(line.year.most),
        "；".join(line.to_fill),
        "；".join(line.to_ask),
        "、".join(line.missing),
        line.ask_next,
        "；".join(f"{p.column}列“{p.head}”" for p in line.problems),
    ]


def _benefits(kb: KnowledgeBase, screening: Screening) -> list[list[Any]]:
    totals = screening.totals
    rows: list[list[Any]] = [["项目", "条", "能得（人）", "还没定（人）", "不能得（人）", *_SUMS]]
    for key, count in totals.counts.items():
        benefit = kb.benefits[key]
        counted = [count.eligible, count.undetermined, count.ineligible]
        rows.append([benefit.title, f"第{benefit.clause}条", *counted, *_sums(totals.of_benefit(key))])
        for way, total in totals.by_way(key):
            rows.append([f"{benefit.title}，{way_in_words(kb, way)}", "", "", "", "", *_sums(total)])
    rows.append(["每年的钱合计", "", "", "", "", *_sums(totals.altogether())])
    return rows


def _sums(total: Sum | None) -> list[Any]:
    if total is None:
        return ["", "", ""]
    return [figure(total.least), figure(total.most), figure(total.possible)]


def _problems(screening: Screening) -> list[list[Any]]:
    found = [[p.row, p.column, p.head, p.value, p.message] for p in screening.problems]
    return [["行", "列", "列名", "写着", "怎么改"], *found]
