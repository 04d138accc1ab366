"""Store sheets as CSV or XLSX: readable by the owner alone, and harmless when opened in a spreadsheet."""

import csv
import io
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from policy_kb.roster.sheets import Sheet
from policy_kb.roster.tables import RosterError

ENDINGS = (".csv", ".xlsx")
_COMMAND = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")  # what a spreadsheet would take for a formula
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # an XLSX may not hold them


def places(path: Path) -> list[Path]:
    """The files that `store` makes: one workbook, or one CSV for each sheet.

    Raises:
        RosterError: the ending is neither .csv nor .xlsx, or the folder does not exist.
    """
    if path.suffix.lower() not in ENDINGS:
        raise RosterError(f"--to 的文件名要以 {' 或 '.join(ENDINGS)} 结尾，不能是 {path}")
    if not path.parent.is_dir():
        raise RosterError(f"没有文件夹 {path.parent}")
    if path.suffix.lower() == ".xlsx":
        return [path]
    return [path, *(path.with_name(f"{path.stem}-{name}{path.suffix}") for name in ("每项", "没读懂"))]


def store(sheets: Sequence[Sheet], path: Path) -> list[Path]:
    """Write the sheets to `places(path)`; each file is whole or not there at all.

    Raises:
        RosterError: a file cannot be written.
    """
    files = places(path)
    contents = [_workbook(sheets)] if len(files) == 1 else [_csv(sheet) for sheet in sheets]
    for file, content in zip(files, contents, strict=True):
        try:
            _put(file, content)
        except OSError as error:
            raise RosterError(f"写不了文件 {file}：{error.strerror}") from error
    return files


def harmless(cell: Any) -> Any:
    """A cell that no spreadsheet runs: text that looks like a formula gets an apostrophe before it."""
    if not isinstance(cell, str):
        return cell
    text = _CONTROL.sub("?", cell)
    return f"'{text}" if _COMMAND.match(text) else text


def _csv(sheet: Sheet) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")  # the mark by which Excel knows UTF-8


def _workbook(sheets: Sequence[Sheet]) -> bytes:
    import openpyxl  # slow to import

    book = openpyxl.Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.freeze_panes = "A2"
        for row in sheet.rows:
            page.append([harmless(cell) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _put(path: Path, content: bytes) -> None:
    """Mode 600 from the first moment; a file of the same name is replaced at the end."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".yizhu-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
