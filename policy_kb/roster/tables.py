"""Open a roster: the rows of a CSV (UTF-8, GBK) or of an Excel workbook, as plain cells."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LONGEST = 200_000  # rows; more is no roster of one 旗, and would fill the memory
_CSV_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",\t;"
_TOP, _TOP_LINES = 20_000, 10  # how far down one looks for what parts the columns
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # also a workbook with a password
_ZIP = b"PK"
_UNPACKED = 1 << 30  # bytes; a small file can be made to unpack into a full memory


class RosterError(ValueError):
    """A roster cannot be read at all; the message says why and what to do."""


@dataclass(frozen=True)
class Table:
    """Rows with their numbers as a spreadsheet shows them; `sheet`: the name of a workbook's page."""

    rows: list[tuple[int, tuple[Any, ...]]]
    sheet: str = ""


def read_tables(path: Path) -> list[Table]:
    """Every sheet's rows in which something stands, whatever the file's ending says it is.

    Raises:
        RosterError: it cannot be opened, is neither CSV nor XLSX, or is longer than `LONGEST` rows.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RosterError(f"打不开文件 {path}：{error.strerror}") from error
    if raw.startswith(_OLD_EXCEL):
        raise RosterError(f"{path} 是旧的 .xls 或者加了密码，请在表格软件里另存为不加密的 .xlsx 或 .csv")
    return _workbook(raw, path) if raw.startswith(_ZIP) else [Table(_filled(_csv_rows(raw, path)))]


def _csv_rows(raw: bytes, path: Path) -> Iterator[tuple[Any, ...]]:
    text = _decoded(raw, path)
    top = [line for line in text[:_TOP].splitlines() if line.strip()][:_TOP_LINES]
    delimiter = max(_DELIMITERS, key=lambda sign: max((line.count(sign) for line in top), default=0))
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield tuple(row)
    except csv.Error as error:
        raise RosterError(f"{path} 不是写得对的 CSV：{error}") from error


def _decoded(raw: bytes, path: Path) -> str:
    encodings = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else _CSV_ENCODINGS
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RosterError(f"{path} 的文字编码认不出来，请另存为 UTF-8 的 CSV，或者 .xlsx")


def _workbook(raw: bytes, path: Path) -> list[Table]:
    import openpyxl  # slow to import, and most commands never need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and lists of choices, which nobody reads here
        try:
            if sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(raw)).infolist()) > _UNPACKED:
                raise RosterError(f"{path} 展开后太大，请分成几份")
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
            return [Table(_filled(_sheet_rows(sheet)), sheet.title) for sheet in book.worksheets]
        except RosterError:
            raise
        except Exception as error:  # openpyxl lets whatever a broken file causes escape
            raise RosterError(f"{path} 打不开：不是完好的 .xlsx 文件") from error


def _sheet_rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # some programs write wrong ones
    yield from sheet.iter_rows(values_only=True)


def _filled(rows: Iterator[tuple[Any, ...]]) -> list[tuple[int, tuple[Any, ...]]]:
    kept = []
    for number, row in enumerate(rows, 1):
        if any(cell is not None and str(cell).strip() for cell in row):
            kept.append((number, row))
            if len(kept) > LONGEST:
                raise RosterError(f"名单超过 {LONGEST} 行，请分成几份")
    return kept
