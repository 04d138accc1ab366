"""The one-page sheet of an application for the person: the same words on the page, on paper and in the talk."""

import logging
from dataclasses import dataclass

from casework.application_values import Application
from casework.case_words import whom
from casework.clock import local
from casework.documents import documents_for
from casework.worktime import describe

logger = logging.getLogger(__name__)

TITLE = "申请单"


@dataclass(frozen=True)
class Section:
    """A heading with its lines."""

    heading: str
    lines: tuple[str, ...]


def sheet(application: Application) -> list[Section]:
    """The sheet, part by part. The passphrase is not on it: paper goes from hand to hand."""
    sections = [
        Section("申请的事", _what(application)),
        Section("您说的情况", tuple(application.told.get("facts", ()))),
        Section("按这些情况看", _reckoned(application)),
        Section("要带的材料", to_bring(application.matter)),
        Section("接下来", _next(application)),
    ]
    return [section for section in sections if section.lines]


def plain(application: Application) -> str:
    """The sheet as plain text."""
    parts = [f"{TITLE}\n"]
    for section in sheet(application):
        parts.append("\n".join([f"【{section.heading}】", *section.lines]) + "\n")
    return "\n".join(parts)


def to_bring(matter: str) -> tuple[str, ...]:
    """What to bring as the office has said, else that it will be told; a broken list is logged."""
    try:
        listed = documents_for(matter)
    except ValueError as error:
        logger.error("documents.yml cannot be read: %s", error)
        listed = ()
    return listed or ("文件里没有写。办的时候，工作人员告诉您。",)


def _what(application: Application) -> tuple[str, ...]:
    relation = "" if application.for_whom == "self" else f"（{whom(application.for_whom)}）"
    return (
        f"编号：{application.reference}",
        f"申请：{application.title}",
        f"给谁：{application.name}{relation}",
        f"哪里办：{application.office}",
        f"什么时候交的：{local(application.created_at):%Y年%-m月%-d日}",
        f"现在：{application.stage_text}",
    )


def _reckoned(application: Application) -> tuple[str, ...]:
    told = application.told
    lines = [f"够条件：{told['sum']}" if told.get("sum") else ""]
    lines += [f"可能不合：{told['refused']}" if told.get("refused") else ""]
    lines += [f"还要弄清：{one}" for one in told.get("open", ())]
    return tuple(line for line in lines if line)


def _next(application: Application) -> tuple[str, ...]:
    if not application.is_open:
        return ("这个申请已经办结了。",)
    first = f"工作人员最晚{describe(application.due_at)}前看。" if application.stage == "new" else ""
    lines = (
        first,
        "给不给、给多少，最后由办的单位定。",
        "要补什么，工作人员会联系您。打电话的人先说出口令，您再答话。",
        "想知道办到哪一步，在对话里说“我的申请办到哪了”。换了手机，就加上编号和电话后四位。",
        "也可以打12345问。",
    )
    return tuple(line for line in lines if line)
