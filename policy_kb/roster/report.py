"""The summary of a screening, to be read on a screen."""

from collections.abc import Iterator

from policy_kb.kb import KnowledgeBase
from policy_kb.roster.heads import Roster
from policy_kb.roster.screening import Screening
from policy_kb.roster.sheets import OPEN_END, VALIDITY, way_in_words
from policy_kb.roster.totals import Sum
from policy_kb.yuan import yuan

_SHOWN = 20  # cells not understood that are told one by one
_LACKING = 10  # columns with the most gaps


def summary(kb: KnowledgeBase, roster: Roster, screening: Screening) -> str:
    """Everything worth knowing at a glance, a line each."""
    parts = (
        _read(roster, screening),
        _cells(screening),
        _benefits(kb, screening),
        _lacking(kb, screening),
    )
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))


def _read(roster: Roster, screening: Screening) -> Iterator[str]:
    validity = VALIDITY[screening.validity]
    yield f"名单上 {len(screening.lines)} 人，按 {screening.on.isoformat()} 的标准（{validity}）。"
    if roster.others:
        yield f"只读了表“{roster.sheet}”，没有读：{'、'.join(roster.others)}。"
    if empty := [str(line.row) for line in screening.lines if line.empty]:
        yield f"除了姓名编号什么都没有、也算了人的行：{'、'.join(empty[:_SHOWN])}{'……' if len(empty) > _SHOWN else ''}。"
    if roster.feet:
        yield f"不是人、没有算的行（合计、制表人之类）：{'、'.join(map(str, roster.feet))}。"
    if roster.heads.unknown:
        yield f"不认识、没有用上的列：{'、'.join(roster.heads.unknown)}。"
    if roster.heads.twice:
        yield f"同一件事写了两列，只用前一列，没有用：{'、'.join(roster.heads.twice)}。"


def _cells(screening: Screening) -> Iterator[str]:
    problems = screening.problems
    if problems:
        yield f"没读懂的格子 {len(problems)} 个，都按“不知道”算："
        yield from (f"  {problem}" for problem in problems[:_SHOWN])
        if len(problems) > _SHOWN:
            yield f"  还有 {len(problems) - _SHOWN} 个，用 --to 写成文件可以看全。"


def _benefits(kb: KnowledgeBase, screening: Screening) -> Iterator[str]:
    totals = screening.totals
    yield "各项政策（已经能定的）："
    for key, count in totals.counts.items():
        if not count.eligible:
            continue
        total = totals.of_benefit(key)
        counted = f"能得 {count.eligible} 人，还没定 {count.undetermined} 人，不能得 {count.ineligible} 人"
        yield f"  {kb.benefits[key].title}：{counted}{'；' + sum_of_year(total) if total else ''}"
        for way, one in totals.by_way(key):
            yield f"    {way_in_words(kb, way)}：{sum_of_year(one)}"
    others = [(kb.benefits[key].title, count) for key, count in totals.counts.items() if not count.eligible]
    waiting = [f"{title} {count.undetermined} 人" for title, count in others if count.undetermined]
    if waiting:
        yield f"  还没有一个人能定的：{'、'.join(waiting)}"
    if nobody := [title for title, count in others if not count.undetermined]:
        yield f"  没有人能得的：{'、'.join(nobody)}"
    yield f"每年的钱：{sum_of_year(totals.altogether())}。按次、按户、按项目给的不加在里面。"


def _lacking(kb: KnowledgeBase, screening: Screening) -> Iterator[str]:
    missing = screening.totals.missing
    gaps = sorted(screening.has & set(missing), key=lambda fact: -missing[fact])
    if gaps:
        told = [f"{kb.facts[fact].title} {missing[fact]} 人" for fact in gaps[:_LACKING]]
        yield f"名单里有这一列、还缺的：{'、'.join(told)}。"
    if absent := [
        fact.title for key, fact in kb.facts.items() if key in missing and key not in screening.has
    ]:
        yield f"名单里没有、加上就能多定几项的列：{'、'.join(absent)}。"


def sum_of_year(total: Sum) -> str:
    """每年合计 3000 到 4000 元，连同还没定的最多 8000 元."""
    least, most, possible = yuan(total.least), _bound(total.most), _bound(total.possible)
    if total.most is None:
        said = f"每年合计不少于 {least} 元，上限{OPEN_END}"
    else:
        said = f"每年合计 {least} 元" if least == most else f"每年合计 {least} 到 {most} 元"
    if total.possible == total.most:
        return said
    return f"{said}；连同还没定的，" + (
        f"最多 {possible} 元" if total.possible is not None else f"上限{OPEN_END}"
    )


def _bound(amount: float | None) -> str:
    return OPEN_END if amount is None else yuan(amount)
